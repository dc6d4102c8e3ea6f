import type { Request } from 'express';
import { say } from '../../messages';
import { exchangeOf } from '../exchange';
import { mustBe } from '../paging';
import { parametersOf } from '../request-parameters';
import { type Format, JSON_FORMAT } from './formats';
import { negotiate } from './negotiate';
import { readView, type View } from './subset';

/** The requested form of an answer. */
export interface AnswerForm {
  readonly format: Format;
  /** `_pretty=true`: indented, one member per line. */
  readonly pretty: boolean;
  /** The part of the resource to show; absent for all of it. */
  readonly view?: View;
}

const PLAIN: AnswerForm = { format: JSON_FORMAT, pretty: false };

/**
 * The form requested for the answer; determined once per request.
 * @param counting whether the answer is a search result, which allows `_summary=count`
 * @throws FhirError `not-acceptable` (406); `invalid-request` for an invalid `_pretty`, `_summary` or `_elements`
 */
export function answerForm(request: Request, counting = false): AnswerForm {
  const exchange = exchangeOf(request);
  return (exchange.form ??= decided(request, counting));
}

function decided(request: Request, counting: boolean): AnswerForm {
  const query = parametersOf(request);
  const format = negotiate(query['_format'], request.headers.accept);
  const view = readView(query, { counting, type: exchangeOf(request).context?.type });
  const plain = format === JSON_FORMAT && !view && query['_pretty'] === undefined;
  return plain ? PLAIN : { format, pretty: isPretty(query['_pretty']), ...(view && { view }) };
}

/** An empty value counts as absent, because forms send it. */
function isPretty(value: unknown): boolean {
  if (value === undefined || value === '' || value === 'false') return false;
  if (value !== 'true') throw mustBe('_pretty', say`true or false`);
  return true;
}

/** The form of an error: always complete, and JSON if no format could be negotiated. */
export function errorForm(request: Request): AnswerForm {
  try {
    const { _format: format, _pretty: pretty } = parametersOf(request);
    return { format: negotiate(format, request.headers.accept), pretty: pretty === 'true' };
  } catch {
    return PLAIN;
  }
}
