import type { DateValue } from '../../../fhir';
import { among, lastUpdatedPart } from '../clause-sql';
import { part, type Part } from '../part';
import { SCAN, type Found, type Planned } from './planned';
import type { Scope } from './scope';

/** Without it, MariaDB would read the bodies, which takes a hundred times as long. SQLite reads it as a comment. */
const BY_UPDATE = '/*! FORCE INDEX (fhir_resource_by_update) */';
const RANK_OF_INSTANTS = 4.5;

/** All resources of a type: by the index that includes the interaction, or in key order for a page. */
function ofType(type: string, scope: Scope, isPage: boolean): Found {
  const row = scope.alias();
  return {
    from: part(`fhir_resource ${row}${isPage ? '' : ` ${BY_UPDATE}`}`),
    where: part(`${row}.type = ? AND ${row}.interaction <> 'delete'`, type),
    id: `${row}.id`,
    isEachOnce: true,
    ...(isPage && { row }),
  };
}

/** A condition that a resource exists, with further conditions on its row. */
export function rowTest(type: string, id: string, scope: Scope, more?: Part): Part {
  const row = scope.alias();
  const rest = more ? ` AND (${more.sql})` : '';
  return part(
    `EXISTS (SELECT 1 FROM fhir_resource ${row} WHERE ${row}.type = ? AND ${row}.id = ${id} AND ${row}.interaction <> 'delete'${rest})`,
    type,
    ...(more?.values ?? []),
  );
}

export function byIds(type: string, ids: readonly string[]): Planned {
  return {
    rank: -1,
    found: (scope) => {
      const all = ofType(type, scope, true);
      return { ...all, where: both(all.where, among(all.id, ids)) };
    },
    test: (_, id) => among(id, ids),
    isProof: false,
  };
}

export function byInstant(type: string, values: readonly DateValue[]): Planned {
  const condition = lastUpdatedPart(values);
  return {
    rank: RANK_OF_INSTANTS,
    found: (scope) => {
      const all = ofType(type, scope, false);
      return { ...all, where: both(all.where, condition) };
    },
    test: (scope, id) => rowTest(type, id, scope, condition),
    isProof: true,
  };
}

/** A clause that no index can answer: all resources of the type are tested. */
export function scanned(type: string, test: Planned['test'] | undefined, isProof = false): Planned {
  return {
    rank: SCAN,
    found: (scope, isPage = false) => {
      const all = ofType(type, scope, isPage);
      return test ? { ...all, where: both(all.where, test(scope, all.id)) } : all;
    },
    test: test ?? (() => part('1 = 1')),
    isProof,
  };
}

function both(one: Part, other: Part): Part {
  return part(`${one.sql} AND (${other.sql})`, ...one.values, ...other.values);
}
