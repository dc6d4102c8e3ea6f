import { FhirError, type SearchClause, type StoredVersion } from '../../fhir';
import type { ExportReader } from '../../fhir/bulk/read-export';
import { parseStored, stringifyJson } from '../../fhir/json';
import { subset } from '../../fhir/rest/formats/subset';
import { UsageError } from '../command';
import { say } from '../messages';

/** Which part of a type is exported, with the same meaning as in `$export`. */
export interface Narrowed {
  clauses(type: string): readonly SearchClause[];
  /** Undefined when resources are exported whole. */
  show(type: string): ((version: StoredVersion) => Promise<string>) | undefined;
}

/**
 * @param filters searches, `Type?parameter=value`
 * @param elements `name` or `Type.name`
 * @throws UsageError with the message of `$export`
 */
export function narrowed(
  reader: ExportReader,
  types: readonly string[],
  filters: readonly string[],
  elements: readonly string[],
): Narrowed {
  const plan = planOf(reader, types, filters, elements);
  const listsOf = (type: string): readonly (readonly SearchClause[])[] =>
    plan.parts.flatMap((part) => (part.kind === 'type' && part.type === type ? [part.clauses] : []));
  return {
    clauses: (type) => {
      const lists = listsOf(type);
      if (lists.length <= 1) return lists[0] ?? [];
      return [{ kind: 'any', clauses: lists.map((clauses) => ({ kind: 'all', clauses })) }];
    },
    show: (type) => {
      const names = plan.elements.get(type);
      if (!names) return undefined;
      return async ({ json }) => stringifyJson(subset(parseStored(json!), { kind: 'elements', names }));
    },
  };
}

function planOf(reader: ExportReader, types: readonly string[], filters: readonly string[], elements: readonly string[]) {
  try {
    return reader.plan({ type: [...types], typeFilter: [...filters], elements: [...elements] }, '');
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    const [{ text = error.text, hint } = {}] = error.issues;
    throw new UsageError(hint === undefined ? say`${text}.` : say`${text}. ${hint}`);
  }
} // prettier-ignore
