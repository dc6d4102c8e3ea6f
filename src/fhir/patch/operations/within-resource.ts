import { say } from '../../messages';
import type { PatchOperation } from '../parse/patch-operation';
import { inapplicable } from '../patch-fault';
import type { Location } from '../path/location';

type Inner = Location & Required<Pick<Location, 'parent' | 'element'>>;

/**
 * Requires an element below the resource.
 * @throws FhirError `unprocessable` when it is the resource itself, which a patch can neither delete nor replace
 */
export function withinResource(operation: PatchOperation, location: Location): Inner {
  const { parent, element } = location;
  if (parent && element) return { ...location, parent, element };
  throw inapplicable({
    code: 'not-supported',
    text: say`A patch cannot ${operation.type} the whole resource.`,
    hint: say`Name an element: \`${location.type}.<element>\`. A whole resource is replaced by PUT and deleted by DELETE.`,
    expression: operation.at('path'),
  });
}
