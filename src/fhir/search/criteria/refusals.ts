import { FhirError, type IssueDetail } from '../../errors/fhir-error';
import { say, type Message, type Text } from '../../messages';
import { nearest } from '../../model/nearest';
import { searchableBy, type Searchable, type SearchParameter } from '../searchable';

/** A name without a meaning. The caller decides whether that is an error or the criterion is ignored. */
export class UnknownName extends Error {
  constructor(readonly issue: IssueDetail) {
    super(String(issue.text));
  }
}

/** @param name as sent. @param part the unknown part of it; similar parameters of the type are suggested */
export function unknownParameter(searchable: Searchable<unknown>, name: string, part = name): UnknownName {
  const { type, parameters } = searchable;
  const meant = nearest(
    part,
    parameters.map((each) => each.code),
  );
  const text: Text = meant
    ? say`${shortened(part)} is not a search parameter of ${type} here; did you mean ${meant}?`
    : say`${shortened(part)} is not a search parameter of ${type} here`;
  return unknown(name, text, searchableBy(searchable));
}

export function unknown(name: string, text: Text, hint: Text): UnknownName {
  return new UnknownName({ code: 'not-supported', text, hint, expression: placeOf(name) });
}

/** R4 requires an unsupported modifier to be refused, even where unknown parameters are ignored. */
export function unknownModifier(written: string, { code, modifiers }: SearchParameter<unknown>): FhirError {
  const text = say`The modifier of ${shortened(written)} is not supported`;
  const hint =
    modifiers.length > 0
      ? say`${code} works without a modifier, and with ${modifiers.map((each) => `:${each}`).join(', ')}.`
      : say`${code} works without a modifier.`;
  return refused('not-supported', written, text, hint);
}

export function refused(
  code: 'not-supported' | 'too-costly' | 'value',
  name: string,
  text: Text,
  hint: Message,
): FhirError {
  return new FhirError('invalid-request', text, [{ code, text, hint, expression: placeOf(name) }]);
}

export function shortened(name: string): string {
  return name.slice(0, 80) || '""';
}

export function placeOf(name: string): string {
  return `http.${name.slice(0, 80)}`;
}
