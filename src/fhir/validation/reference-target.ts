import type { JsonValue } from '../json/json-value';
import { alternatives, say } from '../messages';
import { isResourceType } from '../model/definitions';
import type { ContainedScope } from './contained-scope';
import type { Fault } from './issue-collector';
import { quote } from './wording';

const RELATIVE = /^([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;
const ABSOLUTE = /\/([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

/** A reference that says by its form which type it means may only mean one the element allows. */
export function targetFault(
  reference: JsonValue | undefined,
  targets: readonly string[],
  scope: ContainedScope | undefined,
): Fault | undefined {
  if (typeof reference !== 'string') return undefined;
  const type = typeMeantBy(reference, scope);
  if (type === undefined || !isResourceType(type) || targets.includes(type)) return undefined;
  return {
    // The reference can be read: that it may not stand here is a rule of the element.
    code: 'invariant',
    text: say`${quote(reference)} is a reference to a resource of type ${type}.`,
    hint: say`This element refers to ${alternatives(targets)}.`,
  };
}

/** The type of the resource that a reference means, where its form tells; of a contained one, the type it has. */
export function typeMeantBy(reference: string, scope: ContainedScope | undefined): string | undefined {
  if (reference.startsWith('#')) return scope?.typeOf(reference);
  const form = /^https?:\/\//.test(reference) ? ABSOLUTE : RELATIVE;
  return form.exec(reference)?.[1];
}
