import { readFileSync } from 'node:fs';
import { ENGINE_FAULTS } from './engines';
import { FACADE_FAULTS, FACADE_SERVER_FAULTS } from './facade';
import type { Fault } from './fault';
import { GUARD_FAULTS } from './guards';
import { REST_FAULTS } from './rest';
import { RULE_FAULTS } from './rules';
import { SEARCH_FAULTS } from './search';
import { SERVICE_FAULTS } from './service';
import { STORAGE_FAULTS } from './storage';

export const FAULTS: readonly Fault[] = [
  ...SERVICE_FAULTS,
  ...REST_FAULTS,
  ...SEARCH_FAULTS,
  ...ENGINE_FAULTS,
  ...STORAGE_FAULTS,
  ...FACADE_FAULTS,
  ...RULE_FAULTS,
  ...GUARD_FAULTS,
];

/** Only tests on a database server can detect these. */
export const SERVER_FAULTS: readonly Fault[] = FACADE_SERVER_FAULTS;

/** Why a fault cannot be injected, which means that the list is out of date. */
export function misplaced([file, find]: Fault): string | undefined {
  const found = readFileSync(file, 'utf8').split(find).length - 1;
  return found === 1 ? undefined : `occurs ${found} times`;
}
