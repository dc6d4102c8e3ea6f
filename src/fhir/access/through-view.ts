import { isJsonObject, type JsonObject } from '../json/json-value';
import { say } from '../messages';
import { readEntries, writeEntries, type Entry } from '../patch/members';
import { originOf } from '../search/origin';
import { align } from './align';
import { denied } from './denied';
import { maskAt, maskedEntry, type Mask } from './mask';

/**
 * What becomes of a resource when somebody changes what they see of it: the difference between view and wish, on the whole.
 *
 * - What is hidden stays as it is. An entry of a list that is hidden stays behind the entry it stood behind, wherever that goes; where that
 *   is taken away, behind the one before it, and so on; else first.
 * - An element that has something hidden in it is changed in what is seen of it. It is known again by what a patch made of it, by being
 *   the same, by the same `id`, or by its place and something it says as before (`align`).
 * - What cannot be done without touching what is hidden is refused: to set a hidden element, and to take away one that has something
 *   hidden in it.
 *
 * @param mask what is hidden of `whole`
 * @param wanted what the view is to be
 * @throws FhirError `forbidden`
 */
export function throughView(whole: Readonly<JsonObject>, mask: Mask, wanted: Readonly<JsonObject>): JsonObject {
  const merged: JsonObject = {};
  const names = new Set([...Object.keys(wanted), ...Object.keys(whole)].map((key) => key.replace(/^_/, '')));
  for (const name of names) {
    const [own, beside] = [mask.inside.get(name), mask.inside.get(`_${name}`)];
    if (own ?? beside) mergeElement(merged, name, { whole, wanted, own, beside });
    else copyElement(merged, name, wanted);
  }
  return merged;
}

interface MaskedElement {
  readonly whole: Readonly<JsonObject>;
  readonly wanted: Readonly<JsonObject>;
  readonly own: Mask | undefined;
  /** Of what stands beside a primitive. */
  readonly beside: Mask | undefined;
}

function copyElement(merged: JsonObject, name: string, wanted: Readonly<JsonObject>): void {
  for (const key of [name, `_${name}`]) if (Object.hasOwn(wanted, key)) merged[key] = wanted[key]!;
}

function mergeElement(merged: JsonObject, name: string, element: MaskedElement): void {
  const { whole, wanted, own, beside } = element;
  const isList = isListAt(whole, name);
  const [was, is] = [readEntries(whole, name), readEntries(wanted, name)];
  if (was.length === 0) return copyElement(merged, name, wanted);
  if (is.length > 0 && isListAt(wanted, name) !== isList) throw touches();
  const parts = was.map((entry, at): Part => {
    const masks = { own: own && maskAt(own, at, isList), beside: beside && maskAt(beside, at, isList) };
    return { entry, ...masks, seen: maskedEntry(entry, masks.own, masks.beside) };
  });
  writeEntries(merged, name, isList ? mergeList(parts, is) : mergeSingle(name, parts[0]!, is[0]), isList);
}

function isListAt(object: Readonly<JsonObject>, name: string): boolean {
  return Array.isArray(object[name] ?? object[`_${name}`]);
}

/** An entry as it is, and as it is seen. */
interface Part {
  readonly entry: Entry;
  readonly own: Mask | undefined;
  readonly beside: Mask | undefined;
  /** Undefined: it is not. */
  readonly seen: Entry | undefined;
}

function mergeSingle(name: string, part: Part, wanted: Entry | undefined): Entry[] {
  if (!part.seen) {
    if (wanted) throw touches();
    return [part.entry];
  }
  // Who leaves `meta` out leaves out what the server keeps there.
  if (!wanted && name === 'meta') return [mergeEntry(part, { value: {} })];
  if (!wanted) throw touches();
  return [mergeEntry(part, wanted)];
}

function mergeList(parts: readonly Part[], wanted: readonly Entry[]): Entry[] {
  const seen = parts.filter((part) => part.seen !== undefined);
  const isPartly = (part: Part): boolean => part.own !== undefined || part.beside !== undefined;
  const partOf = align(
    seen.map((part) => ({ entry: part.seen!, isPartly: isPartly(part), origin: part.entry.value })),
    wanted,
    originOf,
  ).map((at) => (at === undefined ? undefined : seen[at]!));
  const staying = new Set(partOf);
  if (seen.some((part) => isPartly(part) && !staying.has(part))) throw touches();
  const behind = hiddenBehind(parts, staying);
  return [
    ...(behind.get(undefined) ?? []),
    ...wanted.flatMap((entry, at) => {
      const part = partOf[at];
      if (!part) return [entry];
      return [isPartly(part) ? mergeEntry(part, entry) : entry, ...(behind.get(part) ?? [])];
    }),
  ];
}

/** Hidden entries by the one that they stand behind. */
function hiddenBehind(parts: readonly Part[], staying: ReadonlySet<Part | undefined>) {
  const behind = new Map<Part | undefined, Entry[]>();
  let last: Part | undefined;
  for (const part of parts) {
    if (part.seen) last = staying.has(part) ? part : last;
    else behind.set(last, [...(behind.get(last) ?? []), part.entry]);
  }
  return behind;
}

function mergeEntry({ entry, own, beside, seen }: Part, wanted: Entry): Entry {
  const value = own ? mergeValue(entry.value, own, wanted.value, seen?.value) : wanted.value;
  const sibling = beside ? mergeValue(entry.sibling, beside, wanted.sibling, seen?.sibling) : wanted.sibling;
  return { value, sibling } as Entry;
}

function mergeValue(whole: Entry['value'], mask: Mask, wanted: Entry['value'], seen: Entry['value']): Entry['value'] {
  if (seen === undefined) {
    if (wanted !== undefined) throw touches();
    return whole;
  }
  if (!isJsonObject(whole) || !isJsonObject(wanted)) throw touches();
  return throughView(whole, mask, wanted);
}

function touches(): Error {
  return denied({
    text: say`This change would touch what this client may not see`,
    hint: say`Leave elements that are missing in what you read as they are, or ask somebody who sees the whole resource.`,
  });
}
