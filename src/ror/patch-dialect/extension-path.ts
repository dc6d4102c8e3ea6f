import { closing } from './declared';

/** A path that picks extensions of one URL: `Location.extension.where(url = 'urn:x' and …)`, `Location.extension('urn:x')`. */
export interface ExtensionPath {
  /** The element whose extensions they are. */
  readonly parent: string;
  readonly url: string;
  /** True when nothing but the URL decides: every extension of it is picked. */
  readonly byUrlAlone: boolean;
}

/** No engine reads a longer path; looking for calls in one could take long. */
const LONGEST = 1000;
const CALL = /\.extension(\.where)?(?=\()/g;
const URL_FIRST = /^\s*url\s*=\s*'([^'\\]*)'\s*(and\b.*)?$/s;
const LITERAL = /^\s*'([^'\\]*)'\s*$/;
/** What may follow and only picks one of the extensions. */
const ONE_OF_THEM = /(?:\[\d+\]|\.(?:first|last|single)\(\))+$/;
/** With these the URL would no longer hold for each extension picked. */
const LOOSENING = /\b(?:or|xor|implies)\b/;

/** @returns undefined for any other path, and when the URL does not hold for certain */
export function extensionPath(path: string): ExtensionPath | undefined {
  if (path.length > LONGEST) return undefined;
  const picked = path.replace(ONE_OF_THEM, '');
  for (const { 0: call, 1: where, index } of picked.matchAll(CALL)) {
    const open = index + call.length;
    if (closing(picked.slice(open)) !== picked.length - open - 1) continue;
    const criteria = picked.slice(open + 1, -1);
    const [, url, more] = (where ? URL_FIRST : LITERAL).exec(criteria) ?? [];
    if (url === undefined || (more && LOOSENING.test(withoutTexts(more)))) return undefined;
    return { parent: picked.slice(0, index), url, byUrlAlone: !more && picked === path };
  }
  return undefined;
}

function withoutTexts(criteria: string): string {
  return criteria.replace(/'(?:\\.|[^'\\])*'/gs, "''");
}
