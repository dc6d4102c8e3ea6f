import { isJsonObject } from '../json/json-value';
import { say } from '../messages';
import { elementOf, isOfType } from '../model/definitions';
import { typeMeantBy } from '../validation/reference-target';
import { sameCanonical } from './canonical';
import { itemReader, membersOf, type Item, type ItemReader } from './item';
import { ProfileFault } from './profile-fault';
import type { ProfileRun } from './profile-run';

/** A step of a discriminator's path (R4 profiling.html#discriminator: a small subset of FHIRPath). */
export type Hop =
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'extension'; readonly url: string }
  | { readonly kind: 'ofType'; readonly type: string }
  | { readonly kind: 'resolve' };

const TOKEN =
  /^(?:(extension)\(\s*['"]([^'"]+)['"]\s*\)|(resolve)\(\s*\)|(?:ofType|as)\(\s*([A-Za-z.]+)\s*\)|([A-Za-z_$]\w*)(?:\[x\])?)(?:\.|$)/;

/**
 * Parses a discriminator path.
 * @returns an empty list for `$this`
 * @throws ProfileFault when it has anything but member names, extension(url), resolve() and ofType(type)
 */
export function parseDiscriminatorPath(path: string): readonly Hop[] {
  const known = parsed.get(path);
  if (known) return known;
  const hops = parse(path);
  parsed.set(path, hops);
  return hops;
}

/** The same text always yields the same list, which `follow` uses as a cache key. */
const parsed = new Map<string, readonly Hop[]>();

function parse(path: string): readonly Hop[] {
  const hops: Hop[] = [];
  for (let rest = path; rest !== '';) {
    const match = TOKEN.exec(rest);
    if (!match) throw new ProfileFault(say`the path \`${path}\` of a discriminator cannot be read`);
    const [whole, , url, resolve, type, name] = match;
    if (url !== undefined) hops.push({ kind: 'extension', url });
    else if (resolve !== undefined) hops.push({ kind: 'resolve' });
    else if (type !== undefined) hops.push({ kind: 'ofType', type });
    else if (name !== '$this') hops.push({ kind: 'member', name: name! });
    rest = rest.slice(whole.length);
  }
  return hops;
}

/**
 * The elements that a path selects. A referenced resource that is not available is returned as an item without a value.
 */
export function follow(run: ProfileRun, item: Item, hops: readonly Hop[]): readonly Item[] {
  const { followed } = run;
  if (followed.from !== item) {
    followed.from = item;
    followed.to.clear();
  }
  // Every slice asks the same question about one entry.
  let found = followed.to.get(hops);
  if (!found) followed.to.set(hops, (found = walk(run, item, hops)));
  return found;
}

function walk(run: ProfileRun, item: Item, hops: readonly Hop[]): readonly Item[] {
  let items: readonly Item[] = [item];
  for (const hop of hops) {
    const [only] = items;
    items = items.length === 1 ? step(run, only!, hop) : items.flatMap((it) => step(run, it, hop));
  }
  return items;
}

function step(run: ProfileRun, item: Item, hop: Hop): readonly Item[] {
  if (hop.kind === 'ofType') return isOfType(item.type, hop.type) ? [item] : [];
  if (hop.kind === 'resolve') return resolved(run, item);
  if (isElsewhere(item)) return [item];
  const members = membersOf(item);
  if (!members) return [];
  if (hop.kind === 'member') return readerOf(item.type, hop.name)(members);
  return readerOf(
    item.type,
    'extension',
  )(members).filter(
    ({ value }) => isJsonObject(value) && typeof value.url === 'string' && sameCanonical(value.url, hop.url),
  );
}

const NOWHERE: ItemReader = () => [];
const readers = new Map<string, Map<string, ItemReader>>();

function readerOf(type: string, name: string): ItemReader {
  let ofType = readers.get(type);
  if (!ofType) readers.set(type, (ofType = new Map<string, ItemReader>()));
  let reader = ofType.get(name);
  if (!reader) {
    const found = elementOf(type, name) ?? elementOf('Element', name);
    reader = found
      ? itemReader(found.element.choice ? `${found.element.name}[x]` : name, found.element.types)
      : NOWHERE;
    ofType.set(name, reader);
  }
  return reader;
}

const ELSEWHERE = { key: 'resolve()', name: 'resolve()' };

/** True for a referenced resource that is not available. */
export function isElsewhere({ step: at, value }: Item): boolean {
  return at === ELSEWHERE && value === undefined;
}

function resolved(run: ProfileRun, { value }: Item): Item[] {
  const reference = isJsonObject(value) ? value.reference : value;
  if (typeof reference !== 'string') return [];
  const found = reference.startsWith('#') ? run.containedResource(reference) : undefined;
  const type = typeMeantBy(reference, run.scope) ?? 'Resource';
  return [{ value: found, extras: undefined, type, step: ELSEWHERE, extrasStep: ELSEWHERE, index: undefined }];
}
