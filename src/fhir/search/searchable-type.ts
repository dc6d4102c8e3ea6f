import { createHash } from 'node:crypto';
import { compileParameter } from './compile-parameter';
import type { ClauseKind, SearchSupport } from '../ports/search';
import type { SearchParameterDeclaration } from './declaration';
import type { IndexedParameter, SearchableType } from './searchable';
import { kindOf } from './kinds';
import { ID, LAST_UPDATED, standardParameters } from './standard-parameters';

/** The declarations of a type that concern search; a `ResourceDefinition` is one. */
interface Declared {
  readonly type: string;
  readonly searchParameters?: readonly SearchParameterDeclaration[];
  /** Whether `_content` and `_text` are supported. Default: no. */
  readonly fullText?: boolean;
  /** What the store supports. Default: everything. */
  readonly answered?: SearchSupport;
  /** What the store can sort by. Default: everything. */
  readonly sorted?: SearchSupport;
  /** Whether the store can sort by referenced resources. Default: yes. */
  readonly sortedOver?: boolean;
}

const compiled = new WeakMap<Declared, SearchableType>();
const plain = new Map<string, SearchableType>();

/**
 * The searchable form of a type: parameters of all types, and declared ones.
 * @throws Error with one sentence, for the start of the server, when a declaration is invalid
 */
export function searchableType(declared: Declared): SearchableType {
  const known = compiled.get(declared);
  if (known) return known;
  const made = make(declared);
  compiled.set(declared, made);
  return made;
}

/** The searchable form of a type without declarations. */
export function plainType(type: string): SearchableType {
  const known = plain.get(type) ?? make({ type });
  plain.set(type, known);
  return known;
}

function make(declared: Declared): SearchableType {
  const { type, searchParameters = [], fullText, answered = 'all', sorted = 'all', sortedOver = true } = declared;
  const codes = new Set<string>([ID.code, LAST_UPDATED.code]);
  for (const { code } of searchParameters) {
    if (codes.has(code)) throw new Error(`The search parameter ${code} of ${type} is declared twice`);
    codes.add(code);
  }
  const standard = standardParameters(type, fullText).filter(({ code }) => !codes.has(code));
  const indexed = [...standard, ...searchParameters]
    .filter((each) => isAnswered(answered, each.code, clauseKindOf(each)))
    .map((each) => compileParameter(type, each, answered));
  const isFirst = ({ code }: IndexedParameter): boolean => code === 'identifier';
  const [identifier, others] = [indexed.filter(isFirst), indexed.filter((each) => !isFirst(each))];
  const isMeta = ({ code }: IndexedParameter): boolean => code.startsWith('_');
  return {
    type,
    indexed,
    digest: digestOf(indexed),
    sortedOver,
    parameters: [
      ...(isAnswered(answered, ID.code, 'id') ? [ID] : []),
      ...identifier,
      ...others.filter((each) => !isMeta(each)),
      ...(isAnswered(answered, LAST_UPDATED.code, 'lastUpdated') ? [LAST_UPDATED] : []),
      ...others.filter(isMeta),
    ].map((each) => (each.sort && !isAnswered(sorted, each.code, each.sort) ? { ...each, sort: undefined } : each)),
  };
}

function clauseKindOf(declaration: SearchParameterDeclaration): ClauseKind {
  return declaration.type === 'composite' ? 'together' : kindOf(declaration).index;
}

/** Increase it when elements produce other entries than before. */
const ENTRIES_VERSION = 4;

function digestOf(indexed: readonly IndexedParameter[]): string {
  const origins = indexed.map(({ origin }) => origin).sort();
  return createHash('sha256')
    .update(JSON.stringify([ENTRIES_VERSION, origins]))
    .digest('hex');
}

/**
 * Whether `support` includes a search parameter.
 * @param kind of the parameter's entries
 */
export function isAnswered(support: SearchSupport, code: string, kind: ClauseKind): boolean {
  if (support === 'all') return true;
  return 'kinds' in support ? support.kinds.includes(kind) : support.includes(code);
}
