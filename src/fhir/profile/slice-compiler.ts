import type { ElementCompiler } from './element-compiler';
import { inWords, recognition, type Discriminator, type Recognition } from './discriminator';
import { parseDiscriminatorPath } from './discriminator-path';
import { together } from '../messages';
import { bareName, maxOf, type ElementNode } from './element-node';
import { slicingOf } from './element-tree';
import { r4Root } from './r4-elements';
import type { ItemCheck } from './profile-run';
import type { Slice, SliceGroup } from './slicing';
import { allOf } from './terminology/tri';

/** R4's name for the slice of all entries that match no other slice (profiling.html#default-slice). */
const DEFAULT_SLICE = '@default';

/** Compiles the slicing of an element. */
export class SliceCompiler {
  constructor(private readonly elements: ElementCompiler) {}

  /**
   * @param against definitions of the same element that are already checked, including slices
   * @param owner the type that has the element; absent for the slices of a slice
   * @returns undefined when there are no slices, or when none adds anything new
   */
  group(node: ElementNode, against: readonly ElementNode[], owner?: string): SliceGroup | undefined {
    const slicing = slicingOf(node);
    if (!slicing || node.slices.length === 0) return undefined;
    const discriminators = (slicing.discriminator ?? []).filter(({ type }) => (type as string) !== 'position');
    const { rules } = slicing;
    const named = node.slices.filter(({ element }) => element.sliceName !== DEFAULT_SLICE);
    const slices = named.map((slice) => this.slice(node, slice, discriminators, against));
    const fallback = node.slices.find(({ element }) => element.sliceName === DEFAULT_SLICE);
    const restricts = rules !== 'open' || slicing.ordered === true;
    const sameRules = against.some((other) => {
      const its = slicingOf(other);
      return its?.rules === rules && its.ordered === slicing.ordered && other.slices.length === node.slices.length;
    });
    const areParts =
      owner === 'Extension' &&
      node.name === 'extension' &&
      slicing.discriminator?.length === 1 &&
      slicing.discriminator[0]!.path === 'url';
    const isNew =
      (restricts && !sameRules) ||
      (areParts && !sameRules) ||
      fallback !== undefined ||
      slices.some((slice) => slice.isNew);
    if (!isNew) return undefined;
    return {
      element: bareName(node.name),
      profile: this.elements.profile,
      rules: sameRules ? 'open' : rules,
      ordered: slicing.ordered === true && !sameRules,
      areParts: areParts && !sameRules,
      slices,
      fallback: fallback && (this.elements.element(fallback, [node, ...against]) ?? (() => undefined)),
      paths: discriminators.map(({ path, type }) => ({
        text: inWords(path),
        type,
        hops: parseDiscriminatorPath(path),
      })),
      byLiteral: byLiteral(discriminators, slices),
    };
  }

  private slice(
    node: ElementNode,
    slice: ElementNode,
    discriminators: readonly Discriminator[],
    against: readonly ElementNode[],
  ): CompiledSlice {
    const { sliceName = '' } = slice.element;
    const same = against.flatMap(({ slices }) => slices.filter(({ element }) => element.sliceName === sliceName));
    const check = this.elements.element(slice, [node, ...against, ...same]);
    const group = this.group(slice, same);
    const min = slice.element.min ?? 0;
    const max = maxOf(slice);
    const boundsKnown = same.some((other) => (other.element.min ?? 0) >= min && maxOf(other) <= max);
    // A maximum that is not lower than the whole element's needs no check.
    const bounded = !boundsKnown && (min > 0 || max < maxOf(node));
    const recognitions = this.recognise(slice, discriminators);
    return {
      name: sliceName,
      min: boundsKnown ? 0 : min,
      max: boundsKnown ? Infinity : max,
      wants: recognitions.length > 0 ? together(recognitions.map(({ wants }) => wants)) : undefined,
      matches: this.matcher(slice, discriminators, recognitions),
      literal: recognitions.length === 1 ? recognitions[0]!.literal : undefined,
      check,
      group,
      isNew: check !== undefined || group !== undefined || bounded,
    };
  }

  private recognise(slice: ElementNode, discriminators: readonly Discriminator[]): Recognition[] {
    const { context } = this.elements;
    const subcheck = (node: ElementNode): ItemCheck | undefined => {
      const r4 = r4Root(this.elements.typeOf(node));
      // Type alone does not distinguish slices, but a profile of the type does.
      const type = node.element.type?.map(({ code }) => ({ code }));
      return r4 && this.elements.element(node, [{ ...r4, element: { ...r4.element, type } }]);
    };
    return discriminators.flatMap((discriminator) => recognition(slice, discriminator, context, subcheck) ?? []);
  }

  private matcher(
    slice: ElementNode,
    discriminators: readonly Discriminator[],
    recognitions: readonly Recognition[],
  ): Slice['matches'] {
    const [only] = recognitions;
    if (recognitions.length === 1) return only!.test;
    if (recognitions.length > 1) return (run, item) => allOf(recognitions, ({ test }) => test(run, item));
    const name = `the slice ${slice.element.sliceName} of ${slice.element.path}`;
    if (discriminators.length === 0) {
      const check = this.elements.element(slice, []);
      if (check) return (run, item) => run.passes(item, check);
    }
    const paths = discriminators.map(({ path }) => path).join(', ') || '(none)';
    this.elements.context.warn(`${name} is not checked: it says nothing about its discriminators ${paths}`);
    return () => undefined;
  }
}

interface CompiledSlice extends Slice {
  readonly literal: string | undefined;
  /** It has constraints that are not checked elsewhere. */
  readonly isNew: boolean;
}

function byLiteral(
  discriminators: readonly Discriminator[],
  slices: readonly CompiledSlice[],
): SliceGroup['byLiteral'] {
  const [only] = discriminators;
  if (discriminators.length !== 1 || !only || !/^\w+$/.test(only.path)) return undefined;
  const literals = new Map<string, number>();
  for (const [at, { literal }] of slices.entries()) {
    if (literal === undefined) return undefined;
    if (!literals.has(literal)) literals.set(literal, at);
  }
  return { member: only.path, slices: literals };
}
