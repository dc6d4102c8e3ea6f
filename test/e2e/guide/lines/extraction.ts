import { around, known, offer, offers, organization, reference, region } from '../directory';
import type { Line, RefusedLine } from '../line';
import { coded, INC, OLD_INC, T } from '../terms';

/** An establishment XX with two units below it, and another establishment. */
const ESTABLISHMENT = [
  ...offer('at-unit', { site: { partOf: reference('Organization/pole') } }),
  ...offer('at-pole', { site: { partOf: reference('Organization/xx') } }),
  ...offer('at-itself', { offer: { providedBy: reference('Organization/xx') } }),
  ...offer('above', { offer: { providedBy: reference('Organization/legal') } }),
  ...offer('beside', { site: known('XY') }),
  organization('legal', known('LEGAL')),
  organization('xx', { ...known('XX'), partOf: reference('Organization/legal') }),
  organization('pole', { partOf: reference('Organization/xx') }),
];
const OFFERS_OF_XX = offers('at-unit', 'at-pole', 'at-itself');
/** The resources around an offer that belongs to another legal entity than its own `-head`. */
const withoutHead = (id: string) => around(id).filter((key) => key !== `Organization/${id}-head`);
const AROUND_XX = [
  ...withoutHead('at-unit'),
  ...withoutHead('at-pole'),
  ...withoutHead('at-itself').filter((key) => key !== 'Organization/at-itself-site'),
  'Organization/pole',
  'Organization/xx',
  'Organization/legal',
] as const;

const OF_A_KIND = { type: [coded('R66', '355')] };
const KIND = `organization.type=${T('R66')}|355`;
/** Offers that do not change, some of them below a legal entity that does. */
const BEFORE = [
  ...offer('head-changed', { site: OF_A_KIND }).filter(({ id }) => id !== 'head-changed-head'),
  ...offer('other-kind', { site: { type: [coded('R66', '356')] } }).filter(({ id }) => id !== 'other-kind-head'),
  ...offer('unchanged', { site: OF_A_KIND }),
];
const CHANGED = [organization('head-changed-head'), organization('other-kind-head')];

/** Scenarios of the page on extraction (_2). */
export const extraction: readonly Line[] = [
  {
    line: '_2.1',
    request: `HealthcareService?${INC}`,
    given: [...offer('one'), ...offer('two')],
    finds: offers('one', 'two'),
    brings: around('one', 'two'),
  },
  {
    line: '_2.1 (as older pages write the includes)',
    request: `HealthcareService?${OLD_INC}`,
    given: [...offer('one'), ...offer('two')],
    finds: offers('one', 'two'),
    brings: around('one', 'two'),
  },
  {
    line: '_2.2',
    request: `HealthcareService?organization:above.identifier=XX&${INC}`,
    given: ESTABLISHMENT,
    finds: OFFERS_OF_XX,
    brings: AROUND_XX,
  },
  {
    line: '_2.2 (0.7)',
    request: `HealthcareService?organization.identifier:above=XX&${INC}`,
    given: ESTABLISHMENT,
    finds: OFFERS_OF_XX,
    brings: AROUND_XX,
  },
  {
    line: '_2.3',
    request: `HealthcareService?identifier=XXX&${INC}`,
    given: [...offer('known', { offer: known('XXX') }), ...offer('other', { offer: known('XXXX') })],
    finds: offers('known'),
    brings: around('known'),
  },
  {
    line: '_2.4',
    request: `HealthcareService?_lastUpdated=ge{since}&${INC}`,
    before: offer('old'),
    given: offer('new'),
    finds: offers('new'),
    brings: around('new'),
  },
  {
    line: '_2.5',
    request: `HealthcareService?organization:above._lastUpdated=ge{since}&${KIND}&${INC}`,
    before: BEFORE,
    given: CHANGED,
    finds: offers('head-changed'),
    brings: around('head-changed'),
  },
  {
    line: '_2.5 (0.7)',
    request: `HealthcareService?organization._lastUpdated:above=ge{since}&${KIND}&${INC}`,
    before: BEFORE,
    given: CHANGED,
    finds: offers('head-changed'),
    brings: around('head-changed'),
  },
  {
    line: '_2.6',
    request: `HealthcareService?_filter=(_lastUpdated ge {since} or organization._lastUpdated:above ge {since})&${INC}`,
    before: BEFORE,
    given: [...CHANGED, ...offer('itself-changed')],
    finds: offers('head-changed', 'other-kind', 'itself-changed'),
    brings: around('head-changed', 'other-kind', 'itself-changed'),
  },
  {
    line: '_2.7',
    request: `HealthcareService?_tag=${T('R30')}|11&_elements=identifier`,
    given: [
      ...offer('here', { offer: { ...region('11'), name: 'x' } }),
      ...offer('there', { offer: region('52') }),
      ...offer('other-list', { offer: { meta: { tag: [{ system: 'urn:other', code: '11' }] } } }),
    ],
    finds: offers('here'),
    hides: ['name', 'providedBy', 'location'],
  },
];

export const refusedExtraction: readonly RefusedLine[] = [
  {
    line: '_2.8',
    request: `HealthcareService?identifier=XXX&_revinclude=Task:focus&${INC}`,
    status: 400,
    why: 'Task is not served',
  },
];
