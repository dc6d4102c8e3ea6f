import { isJsonObject, type JsonObject } from '../json/json-value';
import { say } from '../messages';
import { readEntries, writeEntries, type Entry } from '../patch/members';
import { originOf } from '../search/origin';
import { align } from './align';
import { denied } from './denied';
import { maskAt, maskedEntry, type Mask } from './mask';

/**
 * Applies a change that a client made to its view of a resource to the whole resource.
 *
 * - Hidden elements stay as they are. A hidden list entry stays behind the entry it followed, wherever that moves. If
 *   that entry is removed, it follows the nearest remaining one before it; if there is none, it comes first.
 * - Of an element with hidden parts, the visible parts change. It is recognised by what a patch copied, by equality, by
 *   its `id`, or by its position and a value that is unchanged (`align`).
 * - A change that would touch something hidden is refused: setting a hidden element, or removing an element with hidden
 *   parts.
 *
 * @param mask what is hidden of `whole`
 * @param wanted the view as the client wants it
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
  /** The mask of the sibling of a primitive. */
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

/** An entry of a list in the whole resource and in the view. */
interface Part {
  readonly entry: Entry;
  readonly own: Mask | undefined;
  readonly beside: Mask | undefined;
  /** Undefined when it is hidden. */
  readonly seen: Entry | undefined;
}

function mergeSingle(name: string, part: Part, wanted: Entry | undefined): Entry[] {
  if (!part.seen) {
    if (wanted) throw touches();
    return [part.entry];
  }
  // Clients may leave `meta` out because the server keeps it; its hidden parts stay.
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

/** Hidden entries, by the staying entry that they follow; those under undefined come first. */
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
    text: say`This change would affect elements that this client is not allowed to see`,
    hint: say`Do not touch elements that were missing from what you read, or ask someone who can see the whole resource.`,
  });
}
