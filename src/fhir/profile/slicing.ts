import { stringifyPath } from '../errors/json-path';
import { isJsonObject } from '../json/json-value';
import { stringifyJson } from '../json/stringify-json';
import { alternatives, listed, say, together, type Text } from '../messages';
import type { Fault } from '../validation/issue-collector';
import { kindOf, quote } from '../validation/wording';
import { parseCanonical } from './canonical';
import { follow, type Hop } from './discriminator-path';
import { membersOf, type Item } from './item';
import * as faults from './faults';
import type { ItemCheck, ProfileRun } from './profile-run';
import type { Tri } from './terminology/tri';

/** A compiled slice of an element. */
export interface Slice {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** How its entries are recognised, in words. */
  readonly wants: Text | undefined;
  readonly matches: (run: ProfileRun, item: Item) => Tri;
  readonly check: ItemCheck | undefined;
  /** Its re-slices. */
  readonly group: SliceGroup | undefined;
}

/** The slices of an element, and how entries that match none are treated. */
export interface SliceGroup {
  readonly element: string;
  readonly profile: string;
  readonly rules: 'open' | 'closed' | 'openAtEnd';
  readonly ordered: boolean;
  /** The slices are the parts of an extension; no other parts with short names are allowed. */
  readonly areParts: boolean;
  readonly slices: readonly Slice[];
  /** Check for entries that match no slice, if the profile constrains them. */
  readonly fallback: ItemCheck | undefined;
  /** The discriminators' paths, to describe what an entry has there. */
  readonly paths: readonly { readonly text: Text; readonly type: string; readonly hops: readonly Hop[] }[];
  /** Slices by the string in one member, if that distinguishes all of them. */
  readonly byLiteral: { readonly member: string; readonly slices: ReadonlyMap<string, number> } | undefined;
}

const NOTHING: readonly Item[] = [];
const NONE = -1;
const CANNOT_TELL = -2;
const MOST_SLICES_NAMED = 12;
const LONGEST_EXCERPT = 120;

/**
 * Assigns the entries of an element to its slices, and checks each slice; the run is at the parent of the element.
 * @returns the number of entries reported as missing
 */
export function checkSlices(run: ProfileRun, group: SliceGroup, items: readonly Item[]): number {
  const { slices, rules, ordered, element, profile } = group;
  // Most elements are absent or have few entries; what holds them is made when it is needed.
  const members: (Item[] | undefined)[] = [];
  let unmatched: Item[] | undefined;
  let doubtful: Set<number> | undefined;
  let last = 0;
  for (const item of items) {
    if (run.full) return 0;
    const at = sliceOf(run, group, item);
    if (at === CANNOT_TELL) addDoubtful(run, group, item, (doubtful ??= new Set()));
    else if (at === NONE) {
      if (unmatched) unmatched.push(item);
      else unmatched = [item];
      checkUnmatched(run, group, item);
    } else {
      const slice = slices[at]!;
      const its = members[at];
      if (its) its.push(item);
      else members[at] = [item];
      if (slice.check) run.at(item, slice.check);
      if (rules === 'openAtEnd' && unmatched) reportAt(run, item, faults.afterUnsliced(element, slice.name, profile));
      if (ordered && at < last)
        reportAt(run, item, faults.outOfOrder(element, slice.name, slices[last]!.name, profile));
      last = Math.max(last, at);
    }
  }
  let missed = 0;
  for (let at = 0; at < slices.length; at += 1) {
    const slice = slices[at]!;
    const its = members[at] ?? NOTHING;
    if (its.length > slice.max)
      reportAt(run, its[slice.max]!, faults.sliceTooMany(slice, element, its.length, profile));
    // An entry that may belong to this slice could be the missing one.
    if (its.length < slice.min && !doubtful?.has(at)) {
      missed += slice.min - its.length;
      const hint = unmatched && hintOf(run, group, unmatched);
      run.reportMissing(faults.sliceTooFew(slice, element, its.length, hint, profile), element);
    }
    if (slice.group) checkSlices(run, slice.group, its);
  }
  return missed;
}

/** A function of its own, because a closure in a loop costs memory for every entry, even if it is never made. */
function reportAt(run: ProfileRun, item: Item, fault: Fault): void {
  run.at(item, () => run.report(fault));
}

/** Checks an entry that matches no slice. */
function checkUnmatched(run: ProfileRun, group: SliceGroup, item: Item): void {
  const { slices, rules, element, profile, fallback } = group;
  if (rules === 'closed' && !fallback) {
    run.at(item, () => run.report(faults.noSlice(element, found(run, group, item), wanted(group), profile)));
  } else if (group.areParts && isShortName(item)) {
    const names = slices.map(({ name }) => name);
    reportAt(run, item, faults.noSuchPart(sliceName(item), names, profile));
  }
  if (fallback) run.at(item, fallback);
}

function sliceName({ value }: Item): string {
  return isJsonObject(value) && typeof value.url === 'string' ? value.url : '';
}

/** Extensions with a definition of their own, whose URLs are absolute, are allowed within others. */
function isShortName(item: Item): boolean {
  const name = sliceName(item);
  return name !== '' && !name.includes(':');
}

function sliceOf(run: ProfileRun, { slices, byLiteral }: SliceGroup, item: Item): number {
  if (byLiteral) {
    const literal = membersOf(item)?.[byLiteral.member];
    if (typeof literal !== 'string') return NONE;
    return byLiteral.slices.get(literal) ?? byLiteral.slices.get(withoutVersion(byLiteral.member, literal)) ?? NONE;
  }
  let answer = NONE;
  for (let at = 0; at < slices.length; at += 1) {
    const matches = slices[at]!.matches(run, item);
    if (matches === true) return at;
    if (matches === undefined) answer = CANNOT_TELL;
  }
  return answer;
}

/** Adds the slices that an entry may belong to when that cannot be determined. */
function addDoubtful(run: ProfileRun, { slices }: SliceGroup, item: Item, doubtful: Set<number>): void {
  for (const [at, slice] of slices.entries()) if (slice.matches(run, item) === undefined) doubtful.add(at);
}

/** An extension URL followed by `|version` identifies the same extension. */
function withoutVersion(member: string, literal: string): string {
  return member === 'url' ? parseCanonical(literal).url : literal;
}

/** What an entry has at the discriminators' paths: `coding.system is "urn:x"`. */
function found(run: ProfileRun, { paths }: SliceGroup, item: Item): Text {
  if (paths.length === 0) return say`its content fits none of them`;
  return together(
    paths.map(({ text, type, hops }) => {
      const values = follow(run, item, hops).map((it) => (type === 'type' ? it.type : inShort(it)));
      return values.length === 0 ? say`${text} is absent` : say`${text} is ${listed(values)}`;
    }),
  );
}

function inShort({ value, type }: Item): Text {
  if (value === undefined) return type;
  if (typeof value === 'string') return quote(value);
  const text = stringifyJson(value);
  return text.length > LONGEST_EXCERPT ? kindOf(value) : text;
}

/** What each slice requires: `"urn:a" (slice a), …`. */
function wanted({ slices }: SliceGroup): Text | undefined {
  const named = slices.flatMap(({ name, wants }) => (wants === undefined ? [] : [say`${wants} (${name})`]));
  const more = named.length - MOST_SLICES_NAMED;
  if (named.length === 0) return undefined;
  return alternatives([...named.slice(0, MOST_SLICES_NAMED), ...(more > 0 ? [say`${more} more`] : [])]);
}

/** The first entry that matches no slice may be a misspelt version of the missing one. */
function hintOf(run: ProfileRun, group: SliceGroup, unmatched: readonly Item[]): Text | undefined {
  const [first] = unmatched;
  if (!first) return undefined;
  const place = stringifyPath(first.index === undefined ? [] : [first.index], group.element);
  return faults.unmatchedEntry(place, found(run, group, first));
}
