import { isJsonObject } from '../../../fhir';
import { notAnOperation, placeOf, type DialectRule } from '../dialect-rule';

/** `Location.extension.where(url='…')`: the parent of the list, and the URL that picks from it. */
const FILTERED = /^(.+)\.extension\.where\(\s*url\s*=\s*'([^']*)'\s*\)$/s;

/**
 * Adding an extension as JSON inside a part. The path is either the parent with the name `extension`, or the filtered
 * list itself without a name; the filter then must select the extension that is given.
 */
export const extensionInPart: DialectRule = {
  name: 'extension-in-part',
  read(draft, context) {
    if (draft.type !== 'add' || draft.value?.form !== 'extensions') return undefined;
    const { extensions } = draft.value;
    const [, parent, url] = (draft.name === undefined && FILTERED.exec(draft.path)) || [];
    const path = draft.name === 'extension' ? draft.path : parent;
    const given = extensions[0];
    const expression = placeOf(draft, 'value', context);
    if (path === undefined || extensions.length !== 1 || !isJsonObject(given)) {
      throw notAnOperation(
        'The part value holds JSON extensions, but not one single extension to be added to a list of extensions',
        'Add one extension an operation: path = its parent, name = extension, and in value the parts url and value, or url and extension',
        expression,
      );
    }
    if (typeof given.url !== 'string' || (url !== undefined && url !== given.url)) {
      throw notAnOperation(
        `The path selects the extensions ${url ?? 'of its parent'}, but the one to be added has the url ${JSON.stringify(given.url ?? null)}`,
        'Give the extension the url that the path selects',
        expression,
      );
    }
    context.report({
      rule: this.name,
      text: `An extension given as JSON inside a part was read as one to be appended to ${path}.extension.`,
      expression,
    });
    return {
      mended: { ...draft, path, name: 'extension', value: { form: 'typed', type: 'Extension', content: given } },
    };
  },
};
