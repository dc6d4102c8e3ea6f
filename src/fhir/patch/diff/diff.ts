import type { FhirError } from '../../errors/fhir-error';
import { isJsonObject, type JsonObject } from '../../json/json-value';
import { say, type Text } from '../../messages';
import { inapplicable, quote, unreadable } from '../patch-fault';
import { DEFAULT_LIMITS } from '../patch-options';
import { diffChildren, resourceTypeOf, type DiffContext } from './diff-element';
import type { ListMatch } from './match-lists';
import { added, Inexpressible, MOST_STEPS, TooManySteps, type Step } from './step';

/**
 * The FHIRPath Patch that turns one resource into another: `applyFhirPathPatch(before, diff(before, after))` returns
 * `after`, except that `id`, `meta.versionId` and `meta.lastUpdated` stay those of `before`.
 *
 * The patch is kept small: a changed value is a replace of the innermost element; an entry that was added, removed or
 * moved is one insert (or add), delete or move; an element of which little remains is replaced as a whole. Resources
 * that differ completely may need more operations than a patch may have by default, because lists of the resource
 * itself can only be changed entry by entry.
 *
 * @returns Parameters with one `operation` per change; without `parameter` when there is nothing to change, in which
 *   case there is nothing to send
 * @throws FhirError `invalid-request` when they are not two resources of the same R4 type; `unprocessable` when they
 *   differ in something unknown to R4, which no path can name, or need more than `MOST_STEPS` operations
 * @see https://hl7.org/fhir/R4/fhirpatch.html
 */
export function diff(before: Readonly<JsonObject>, after: Readonly<JsonObject>): JsonObject {
  const type = typeOfBoth(before, after);
  const matches = new Map<string, ListMatch>();
  const steps = diffResource(type, before, after, { patience: 1.5, matches });
  const enough = steps.length <= DEFAULT_LIMITS.operations;
  const operations = enough ? steps : diffResource(type, before, after, { patience: 0, matches });
  if (operations.length > MOST_STEPS) throw tooManySteps(type);
  return {
    resourceType: 'Parameters',
    ...(operations.length > 0 && { parameter: operations.map(({ operation }) => operation) }),
  };
}

const SERVER_OWNED = new Set(['id', 'meta']);
const SERVER_OWNED_IN_META = new Set(['versionId', 'lastUpdated']);

function diffResource(
  type: string,
  before: Readonly<JsonObject>,
  after: Readonly<JsonObject>,
  context: DiffContext,
): Step[] {
  try {
    return [
      ...diffMeta(type, metaMembers(before.meta), metaMembers(after.meta), context),
      ...diffChildren({ type, path: type, before: own(before), after: own(after), except: SERVER_OWNED }, context),
    ];
  } catch (reason) {
    if (reason instanceof TooManySteps) throw tooManySteps(reason.place);
    if (!(reason instanceof Inexpressible)) throw reason;
    throw inapplicable({
      code: 'structure',
      text: say`The two versions differ at ${reason.place}, which a FHIRPath Patch cannot express.`,
      hint: say`Both must follow the R4 definition of their type.`,
      expression: reason.place,
    });
  }
}

function tooManySteps(place: string): FhirError {
  return inapplicable({
    code: 'too-costly',
    text: say`The two versions differ too much for a patch of ${MOST_STEPS} operations.`,
    hint: say`Compare versions that are closer to each other, or send the whole resource by PUT.`,
    expression: place,
  });
}

function own({ resourceType: _, ...members }: Readonly<JsonObject>): JsonObject {
  return members;
}

/** `meta` without the elements that the server owns. */
function diffMeta(
  type: string,
  before: Readonly<JsonObject> | undefined,
  after: Readonly<JsonObject> | undefined,
  context: DiffContext,
): Step[] {
  if (before) {
    const path = `${type}.meta`;
    return diffChildren({ type: 'Meta', path, before, after: after ?? {}, except: SERVER_OWNED_IN_META }, context);
  }
  const given = Object.entries(after ?? {}).filter(([key]) => !SERVER_OWNED_IN_META.has(key.replace('_', '')));
  return given.length > 0 ? [added(type, 'meta', 'Meta', { value: Object.fromEntries(given) })] : [];
}

function metaMembers(meta: JsonObject[string] | undefined): Readonly<JsonObject> | undefined {
  return isJsonObject(meta) ? meta : undefined;
}

function typeOfBoth(before: Readonly<JsonObject>, after: Readonly<JsonObject>): string {
  const type = resourceTypeOf(before);
  if (type !== undefined && type === resourceTypeOf(after)) return type;
  throw unreadable({
    code: 'value',
    text: say`There is no patch from ${shownType(before)} to ${shownType(after)}: both must be resources of the same R4 type.`,
    hint: say`Give two versions of one resource.`,
  });
}

function shownType({ resourceType }: Readonly<JsonObject>): Text {
  return typeof resourceType === 'string' ? quote(resourceType) : say`nothing`;
}
