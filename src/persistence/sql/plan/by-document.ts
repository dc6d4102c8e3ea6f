import type { EntryClause } from '../../../fhir';
import { shortest, type IndexLookup } from '../clause-sql';
import { isSeen, part } from '../part';
import { TERMS, termsBeginningWith } from '../word-documents';
import { byIndex } from './by-index';
import type { Planned } from './planned';

/** Sorts after every character of a folded text. */
const LAST_CHARACTER = 0x10ffff;

/**
 * Words that are kept in documents: found by the terms of the full-text index, which are read in order, so that a limit
 * ends the reading (a `MATCH` would first collect all documents). A single resource is tested by the text of its
 * documents.
 */
export function byDocument(
  type: string,
  { code, values }: Extract<EntryClause, { kind: 'words' }>,
  lookup: IndexLookup,
): Planned {
  return {
    ...byIndex(type, lookup),
    found: (scope) => {
      const [beginning, term, row] = [scope.alias(), scope.alias(), scope.alias()];
      const seen = isSeen(row, lookup.unseen, scope);
      return {
        from: part(
          `json_each(?) ${beginning} CROSS JOIN ${TERMS} ${term} CROSS JOIN ${lookup.table} ${row}`,
          termsBeginningWith(type, code, shortest(values)),
        ),
        where: part(
          `${term}.term >= ${beginning}.value AND ${term}.term < ${beginning}.value || char(${LAST_CHARACTER}) AND ${row}.doc = ${term}.doc${seen.sql}`,
          ...seen.values,
        ),
        id: `${row}.id`,
      };
    },
  };
}
