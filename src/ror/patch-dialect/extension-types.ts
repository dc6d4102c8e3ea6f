import { rorExtensions } from '../profiles';
import { extensionPath } from './extension-path';

let known: ReadonlyMap<string, ReadonlySet<string>> | undefined;

/**
 * The type that the guide gives to the value of the extension at the end of a path, with or without a final `.value`:
 * `integer` for `Location.extension.where(…).extension.where(url = 'nbInService')`.
 * @returns undefined when the guide defines no extension with that URL, or gives it several types
 */
export function extensionValueType(path: string): string | undefined {
  const url = extensionPath(path.replace(/\.value$/, ''))?.url;
  const types = url === undefined ? undefined : (known ??= typesByUrl()).get(url);
  const [type] = types ?? [];
  return types?.size === 1 ? type : undefined;
}

/** The URL of an extension's part is its name, and several extensions may use the same name. */
function typesByUrl(): Map<string, Set<string>> {
  const byUrl = new Map<string, Set<string>>();
  for (const { differential } of rorExtensions()) {
    const elements = differential?.element ?? [];
    for (const { id, fixedUri } of elements) {
      const value = fixedUri === undefined ? undefined : elements.find((each) => each.id === `${owner(id)}.value[x]`);
      for (const { code } of value?.type ?? []) {
        byUrl.set(fixedUri!, (byUrl.get(fixedUri!) ?? new Set<string>()).add(code));
      }
    }
  }
  return byUrl;
}

function owner(id = ''): string {
  return id.slice(0, id.lastIndexOf('.'));
}
