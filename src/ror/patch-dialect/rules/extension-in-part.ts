import { isJsonObject, say, type FhirError, type JsonObject, type Message } from '../../../fhir';
import { notAnOperation, placeOf, type DialectRule } from '../dialect-rule';
import { extensionPath } from '../extension-path';
import type { Draft } from '../draft';

/** Where the extension goes, and the URL it must have if the path fixes one. */
interface Target {
  readonly path: string;
  readonly name?: string;
  readonly url?: string;
}

/**
 * An extension as JSON inside a part. To add one, the path is either the parent with the name `extension`, or the list
 * itself, filtered or not, without a name. To replace one, the path selects it in any way. The given extension must
 * have the URL that the path selects.
 */
export const extensionInPart: DialectRule = {
  name: 'extension-in-part',
  read(draft, context) {
    if (draft.value?.form !== 'extensions') return undefined;
    const expression = placeOf(draft, 'value', context);
    const refused = (text: Message): FhirError => notAnOperation(text, whatToSend(draft), expression);
    const target = targetOf(draft, refused);
    const given = theOne(draft.value.extensions, refused);
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
          ? say`An extension given as JSON inside a part was appended to ${path}.extension.`
          : say`An extension given as JSON inside a part was read as the replacement of the extension that the path selects.`,
      expression,
    });
    const value = { form: 'typed', type: 'Extension', content: given } as const;
    return { mended: { ...draft, path, ...(name !== undefined && { name }), value } };
  },
};

function targetOf({ type, path, name }: Draft, refused: (text: Message) => FhirError): Target {
  if (type === 'add' && name === 'extension') return { path, name };
  if (name !== undefined) throw refused(say`${name} is not a list of extensions, but the value is one.`);
  const picked = extensionPath(path);
  if (!picked) throw refused(say`The value is an extension, but the path does not end at extensions.`);
  const { parent, url, byPlace } = picked;
  if (type === 'replace') return { path, ...(url !== undefined && { url }) };
  if (byPlace) throw refused(say`An add appends to a list, but the path ends at an entry of it.`);
  return { path: parent, name: 'extension', ...(url !== undefined && { url }) };
}

function theOne(extensions: readonly unknown[], refused: (text: Message) => FhirError): JsonObject {
  const [given] = extensions as readonly JsonObject[];
  if (extensions.length !== 1) {
    throw refused(say`The value holds ${extensions.length} JSON extensions; send exactly one.`);
  }
  if (!isJsonObject(given)) throw refused(say`The extension in the value is not a JSON object.`);
  return given;
}

function whatToSend({ type }: Draft): Message {
  return type === 'add'
    ? say`Add one extension per operation: path = its parent, name = extension, and in value the parts url and value, or url and extension.`
    : say`Replace one extension per operation: path = ….extension.where(url='…'), or, to change only its value, ….extension.where(url='…').value; remove extensions with delete, and append them with add.`;
}
