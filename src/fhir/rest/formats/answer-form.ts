import type { Request } from 'express';
import { exchangeOf } from '../exchange';
import { parametersOf } from '../request-parameters';
import { type Format, JSON_FORMAT } from './formats';
import { negotiate } from './negotiate';
import { readView, type View } from './subset';

/** What an answer shall look like. */
export interface AnswerForm {
  readonly format: Format;
  /** `_pretty=true`: one member a line. */
  readonly pretty: boolean;
  /** What of the resource is shown; absent: all of it. */
  readonly view?: View;
}

const PLAIN: AnswerForm = { format: JSON_FORMAT, pretty: false };

/**
 * How a request wants to be answered; decided once.
 * @param counting `_summary=count` has a meaning here: the answer is the result of a search
 * @throws FhirError `not-acceptable` (406), `invalid-request` for a `_summary` or `_elements` that cannot be meant
 */
export function answerForm(request: Request, counting = false): AnswerForm {
  const exchange = exchangeOf(request);
  return (exchange.form ??= decided(request, counting));
}

function decided(request: Request, counting: boolean): AnswerForm {
  const query = parametersOf(request);
  const format = negotiate(query['_format'], request.headers.accept);
  const view = readView(query, counting);
  const plain = format === JSON_FORMAT && !view && query['_pretty'] === undefined;
  return plain ? PLAIN : { format, pretty: query['_pretty'] === 'true', ...(view && { view }) };
}

/** The same for an error: told whole, and in JSON where nothing else was agreed on. */
export function errorForm(request: Request): AnswerForm {
  try {
    const { _format: format, _pretty: pretty } = parametersOf(request);
    return { format: negotiate(format, request.headers.accept), pretty: pretty === 'true' };
  } catch {
    return PLAIN;
  }
}
