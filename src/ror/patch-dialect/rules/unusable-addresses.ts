import { isJsonObject, say, type JsonValue, type Message } from '../../../fhir';
import { notApplicable, type DialectRule } from '../dialect-rule';

interface UnusableAddress {
  /** JSON members, or names of parts, that hold such an address. */
  readonly member: string;
  readonly pattern: RegExp;
  readonly text: (address: string) => Message;
  readonly hint: (address: string) => Message;
}

const PAGE = /^(https?:\/\/\S+)\/StructureDefinition-([\w-]+?)(?:\.html)?$/;

const WEB_PAGE: UnusableAddress = {
  member: 'url',
  pattern: PAGE,
  text: (address) => say`${address} is the address of a web page, not the canonical URL of an extension.`,
  hint: (address) => say`Send ${address.replace(PAGE, '$1/StructureDefinition/$2')}.`,
};

const VALUE_SET: UnusableAddress = {
  member: 'system',
  pattern: /\/JDV[_-][^/]*\/?$/,
  text: (address) => say`${address} is a value set (JDV), not the code system that a code belongs to.`,
  hint: () =>
    say`Send the code system that the value set draws the code from: its address has TRE in the place of JDV.`,
};

/**
 * Refuses addresses that stand for something else than what they name: an extension by its web page, a code system by a
 * value set. They would be stored, and nobody would find what they mark. What is stored with them already can be mended
 * under strict handling.
 */
export const unusableAddresses: DialectRule = {
  name: 'unusable-addresses',
  read(draft, context) {
    draft.parts.forEach((part, index) => {
      const found = part.name === 'path' ? inPath(draft.path) : within(part);
      if (!found) return;
      const { kind, address } = found;
      const expression = `${context.expression}.part[${index}]`;
      throw notApplicable('value', kind.text(address), kind.hint(address), expression);
    });
    return undefined;
  },
};

interface Found {
  readonly kind: UnusableAddress;
  readonly address: string;
}

function inPath(path: string): Found | undefined {
  const texts = Array.from(path.matchAll(/'((?:\\.|[^'\\])*)'/gs), ([, text]) => text!);
  const address = texts.find((text) => PAGE.test(text));
  return address === undefined ? undefined : { kind: WEB_PAGE, address };
}

/** @param member the JSON member or the part that holds `value` */
function within(value: JsonValue, member?: string): Found | undefined {
  if (typeof value === 'string') {
    const kind = [WEB_PAGE, VALUE_SET].find((each) => each.member === member && each.pattern.test(value));
    return kind && { kind, address: value };
  }
  if (Array.isArray(value)) return first(value.map((entry) => () => within(entry, member)));
  if (!isJsonObject(value)) return undefined;
  const { name } = value;
  return first(
    Object.entries(value).map(([key, content]) => {
      const isContentOfPart = typeof name === 'string' && key.startsWith('value') && typeof content === 'string';
      return () => within(content, isContentOfPart ? name : key);
    }),
  );
}

function first(searches: readonly (() => Found | undefined)[]): Found | undefined {
  for (const search of searches) {
    const found = search();
    if (found) return found;
  }
  return undefined;
}
