import { isOfType } from '../model/definitions';
import { isJsonObject, type JsonValue } from '../json/json-value';
import { stringifyJson } from '../json/stringify-json';
import { alternatives, say, together, type Message, type Text } from '../messages';
import { quote } from '../validation/wording';
import { r4Name, sameCanonical } from './canonical';
import type { CompilerContext } from './compiler-context';
import { isChoice, typeCodes, typedMember, type ElementNode } from './element-node';
import { follow, isElsewhere, parseDiscriminatorPath, type Hop } from './discriminator-path';
import type { Item } from './item';
import { equalsFixed, matchesPattern } from './match-value';
import type { ItemCheck, ProfileRun } from './profile-run';
import { codedValues, isMember } from './terminology/coded-value';
import { anyOf, type Tri } from './terminology/tri';
import { targetTypes } from './type-rules';

export interface Discriminator {
  readonly type: string;
  readonly path: string;
}

/** How one discriminator identifies the entries of a slice. */
export interface Recognition {
  readonly test: (run: ProfileRun, item: Item) => Tri;
  /** The condition in words: `system is "urn:a"`. */
  readonly wants: Message;
  /** Set when the only condition is that the path has this string. */
  readonly literal?: string;
}

/** Compiles everything an element requires beyond its type, for use when no single value identifies the slice. */
export type Subcheck = (node: ElementNode) => ItemCheck | undefined;

/** What the elements selected by the path, or by its first steps, must satisfy. */
interface Expectation {
  readonly depth: number;
  readonly test: (run: ProfileRun, found: readonly Item[]) => Tri;
  /** The condition in words, for the element at the path. */
  readonly wants: (path: Text) => Message;
  readonly literal?: string;
}

/**
 * Derives from a slice's definition what its discriminator requires (R4 profiling.html#discriminator).
 *
 * @returns undefined when the slice does not constrain it
 * @throws ProfileFault when the path cannot be parsed
 */
export function recognition(
  slice: ElementNode,
  { type, path }: Discriminator,
  context: CompilerContext,
  subcheck: Subcheck,
): Recognition | undefined {
  const hops = parseDiscriminatorPath(path);
  const isExtension = slice.name === 'extension' || slice.name === 'modifierExtension';
  if (path === 'url' && isExtension) return byUrl(extensionUrl(slice, context));
  const expectation = new ExpectationFinder(type, hops, context, subcheck).at(slice, 0);
  if (!expectation) return undefined;
  const { depth, test, wants, literal } = expectation;
  const way = depth === hops.length ? hops : hops.slice(0, depth);
  return {
    test: (run, item) => test(run, follow(run, item, way)),
    wants: wants(inWords(path)),
    ...(literal !== undefined && { literal }),
  };
}

function byUrl(url: string | undefined): Recognition | undefined {
  if (url === undefined) return undefined;
  return {
    test: (_, { value }) => isJsonObject(value) && typeof value.url === 'string' && sameCanonical(value.url, url),
    wants: say`${'url'} is ${quote(url)}`,
    literal: url,
  };
}

/** A discriminator's path for use in a sentence. */
export function inWords(path: string): Text {
  return path === '$this' ? say`it` : path.replace(/^\$this\./, '');
}

class ExpectationFinder {
  constructor(
    private readonly type: string,
    private readonly hops: readonly Hop[],
    private readonly context: CompilerContext,
    private readonly subcheck: Subcheck,
  ) {}

  at(node: ElementNode, depth: number): Expectation | undefined {
    // A prohibited slice (0..0) must still be recognised when it occurs.
    if (depth > 0 && node.element.max === '0')
      return { depth, wants: (path) => say`${path} is absent`, test: (_, found) => found.length === 0 };
    const hop = this.hops[depth];
    if (this.type === 'value' || this.type === 'pattern') {
      const value = this.byValue(node, depth);
      if (value) return value;
    }
    if (!hop) return this.atEnd(node, depth);
    return this.below(node, hop, depth) ?? this.bySystem(node, depth);
  }

  /** A fixed or pattern value here includes the values further down the path. */
  private byValue({ element }: ElementNode, depth: number): Expectation | undefined {
    const fixed = typedMember(element, 'fixed') as JsonValue | undefined;
    const value = fixed ?? (typedMember(element, 'pattern') as JsonValue | undefined);
    const wanted = value === undefined ? [] : dig(value, this.hops.slice(depth));
    if (wanted.length === 0) return undefined;
    const exact = fixed !== undefined && depth === this.hops.length;
    const matches = exact ? equalsFixed : matchesPattern;
    const [first] = wanted;
    const leaf = wanted.length === 1 && !exact ? onlyLeaf(first!) : undefined;
    return {
      depth: this.hops.length,
      wants: (path) =>
        leaf
          ? say`${within(path, leaf.path)} is ${written(leaf.value)}`
          : say`${path} is ${together(wanted.map(written))}`,
      test: (_, found) =>
        wanted.every((it) => found.some((item) => matches(item.value, it))) ||
        (found.some(isElsewhere) ? undefined : false),
      ...(wanted.length === 1 && typeof first === 'string' && { literal: first }),
    };
  }

  private atEnd(node: ElementNode, depth: number): Expectation | undefined {
    const { element } = node;
    switch (this.type) {
      case 'exists':
        return (element.min ?? 0) > 0
          ? { depth, wants: (path) => say`${path} is present`, test: (_, found) => found.length > 0 }
          : undefined;
      case 'type':
        return this.byType(typesLeft(node), depth);
      case 'profile':
        return this.byProfile(element.type?.flatMap(({ profile = [] }) => profile) ?? [], depth);
      default:
        return this.byBinding(node, depth) ?? this.byContent(node, depth);
    }
  }

  private byType(types: readonly string[], depth: number): Expectation | undefined {
    if (types.length === 0) return undefined;
    return {
      depth,
      wants: (path) => say`${path} is of type ${alternatives(types)}`,
      test: (_, found) => found.some((item) => types.some((type) => isOfType(item.type, type))),
    };
  }

  private byProfile(profiles: readonly string[], depth: number): Expectation | undefined {
    if (profiles.length === 0) return undefined;
    const { context } = this;
    return {
      depth,
      wants: (path) => say`${path} conforms to the profile ${alternatives(profiles)}`,
      test: (run, found) =>
        anyOf(found, (item) =>
          anyOf(profiles, (url) => {
            const profile = context.profile(url);
            return profile && !isElsewhere(item) ? run.passes(item, profile.check) : undefined;
          }),
        ),
    };
  }

  private byBinding({ element: { binding } }: ElementNode, depth: number): Expectation | undefined {
    if (binding?.strength !== 'required' || binding.valueSet === undefined) return undefined;
    const { valueSet } = binding;
    return {
      depth,
      wants: (path) => say`${path} is in the value set ${valueSet}`,
      test: (_, found) => {
        const content = this.context.valueSet(valueSet);
        return content && anyOf(found, ({ value }) => isMember(content, codedValues(value)));
      },
    };
  }

  /**
   * For an element with a value set binding, identified by `coding.system` or `system`: the system must be one of the
   * value set's.
   */
  private bySystem({ element: { binding } }: ElementNode, depth: number): Expectation | undefined {
    const last = this.hops.at(-1);
    const isSystem = last?.kind === 'member' && last.name === 'system' && this.hops.length - depth <= 2;
    if (!isSystem || binding?.strength !== 'required' || binding.valueSet === undefined) return undefined;
    const { valueSet } = binding;
    return {
      depth: this.hops.length,
      wants: (path) => say`${path} is that of the value set ${valueSet}`,
      test: (_, found) => {
        const systems = this.context.valueSet(valueSet)?.systems;
        return systems && found.some(({ value }) => typeof value === 'string' && systems.has(value));
      },
    };
  }

  /** The constraints on the element's parts, when there is none on the element as a whole. */
  private byContent(node: ElementNode, depth: number): Expectation | undefined {
    const check = this.subcheck(node);
    if (!check) return undefined;
    return {
      depth,
      wants: (path) => say`${path} has the content the slice asks for`,
      test: (run, found) => found.some((item) => run.passes(item, check)),
    };
  }

  private below(node: ElementNode, hop: Hop, depth: number): Expectation | undefined {
    const next = this.next(node, hop);
    for (const child of next) {
      const found = this.at(child, depth + 1);
      if (found) return found;
    }
    return undefined;
  }

  /** The definitions reached by one step: an element, or those of its slices that are required. */
  private next(node: ElementNode, hop: Hop): ElementNode[] {
    const { trees } = this.context;
    switch (hop.kind) {
      case 'ofType':
        return [node.slices.find(({ element }) => typeCodes(element).includes(hop.type)) ?? node];
      case 'resolve': {
        const targets = node.element.type?.flatMap(({ targetProfile = [] }) => targetProfile) ?? [];
        if (this.hops.at(-1)?.kind === 'resolve') return [this.targetNode(node, targets)];
        const root = targets.length === 1 ? trees.profileRoot(targets[0]!) : undefined;
        return root ? [root] : [];
      }
      case 'extension': {
        const slices = trees.childrenOf(node).get('extension')?.slices ?? [];
        return slices.filter((slice) => extensionUrl(slice, this.context) === hop.url);
      }
      case 'member': {
        const children = trees.childrenOf(node);
        const child = children.get(hop.name) ?? children.get(`${hop.name}[x]`);
        return child
          ? [child, ...child.slices.filter(({ element }) => isChoice(child.name) || (element.min ?? 0) > 0)]
          : [];
      }
    }
  }

  /** A substitute for the target of a reference, with its allowed types and profiles. */
  private targetNode(node: ElementNode, targets: readonly string[]): ElementNode {
    const types = targetTypes(targets, this.context) ?? [];
    const profiles = targets.filter((url) => r4Name(url) === undefined);
    const type = types.map((code) => ({ code, ...(profiles.length > 0 && { profile: profiles }) }));
    return { name: node.name, element: { path: node.element.path, type }, slices: [] };
  }
}

/** The types that an element may have. For a choice sliced by type (`valueQuantity`), the types of the slices. */
function typesLeft({ name, element, slices }: ElementNode): readonly string[] {
  const own = typeCodes(element);
  if (!isChoice(name) || slices.length === 0) return own;
  const sliced = slices.flatMap((slice) => typeCodes(slice.element));
  return sliced.length < own.length ? sliced : own;
}

/** The URL of extensions in a slice: a fixed value, the canonical of their definition, or the slice's name. */
export function extensionUrl(slice: ElementNode, { trees }: CompilerContext): string | undefined {
  const url = trees.childrenOf(slice).get('url');
  const fixed = url && (typedMember(url.element, 'fixed') ?? typedMember(url.element, 'pattern'));
  if (typeof fixed === 'string') return fixed;
  return slice.element.type?.[0]?.profile?.[0]?.split('|')[0] ?? slice.element.sliceName;
}

/** The values selected by a path within a fixed or pattern value. */
function dig(value: JsonValue, hops: readonly Hop[]): JsonValue[] {
  const [hop, ...rest] = hops;
  if (Array.isArray(value)) return value.flatMap((item) => dig(item, hops));
  if (!hop) return [value];
  if (hop.kind !== 'member' || !isJsonObject(value)) return [];
  const key = Object.keys(value).find((it) => it === hop.name || new RegExp(`^${hop.name}[A-Z]`).test(it));
  return key === undefined ? [] : dig(value[key]!, rest);
}

/** The position of the only value in a pattern: `{coding: [{system: 'urn:x'}]}` requires only `coding.system`. */
function onlyLeaf(value: JsonValue): { readonly path: string; readonly value: JsonValue } | undefined {
  const path: string[] = [];
  let at = value;
  while (Array.isArray(at) || isJsonObject(at)) {
    const [[key, next] = [], ...more] = Object.entries<JsonValue>(at);
    if (next === undefined || more.length > 0) return undefined;
    if (!Array.isArray(at)) path.push(key!);
    at = next;
  }
  return path.length === 0 ? undefined : { path: path.join('.'), value: at };
}

/** `$this` is left out of a path. */
function within(path: Text, inner: string): string {
  return typeof path === 'string' ? `${path}.${inner}` : inner;
}

function written(value: JsonValue): string {
  return typeof value === 'string' ? quote(value) : stringifyJson(value);
}
