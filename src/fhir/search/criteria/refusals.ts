import { FhirError, type IssueDetail } from '../../errors/fhir-error';
import { say, type Message, type Text } from '../../messages';
import { nearest } from '../../model/nearest';
import { searchableBy, type Searchable, type SearchParameter } from '../searchable';

/**
 * A name that leads nowhere: whether that is an error, or the criterion is left out, is for the request to say.
 */
export class UnknownName extends Error {
  constructor(readonly issue: IssueDetail) {
    super(String(issue.text));
  }
}

/** @param name as it was sent; the part of it that is not known is looked up among the parameters of the type */
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

/** R4: a modifier that is not supported is refused, also where an unknown parameter would be left out. */
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
