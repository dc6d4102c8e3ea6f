import type { ElementDefinitionType } from 'fhir/r4';
import { isJsonObject } from '../json/json-value';
import { isOfType, typeDefinition } from '../model/definitions';
import { declaredTypeFault, targetFault } from '../validation/reference-target';
import { r4Name, sameCanonical } from './canonical';
import type { CompilerContext } from './compiler-context';
import { bareName, typeCodes, type ElementNode } from './element-node';
import * as faults from './faults';
import type { ItemCheck } from './profile-run';

const ANY_RESOURCE = new Set(['Resource', 'DomainResource']);
const TYPE_STEP = { key: 'type', name: 'type' };
const REFERENCE_STEP = { key: 'reference', name: 'reference' };

/** Checks the profiles and reference targets in `ElementDefinition.type`. */
export function typeChecks(
  node: ElementNode,
  against: readonly ElementNode[],
  context: CompilerContext,
  profile: string,
): ItemCheck[] {
  return (node.element.type ?? []).flatMap((type) => [
    ...targets(type, against, context),
    ...profiles(node, type, against, context, profile),
  ]);
}

/** The types an element is restricted to; undefined when other definitions already restrict it so. */
export function narrowedTypes(node: ElementNode, against: readonly ElementNode[]): readonly string[] | undefined {
  const codes = typeCodes(node.element);
  if (codes.length === 0 || node.anonymous !== undefined) return undefined;
  const covered = against.some(({ element }) => {
    const others = typeCodes(element);
    return others.length > 0 && others.every((code) => codes.includes(code));
  });
  return covered ? undefined : codes;
}

function targets(type: ElementDefinitionType, against: readonly ElementNode[], context: CompilerContext): ItemCheck[] {
  const { code, targetProfile } = type;
  if (code !== 'Reference' || !targetProfile?.length) return [];
  const known = against.some(({ element }) =>
    element.type?.some((other) => other.code === code && sameList(other.targetProfile, targetProfile)),
  );
  if (known) return [];
  let allowed: readonly string[] | undefined | null = null;
  return [
    (run, item) => {
      if (allowed === null) allowed = targetTypes(targetProfile, context);
      if (allowed === undefined || item.type !== code || !isJsonObject(item.value)) return;
      const fault = targetFault(item.value.reference, allowed, run.scope);
      if (fault) return run.report(fault, REFERENCE_STEP);
      const ofType = declaredTypeFault(item.value, allowed, run.scope);
      if (ofType) run.report(ofType, TYPE_STEP);
    },
  ];
}

/** Undefined when any type is allowed, or when one of the types is unknown. */
export function targetTypes(targetProfile: readonly string[], context: CompilerContext): readonly string[] | undefined {
  const types = targetProfile.map((canonical) => context.structure(canonical)?.type ?? r4Name(canonical));
  const known = types.filter((type) => type !== undefined && typeDefinition(type) && !ANY_RESOURCE.has(type));
  return known.length === types.length ? [...new Set(known as string[])] : undefined;
}

function profiles(
  node: ElementNode,
  { code, profile: wanted = [] }: ElementDefinitionType,
  against: readonly ElementNode[],
  context: CompilerContext,
  profile: string,
): ItemCheck[] {
  const known = against.some(({ element }) =>
    element.type?.some((other) => other.code === code && sameList(other.profile, wanted)),
  );
  if (wanted.length === 0 || known) return [];
  const [only] = wanted;
  const applies = (type: string): boolean => isOfType(type, code);
  if (wanted.length === 1) {
    return [(run, item) => void (applies(item.type) && context.profile(only!)?.check(run, item))];
  }
  const fault = faults.noProfileFits(bareName(node.name), wanted, profile);
  return [
    (run, item) => {
      if (!applies(item.type)) return;
      const candidates = wanted.map((canonical) => context.profile(canonical));
      // An unknown profile may be the one the element conforms to.
      if (candidates.every((candidate) => candidate && !run.passes(item, candidate.check))) run.report(fault);
    },
  ];
}

function sameList(one: readonly string[] | undefined, other: readonly string[]): boolean {
  return one?.length === other.length && other.every((it) => one.some((its) => sameCanonical(its, it)));
}
