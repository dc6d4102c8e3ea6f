import type { Location } from 'fhir/r4';
import { capacitiesHold } from '../../../src/ror/rules';
import { EXTENSION } from '../../../src/ror/shared/extensions';
import { capacity, type CapacityParts } from '../../support/capacity';
import { inShort } from '../../support/ror-rules';

describe('a capacity is an indicator of the directory', () => {
  const place = (...rows: CapacityParts[]): Location => ({
    resourceType: 'Location',
    extension: [{ url: EXTENSION.locationComment, valueString: 'x' }, ...rows.map(capacity)],
  });
  const list = `Location.extension('${EXTENSION.supportedCapacity}')`;
  const outside = (part: string, code: string) =>
    `${list}.extension('${part}'): The ${part} of a capacity is ${code}, which is not an allowed code`;
  const count = (value: string) =>
    `${list}.extension('nbCapacity'): The nbCapacity of a capacity is valueInteger ${value}, which is not a number of beds or places`;
  const key = 'capacityStatus 02, temporalityCapacity 01, genderCapacityAvailable 03, temporaryAssignement 01';
  const repeated = (name: string, times = 2) =>
    `${list}: The capacity with ${name} occurs ${times} times; each capacity may occur only once`;

  it.each<[string, CapacityParts[], string[]]>([
    ['none', [], []],
    ['one', [{ count: 3 }], []],
    ['none free', [{ count: 0 }], []],
    ['a status outside its list', [{ count: 1, status: '99' }], [outside('capacityStatus', '99')]],
    ['a type outside its list', [{ count: 1, type: '99' }], [outside('capacityType', '99')]],
    ['a gender outside its list', [{ count: 1, gender: '77' }], [outside('genderCapacityAvailable', '77')]],
    ['a negative number', [{ count: -1 }], [count('-1')]],
    ['a fraction', [{ count: 2.5 }], [count('2.5')]],
    [
      'all of it at once',
      [{ count: -1, status: '99', type: '98', gender: '77' }],
      [
        outside('capacityStatus', '99'),
        outside('capacityType', '98'),
        outside('genderCapacityAvailable', '77'),
        count('-1'),
      ],
    ],
    ['a fault of each', [{ count: -1 }, { count: 1, status: '99' }], [count('-1'), outside('capacityStatus', '99')]],
    ['the same key twice', [{ count: 1 }, { count: 2 }], [repeated(key)]],
    ['the same key three times', [{ count: 1 }, { count: 2 }, { count: 3 }], [repeated(key, 3)]],
    ['the same key twice, of another type', [{ count: 1 }, { count: 1, type: '01' }], [repeated(key)]],
    [
      'two keys twice',
      [
        { count: 1 },
        { count: 1, status: '05', closing: '01' },
        { count: 2 },
        { count: 2, status: '05', closing: '01' },
      ],
      [repeated(key), repeated(`${key.replace('02', '05')}, capacityClosingType 01`)],
    ],
    ...(
      [
        { status: '01' },
        { temporality: '02' },
        { gender: '01' },
        { assignment: '02' },
        { closing: '01' },
        { bed: '01' },
        { crisis: '01' },
      ] satisfies Omit<CapacityParts, 'count'>[]
    ).map((other): [string, CapacityParts[], string[]] => [
      `keys that differ in ${Object.keys(other).join()}`,
      [{ count: 1 }, { count: 1, ...other }],
      [],
    ]),
  ])('%s', (_, rows, wanted) => {
    expect(inShort(capacitiesHold(place(...rows)))).toEqual(wanted);
  });

  it('reports the place of the fault in the body', () => {
    const [issue] = capacitiesHold(place({ count: 1 }, { count: -1, gender: '01' }));
    expect(issue!.path).toEqual(['extension', 2, 'extension', 0]);
  });
});
