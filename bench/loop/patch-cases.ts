import type { JsonObject } from '../../src/fhir';
import * as made from './bodies';
import { entries, text } from './bodies';
import { fhirPatch, jsonPatch, named, operation, times, xmlPatch, type LoopCase, type Part } from './requests';
/** The cases that store what is patched. */
const STORED = ['PUT the longest list that can be patched', 'PUT telecoms', 'PUT nested extensions', 'PUT aliases'];

export function patches(): LoopCase[] {
  return onLists().map((each) => ({ ...each, needs: STORED }));
}

function onLists(): LoopCase[] {
  const stored = 'patched';
  const telecom = (i: number): Part => named('value', { valueContactPoint: { system: 'phone', value: `n${i}` } });
  const index = (i: number): Part => named('index', { valueInteger: i });
  return [
    {
      name: '100 inserts in a list of 9,900',
      request: () =>
        fhirPatch(
          stored,
          times(100, (i) => operation('insert', 'Organization.telecom', telecom(i), index(0))),
        ),
    },
    {
      name: '100 moves in a list of 9,900',
      request: () =>
        fhirPatch(
          stored,
          times(100, (i) =>
            operation(
              'move',
              'Organization.telecom',
              named('source', { valueInteger: 9_800 - i }),
              named('destination', { valueInteger: i }),
            ),
          ),
        ),
    },
    {
      name: '100 deletions by where()',
      request: () =>
        fhirPatch(
          stored,
          times(100, (i) => operation('delete', `Organization.telecom.where(value = '${8_000 + i}')`)),
        ),
    },
    {
      name: '100 replacements by where().where()',
      request: () =>
        fhirPatch(
          stored,
          times(100, (i) =>
            operation(
              'replace',
              `Organization.telecom.where(system = 'phone').where(value = '${7_000 + i}').value`,
              named('value', { valueString: `n${i}` }),
            ),
          ),
        ),
    },
    {
      name: '100 where() that match everything',
      request: () =>
        fhirPatch(
          stored,
          times(100, () =>
            operation(
              'replace',
              "Organization.telecom.where(system = 'phone').value",
              named('value', { valueString: 'x' }),
            ),
          ),
        ),
    },
    {
      name: '100 where() for the engine',
      request: () =>
        fhirPatch(
          stored,
          times(100, (i) => operation('delete', `Organization.telecom.where(value.startsWith('${i}x'))`)),
        ),
    },
    {
      name: '100 additions with a value of 18 KB',
      request: () =>
        fhirPatch(
          'telecoms',
          times(100, (i) =>
            operation(
              'add',
              'Organization',
              named('name', { valueString: 'alias' }),
              named('value', { valueString: text('a', 18_000) + i }),
            ),
          ),
        ),
    },
    {
      name: '100 extensions by where(extension.where())',
      request: () =>
        fhirPatch(
          'extensions-nested',
          times(100, (i) =>
            operation(
              'delete',
              `Organization.extension.where(url = 'urn:x').where(extension.where(url = '${i}').exists())`,
            ),
          ),
        ),
    },
    {
      name: 'one operation with a value of 1.9 MB',
      request: () =>
        fhirPatch('telecoms', [
          operation(
            'add',
            'Organization',
            named('name', { valueString: 'contact' }),
            named('value', {
              part: entries((i) => ({ name: 'telecom', valueContactPoint: { value: String(i) } })),
            }),
          ),
        ]),
    },
    {
      name: '40,000 operations',
      request: () =>
        fhirPatch(stored, entries((i) => operation('delete', `Organization.telecom[${i}]`)) as JsonObject[]),
    },
    {
      name: 'JSON Patch: 1,000 insertions at the front',
      request: () =>
        jsonPatch(
          stored,
          times(1_000, (i) => ({ op: 'add', path: '/telecom/0', value: { value: `j${i}` } })),
        ),
    },
    {
      name: 'JSON Patch: 1,000 moves',
      request: () =>
        jsonPatch(
          stored,
          times(1_000, (i) => ({ op: 'move', from: `/telecom/${9_000 - i}`, path: '/telecom/0' })),
        ),
    },
    {
      name: 'JSON Patch: 1,000 tests of a list',
      request: () =>
        jsonPatch(
          stored,
          times(1_000, () => ({ op: 'test', path: '/telecom', value: [{ value: 'a' }] })),
        ),
    },
    {
      name: 'JSON Patch: copies',
      request: () =>
        jsonPatch(
          'aliases',
          times(1_000, (i) => ({ op: 'copy', from: '/alias', path: `/alias${i}` })),
        ),
    },
    {
      name: 'JSON Patch: a value of 1.9 MB',
      request: () => jsonPatch('telecoms', [{ op: 'add', path: '/alias', value: entries(made.aliasAt) }]),
    },
    {
      name: 'JSON Patch: 90,000 operations',
      request: () => jsonPatch(stored, entries((i) => ({ op: 'remove', path: `/a${i}` })) as JsonObject[]),
    },
    {
      name: 'XML Patch: 100 insertions',
      request: () =>
        xmlPatch(
          'telecoms',
          times(100, (i) => `<add sel="f:Organization"><f:alias value="x${i}"/></add>`),
        ),
    },
    {
      name: 'XML Patch: 100 with //',
      request: () =>
        xmlPatch(
          'telecoms',
          times(100, (i) => `<remove sel="//f:telecom[f:value/@value='${i}x']"/>`),
        ),
    },
    {
      name: 'XML Patch: 100 removals',
      request: () =>
        xmlPatch(
          'telecoms',
          times(100, () => '<remove sel="f:Organization/f:telecom[1]"/>'),
        ),
    },
    {
      name: 'XML Patch: 40,000 operations',
      request: () =>
        xmlPatch('telecoms', times(40_000, () => '<remove sel="f:Organization/f:telecom[1]"/>').slice(0, 38_000)),
    },
  ];
}
