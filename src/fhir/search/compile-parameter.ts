import { isResourceType, typeDefinition } from '../model/definitions';
import type { IndexEntry } from '../ports/index-change';
import type { ClauseKind, SearchSupport } from '../ports/search';
import { compileComposite } from './compile-composite';
import type { Extract, SearchParameterDeclaration } from './declaration';
import { DistinctEntries } from './distinct-entries';
import { kindOf, type Asked, type ParameterFacts } from './kinds';
import { NO_ENTRIES } from './kinds/kind';
import { divisible } from '../steps';
import { missingClause } from './missing';
import { sourcesOf, type Source } from './parameter-sources';
import type { IndexedParameter, Nodes } from './searchable';
import { StepWeight } from './step-weight';
import type { IndexKind, SortedKind } from '../ports/search';

/**
 * Compiles the declaration of a search parameter.
 * @param type the resource type that is searched
 * @param answered what the store of the type supports
 * @throws Error with one sentence, for the start of the server, when the declaration is invalid
 */
export function compileParameter(
  type: string,
  declaration: SearchParameterDeclaration,
  answered: SearchSupport = 'all',
): IndexedParameter {
  try {
    return declaration.type === 'composite'
      ? compileComposite(type, requireCode(declaration), answered, compiled)
      : compiled(type, requireCode(declaration), answered);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The search parameter ${declaration.code} of ${type} cannot be used: ${reason}`, { cause });
  }
}

/** Maximum number of words indexed per resource and parameter. */
const MOST_WORDS = 1_000;

/** The facts known once a declaration has been read. */
type Facts = ParameterFacts & Required<Pick<ParameterFacts, 'answers' | 'indexedAs'>>;

const CODE = /^[A-Za-z_][A-Za-z0-9_-]{0,51}$/;

function requireCode(declaration: SearchParameterDeclaration): SearchParameterDeclaration {
  if (CODE.test(declaration.code)) return declaration;
  throw new Error('its code is not letters, digits, dashes and underscores, 52 at most');
}

/** @param indexedAs code of the entries that answer it */
function compiled(
  type: string,
  declaration: SearchParameterDeclaration,
  answered: SearchSupport,
  indexedAs = declaration.indexedAs ?? declaration.code,
): IndexedParameter {
  const { code, documentation, example, extract, target, group } = declaration;
  const kind = kindOf(declaration);
  const wrong = target?.find((each) => !isResourceType(each));
  if (wrong !== undefined) throw new Error(`its target ${wrong} is not a resource type of FHIR R4`);
  const stranger = code.startsWith('_') ? undefined : extract?.members?.find((member) => !isMember(type, member));
  if (stranger !== undefined) throw new Error(`it extracts from ${stranger}, which is not a member of ${type}`);
  const sources = sourcesOf(type, declaration, kind);
  const facts: Facts = {
    code,
    indexedAs,
    types: [...new Set(sources.flatMap(({ types }) => types))],
    ...targetsOf(declaration, sources),
    ...(declaration.places && { places: declaration.places }),
    answers: (clause, extra) => isAnswered(answered, clause, extra, code),
  };
  const roots = sources.flatMap(({ roots: some, root }): readonly (readonly string[] | undefined)[] => some ?? [root]);
  const isRooted = roots.every((root) => root !== undefined);
  const isIndexed = declaration.indexedAs === undefined;
  return {
    code,
    type: declaration.type,
    documentation: {
      en: `${documentation.en} ${kind.documentation.en}`,
      fr: `${documentation.fr} ${kind.documentation.fr}`,
    },
    ...(example !== undefined && { example }),
    ...(group !== undefined && isAnswered(answered, 'together', true, code) && { group }),
    codes: isIndexed ? [indexedAs, ...kind.extras.map((extra) => `${indexedAs}:${extra}`)] : [],
    modifiers: [...kind.modifiers(facts), 'missing'],
    ...(indexedAs === code && isSorted(kind.index) && { sort: kind.index }),
    ...(kind.index === 'reference' && { reference: { code, ...(facts.targets && { targets: facts.targets }) } }),
    clause: (asked: Asked) =>
      asked.modifier === 'missing' ? missingClause(facts, kind.index, asked.alternatives) : kind.clause(facts, asked),
    entries: isIndexed ? entriesOf(declaration, facts, sources) : () => [],
    ...(isRooted && { roots }),
    ...(extract?.ofMembers && isIndexed && { nodesOf: nodesOf(declaration, facts, sources, extract.ofMembers) }),
    origin: originOf(declaration),
    place: group ?? declaration.expression ?? type,
  };
}

/** Whether a resource may have the member. One that it cannot have would never be seen to change. */
function isMember(type: string, member: string): boolean {
  return typeDefinition(type)?.properties.has(member.replace(/^_/, '')) ?? false;
}

function nodesOf(
  declaration: SearchParameterDeclaration,
  facts: Facts,
  [source]: readonly Source[],
  ofMembers: NonNullable<Extract['ofMembers']>,
): NonNullable<IndexedParameter['nodesOf']> {
  const entries = entriesOfNode(declaration, facts, source!);
  const nodes: Nodes = { of: ofMembers, entries };
  return () => nodes;
}

function entriesOf(
  declaration: SearchParameterDeclaration,
  facts: Facts,
  sources: readonly Source[],
): IndexedParameter['entries'] {
  const { words } = declaration;
  const parts = sources.map((source) => ({ find: source.find, entries: entriesOfNode(declaration, facts, source) }));
  return divisible(function* (resource, baseUrl, most = Infinity) {
    // Most elements are absent.
    let found: DistinctEntries | undefined;
    const weight = new StepWeight();
    for (const { find, entries } of parts) {
      const { nodes, records } = find(resource);
      for (let at = 0; at < nodes.length; at += 1) {
        found ??= new DistinctEntries(facts.indexedAs);
        // Long texts are indexed by their first words; the number of other entries is limited by refusing the resource.
        if (found.size > most || (words && found.size >= MOST_WORDS)) return found.all;
        const node = nodes[at]!;
        const record = records?.[at];
        for (const made of entries(node, baseUrl)) {
          if (made.kind === 'words' && found.size >= MOST_WORDS) continue;
          found.add(record === undefined ? made : { ...made, record });
        }
        if (weight.isFull(node)) yield;
      }
    }
    return found?.all ?? NO_ENTRIES;
  });
}

/** The entries of a node that are indexed. */
function entriesOfNode({ unit }: SearchParameterDeclaration, facts: Facts, { toEntries }: Source): Nodes['entries'] {
  const { indexedAs, targets, answers } = facts;
  const isKept = (made: IndexEntry): boolean =>
    (made.kind !== 'reference' || !targets || targets.includes(made.type)) && answers(made.kind, made.code !== indexedAs); // prettier-ignore
  const withUnit = (made: IndexEntry): IndexEntry =>
    unit && made.kind === 'quantity' && made.unit === '' ? { ...made, system: unit.system, unit: unit.code } : made;
  return (node, baseUrl) => {
    const made = toEntries(node, indexedAs, baseUrl);
    // Usually all are kept, and the list itself may be cached.
    const kept = made.every(isKept) ? made : made.filter(isKept);
    return unit ? kept.map(withUnit) : kept;
  };
}

/** @param extra whether the entries have another code than the parameter, such as `code:identifier` */
function isAnswered(support: SearchSupport, kind: ClauseKind, extra: boolean, code: string): boolean {
  if (support === 'all') return true;
  if ('kinds' in support) return support.kinds.includes(kind);
  return extra ? support.includes(`${code}:identifier`) && kind === 'token' : kind !== 'words';
}

function isSorted(kind: IndexKind): kind is SortedKind {
  return kind !== 'position' && kind !== 'words';
}

function originOf({ code, type, expression, target, group, components, unit, indexedAs, ...made }: SearchParameterDeclaration): string {
  const { extract, words, version = [extract && String(extract.from), words && String(words)] } = made;
  return JSON.stringify([code, type, expression, target, group, components, unit, indexedAs, version]);
} // prettier-ignore

function targetsOf({ target }: SearchParameterDeclaration, sources: readonly Source[]) {
  if (target) return { targets: target };
  const allowed = sources.map(({ targets }) => targets);
  if (allowed.includes(undefined)) return {};
  const targets = [...new Set(allowed.flatMap((each) => each ?? []))];
  return targets.includes('Resource') || targets.length === 0 ? {} : { targets };
}
