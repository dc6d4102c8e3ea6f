import { capacity, equipment, offer, offers, organization, price, reference, type OfferParts } from '../directory';
import type { Line, Stored } from '../line';
import { coded, T } from '../terms';

const does = (code: string) => ({ specialty: [coded('R211', code)] });
const given = (specialty: string, rows: Readonly<Record<string, OfferParts['place']>>): Stored[] => [
  ...Object.entries(rows).flatMap(([id, place]) => offer(id, { offer: does(specialty), place })),
  ...offer('other-specialty', { offer: does('000'), place: rows['hit'] }),
];
const beds = (...records: Parameters<typeof capacity>[0][]) => ({ extension: records.map(capacity) });
const THE_PLACE = '_include=HealthcareService:location';

/** Scenarios of the page on search with capacity (_4): all criteria apply to the same record. */
export const withCapacity: readonly Line[] = [
  {
    line: '_4.1',
    request: `HealthcareService?specialty=${T('R211')}|227&location.capacity-status=${T('R330')}|02&location.nb-capacity=gt0&${THE_PLACE}`,
    given: given('227', {
      hit: beds({ status: '02', count: 3 }, { status: '01', count: 0 }),
      'none-free': beds({ status: '02', count: 0 }),
      'other-status': beds({ status: '01', count: 3 }),
      'in-two-records': beds({ status: '02', count: 0 }, { status: '01', count: 3 }),
    }),
    finds: offers('hit'),
    brings: ['Location/hit-place'],
  },
  {
    line: '_4.2',
    request: `HealthcareService?specialty=${T('R211')}|227&location.capacity-type=${T('R329')}|01&location.capacity-closing-type=${T('R333')}|01&location.capacity-status=${T('R330')}|05`,
    given: given('227', {
      hit: beds({ type: '01', closing: '01', status: '05', count: 1 }),
      'other-type': beds({ type: '02', closing: '01', status: '05', count: 1 }),
      'other-closing': beds({ type: '01', closing: '02', status: '05', count: 1 }),
      'other-status': beds({ type: '01', closing: '01', status: '02', count: 1 }),
      'in-two-records': beds({ type: '01', closing: '01', count: 1 }, { type: '01', status: '05', count: 1 }),
    }),
    finds: offers('hit'),
  },
  {
    line: '_4.3',
    request: `HealthcareService?location:equipment-type=${T('R212')}|83`,
    given: given('227', {
      hit: { extension: [equipment('83')] },
      other: { extension: [equipment('8')] },
    }).filter(({ id }) => !id.startsWith('other-specialty')),
    finds: offers('hit'),
  },
  {
    line: '_4.1 (0.7)',
    request: `HealthcareService?specialty=${T('R211')}|356&location.capacity-type=${T('R329')}|01&location.gender-capacity-available=${T('R332')}|01&location.temporality-capacity=${T('R331')}|01&location.capacity-status=${T('R330')}|02&location.nb-capacity=gt0&${THE_PLACE}`,
    given: given('356', {
      hit: beds({ type: '01', gender: '01', temporality: '01', status: '02', count: 1 }),
      'other-type': beds({ type: '02', gender: '01', temporality: '01', status: '02', count: 1 }),
      'other-gender': beds({ type: '01', gender: '02', temporality: '01', status: '02', count: 1 }),
      'other-time': beds({ type: '01', gender: '01', temporality: '02', status: '02', count: 1 }),
      'other-status': beds({ type: '01', gender: '01', temporality: '01', status: '01', count: 1 }),
      'none-free': beds({ type: '01', gender: '01', temporality: '01', status: '02', count: 0 }),
      'in-two-records': beds(
        { type: '01', gender: '01', temporality: '01', status: '02', count: 0 },
        { type: '01', gender: '02', temporality: '01', status: '02', count: 4 },
      ),
    }),
    finds: offers('hit'),
    brings: ['Location/hit-place'],
  },
  {
    line: '_4.2 (0.7)',
    request: `HealthcareService?specialty=${T('R211')}|391&location.capacity-type=${T('R329')}|01&location.capacity-closing-type=${T('R333')}|01&location.capacity-status=${T('R330')}|05&location.nb-capacity=gt0&${THE_PLACE}`,
    given: given('391', {
      hit: beds({ type: '01', closing: '01', status: '05', count: 1 }),
      'none-closed': beds({ type: '01', closing: '01', status: '05', count: 0 }),
      'other-closing': beds({ type: '01', closing: '02', status: '05', count: 1 }),
    }),
    finds: offers('hit'),
    brings: ['Location/hit-place'],
  },
  {
    line: '_4.3 (0.7)',
    request: `HealthcareService?specialty=${T('R211')}|025&location.equipment-type=${T('R212')}|088&location.equipment-feature=${T('R340')}|001&location.limit-value=ge200|http://unitsofmeasure.org|kg&${THE_PLACE}`,
    given: given('025', {
      hit: { extension: [equipment('088', ['001', 250, 'kg'])] },
      'other-equipment': { extension: [equipment('089', ['001', 250, 'kg'])] },
      'other-feature': { extension: [equipment('088', ['002', 250, 'kg'])] },
      'too-weak': { extension: [equipment('088', ['001', 199, 'kg'])] },
      'other-unit': { extension: [equipment('088', ['001', 250, 'g'])] },
      'on-two': { extension: [equipment('088', ['001', 100, 'kg']), equipment('089', ['001', 250, 'kg'])] },
    }),
    finds: offers('hit'),
    brings: ['Location/hit-place'],
  },
];

const priced = (rows: Readonly<Record<string, readonly Parameters<typeof price>[]>>): Stored[] =>
  Object.entries(rows).flatMap(([id, prices]) => [
    organization(`${id}-site`, { extension: prices.map((each) => price(...each)) }),
    {
      resourceType: 'HealthcareService' as const,
      id,
      providedBy: reference(`Organization/${id}-site`),
    },
  ]);

/** Scenarios of the page on search by price (_8). */
export const byPrice: readonly Line[] = [
  {
    line: '_8.1',
    request: `HealthcareService?organization.price-type=${T('R246')}|02&organization.price-amount-value=lt100&_sort=-organization.price-validity-start-date`,
    isSorted: true,
    given: priced({
      'a-older': [[[['priceType', 'R246', '02']], 60, '2025-01-01']],
      'b-newest': [[[['priceType', 'R246', '02']], 70, '2026-06-01']],
      'c-newer': [[[['priceType', 'R246', '02']], 99, '2026-01-01']],
      dear: [[[['priceType', 'R246', '02']], 100]],
      'other-type': [[[['priceType', 'R246', '03']], 60]],
      'in-two-prices': [
        [[['priceType', 'R246', '02']], 120],
        [[['priceType', 'R246', '03']], 60],
      ],
    }),
    finds: offers('b-newest', 'c-newer', 'a-older'),
  },
  {
    line: '_8.2',
    request: `HealthcareService?organization.price-type=${T('R246')}|02&organization.price-residential-type=${T('R242')}|1&organization.special-price=${T('R247')}|1`,
    given: priced({
      hit: [
        [
          [
            ['priceType', 'R246', '02'],
            ['residentialType', 'R242', '1'],
            ['specialPrice', 'R247', '1'],
          ],
        ],
      ],
      'other-type': [
        [
          [
            ['priceType', 'R246', '03'],
            ['residentialType', 'R242', '1'],
            ['specialPrice', 'R247', '1'],
          ],
        ],
      ],
      'other-home': [
        [
          [
            ['priceType', 'R246', '02'],
            ['residentialType', 'R242', '2'],
            ['specialPrice', 'R247', '1'],
          ],
        ],
      ],
      'nothing-special': [
        [
          [
            ['priceType', 'R246', '02'],
            ['residentialType', 'R242', '1'],
          ],
        ],
      ],
      'in-two-prices': [
        [
          [
            ['priceType', 'R246', '02'],
            ['residentialType', 'R242', '1'],
          ],
        ],
        [[['specialPrice', 'R247', '1']]],
      ],
    }),
    finds: offers('hit'),
  },
  {
    line: '_8.3',
    request: `HealthcareService?organization.price-type=${T('R246')}|03&organization.price-dependency-level=${T('R248')}|1&organization.price-welcome-type=${T('R249')}|1`,
    given: priced({
      hit: [
        [
          [
            ['priceType', 'R246', '03'],
            ['dependencyLevel', 'R248', '1'],
            ['welcomeType', 'R249', '1'],
          ],
        ],
      ],
      'other-level': [
        [
          [
            ['priceType', 'R246', '03'],
            ['dependencyLevel', 'R248', '2'],
            ['welcomeType', 'R249', '1'],
          ],
        ],
      ],
      'other-welcome': [
        [
          [
            ['priceType', 'R246', '03'],
            ['dependencyLevel', 'R248', '1'],
            ['welcomeType', 'R249', '2'],
          ],
        ],
      ],
      'other-type': [
        [
          [
            ['priceType', 'R246', '02'],
            ['dependencyLevel', 'R248', '1'],
            ['welcomeType', 'R249', '1'],
          ],
        ],
      ],
    }),
    finds: offers('hit'),
  },
];

/** Scenarios of the page on full text (_9). */
export const fullText: readonly Line[] = [
  {
    line: '_9.1',
    request: 'HealthcareService?_content=cardio',
    given: [
      ...offer('hit', { offer: { name: 'Unité de Cardiologie' } }),
      ...offer('other', { offer: { name: 'Chirurgie' } }),
      ...offer('inside-a-word', { offer: { name: 'Myocardiologie' } }),
      ...offer('only-its-place', { place: { name: 'Cardiologie' } }),
    ],
    finds: offers('hit'),
  },
  {
    line: '_9.2',
    request: 'HealthcareService?_filter=(_content=cardio or location._content=cardio)',
    given: [
      ...offer('hit', { offer: { name: 'Unité de Cardiologie' } }),
      ...offer('by-its-place', { place: { name: 'Cardiologie, niveau 1' } }),
      ...offer('other', { offer: { name: 'Chirurgie' }, place: { name: 'Bloc' } }),
    ],
    finds: offers('hit', 'by-its-place'),
  },
];
