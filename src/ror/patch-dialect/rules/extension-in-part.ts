import { isJsonObject, say } from '../../../fhir';
import { notAnOperation, placeOf, type DialectRule } from '../dialect-rule';
import { extensionPath } from '../extension-path';
import type { Draft } from '../draft';

/** Where the extension goes, and the URL it must have there, when the path says one. */
interface Target {
  readonly path: string;
  readonly name?: string;
  readonly url?: string;
}

/**
 * An extension as JSON inside a part. To add one, the path is either the parent with the name `extension`, or the
 * filtered list itself without a name; to replace one, the path picks it by its URL. The extension that is given must
 * be one that the path picks.
 */
export const extensionInPart: DialectRule = {
  name: 'extension-in-part',
  read(draft, context) {
    if (draft.value?.form !== 'extensions') return undefined;
    const { extensions } = draft.value;
    const target = targetOf(draft);
    const given = extensions[0];
    const expression = placeOf(draft, 'value', context);
    if (!target || extensions.length !== 1 || !isJsonObject(given)) {
      throw notAnOperation(
        say`The part value holds JSON extensions, but not one single extension to be added to a list of extensions, or to replace the one that the path picks by its URL.`,
        draft.type === 'add'
          ? say`Add one extension an operation: path = its parent, name = extension, and in value the parts url and value, or url and extension.`
          : say`Replace one extension an operation: path = ….extension.where(url='…'), or to change only its value ….extension.where(url='…').value; take the ones away that are too many by delete, and append by add.`,
        expression,
      );
    }
    const { url, path, name } = target;
    if (typeof given.url !== 'string' || (url !== undefined && url !== given.url)) {
      throw notAnOperation(
        say`The path selects the extensions ${url ?? say`of its parent`}, but the one given has the url ${JSON.stringify(given.url ?? null)}.`,
        say`Give the extension the url that the path selects.`,
        expression,
      );
    }
    context.report({
      rule: this.name,
      text:
        draft.type === 'add'
          ? say`An extension given as JSON inside a part was read as one to be appended to ${path}.extension.`
          : say`An extension given as JSON inside a part was read as the one to take the place of the extension the path picks.`,
      expression,
    });
    const value = { form: 'typed', type: 'Extension', content: given } as const;
    return { mended: { ...draft, path, ...(name !== undefined && { name }), value } };
  },
};

function targetOf({ type, path, name }: Draft): Target | undefined {
  if (type === 'add' && name === 'extension') return { path, name };
  const picked = name === undefined ? extensionPath(path) : undefined;
  if (!picked) return undefined;
  if (type === 'add' && picked.byUrlAlone) return { path: picked.parent, name: 'extension', url: picked.url };
  return type === 'replace' ? { path, url: picked.url } : undefined;
}
