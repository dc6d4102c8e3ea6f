import type { FhirError } from '../errors/fhir-error';
import { EntityTagCondition } from '../model/entity-tag';
import type { StoredVersion } from '../ports/versions';
import { assertConditions } from './write-conditions';

const version = (json: string | null): StoredVersion => ({
  type: 'Organization',
  id: '1',
  versionId: '2',
  lastUpdated: new Date(0),
  interaction: json === null ? 'delete' : 'update',
  json,
});
const LIVE = version('{}');
const DELETED = version(null);
const tag = (name: 'If-Match' | 'If-None-Match', value: string) => EntityTagCondition.parse(name, value);

describe('conditions of a write', () => {
  it.each([
    ['If-Match with the current version', { ifMatch: tag('If-Match', 'W/"2"') }, LIVE, false, undefined],
    ['If-Match with an older version', { ifMatch: tag('If-Match', 'W/"1"') }, LIVE, false, 'version-conflict'],
    ['If-Match: * on what is there', { ifMatch: tag('If-Match', '*') }, LIVE, false, undefined],
    [
      'If-Match with the version of a deletion',
      { ifMatch: tag('If-Match', 'W/"2"') },
      DELETED,
      false,
      'version-conflict',
    ],
    ['If-Match: * on what was deleted', { ifMatch: tag('If-Match', '*') }, DELETED, false, 'version-conflict'],
    ['If-Match: * on what never was', { ifMatch: tag('If-Match', '*') }, undefined, false, 'version-conflict'],
    ['If-None-Match: * on what is there', { ifNoneMatch: tag('If-None-Match', '*') }, LIVE, false, 'version-conflict'],
    ['If-None-Match: * on what was deleted', { ifNoneMatch: tag('If-None-Match', '*') }, DELETED, false, undefined],
    ['If-None-Match: * on what never was', { ifNoneMatch: tag('If-None-Match', '*') }, undefined, false, undefined],
    ['nothing where If-Match is demanded', {}, LIVE, true, 'invalid-request'],
    ['nothing on what was deleted where If-Match is demanded', {}, DELETED, true, undefined],
    ['nothing on what never was where If-Match is demanded', {}, undefined, true, undefined],
  ] as const)('%s', (_, conditions, current, demanded, kind) => {
    const asserting = (): void => assertConditions(conditions, current, demanded, true);
    if (kind) expect(asserting).toThrow(expect.objectContaining({ kind }) as Error);
    else expect(asserting).not.toThrow();
  });

  it.each([
    ['If-Match with an older version', { ifMatch: tag('If-Match', 'W/"1"') }, false],
    ['If-None-Match: * on what is there', { ifNoneMatch: tag('If-None-Match', '*') }, false],
    ['nothing where If-Match is demanded', {}, true],
  ] as const)('%s: the version is told only to whom it may be told', (_, conditions, demanded) => {
    const told = (isTold: boolean): string => {
      try {
        assertConditions(conditions, LIVE, demanded, isTold);
        return '';
      } catch (error) {
        return JSON.stringify((error as FhirError).issues.map(({ text, hint }) => `${String(text)} ${String(hint)}`));
      }
    };
    expect([told(true).includes('2'), told(false).includes('2')]).toEqual([true, false]);
    expect(told(false)).not.toBe('');
  });
});

describe('If-Unmodified-Since', () => {
  const written = (iso: string, json: string | null = '{}') =>
    ({ versionId: '1', lastUpdated: new Date(iso), json }) as StoredVersion;
  const assert = (current: StoredVersion | undefined) =>
    assertConditions({ ifUnmodifiedSince: new Date('2026-01-31T08:00:00Z') }, current, false, true);

  it.each([
    ['written in the second before', written('2026-01-31T07:59:59.999Z')],
    ['written within the second, which HTTP dates do not divide', written('2026-01-31T08:00:00.999Z')],
    ['deleted since then', written('2026-01-31T09:00:00Z', null)],
    ['not there', undefined],
  ])('holds for a resource %s', (_, current) => {
    expect(() => assert(current)).not.toThrow();
  });

  it('does not hold for one written in the next second', () => {
    expect(() => assert(written('2026-01-31T08:00:01Z'))).toThrow('was written after Sat, 31 Jan 2026 08:00:00 GMT');
  });
});
