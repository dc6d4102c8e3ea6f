import { isJsonObject, say, typeOfKey, type FhirError, type JsonValue, type Message } from '../../../fhir';
import { notApplicable, type RuleContext } from '../dialect-rule';
import type { Draft } from '../draft';

interface UnusableAddress {
  /** The JSON member, or name of a part, that holds such an address. */
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
  hint: () => say`Send the code system from which the value set takes the code; its address has TRE instead of JDV.`,
};

/**
 * Addresses that name the wrong thing: the web page of an extension, or a value set instead of a code system. Data
 * stored with them could not be found. Data already stored that way can be corrected under strict handling.
 */
export function* unusableAddresses(draft: Draft, context: RuleContext): Generator<FhirError> {
  for (const [index, part] of draft.parts.entries()) {
    const found = part.name === 'path' ? inPath(draft.path) : within(part, `part[${index}]`);
    for (const { kind, address, place = `part[${index}]` } of found) {
      yield notApplicable('value', kind.text(address), kind.hint(address), `${context.expression}.${place}`);
    }
  }
}

interface Found {
  readonly kind: UnusableAddress;
  readonly address: string;
  /** Place in the operation, such as `part[2].part[0].value`. */
  readonly place?: string;
}

function* inPath(path: string): Generator<Found> {
  if (!path.includes('StructureDefinition-')) return;
  const texts = Array.from(path.matchAll(/'((?:\\.|[^'\\])*)'/gs), ([, text]) => text!);
  for (const address of new Set(texts)) if (PAGE.test(address)) yield { kind: WEB_PAGE, address };
}

/** @param member the JSON member or the part that holds `value` */
function* within(value: JsonValue, place: string, member?: string): Generator<Found> {
  if (typeof value === 'string') {
    const kind = [WEB_PAGE, VALUE_SET].find((each) => each.member === member && each.pattern.test(value));
    if (kind) yield { kind, address: value, place };
  } else if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) yield* within(entry, `${place}[${index}]`, member);
  } else if (isJsonObject(value)) {
    for (const [key, content] of Object.entries(value)) {
      const isContentOfPart = typeof value.name === 'string' && key.startsWith('value') && typeof content === 'string';
      yield* within(
        content,
        `${place}.${typeOfKey(key) ? 'value' : key}`,
        isContentOfPart ? (value.name as string) : key,
      );
    }
  }
}
