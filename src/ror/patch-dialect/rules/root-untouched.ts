import { say } from '../../../fhir';
import { notApplicable, placeOf, type DialectRule } from '../dialect-rule';
import { exampleEntry, exampleList } from '../example-path';

/**
 * A patch never deletes or replaces the resource itself; an operation that still names it here had no better reading.
 */
export const rootUntouched: DialectRule = {
  name: 'root-untouched',
  read(draft, context) {
    if (!['replace', 'delete'].includes(draft.type) || draft.path !== context.resourceType) return undefined;
    throw notApplicable(
      'business-rule',
      draft.name === undefined
        ? say`${draft.type} of ${draft.path} would concern the whole resource.`
        : say`${draft.type} of ${draft.path} with the name ${draft.name} does not say which element is meant.`,
      say`Name the element in the path: ${draft.type === 'delete' ? exampleEntry(draft.path) : exampleList(draft.path)}.`,
      placeOf(draft, 'path', context),
    );
  },
};
