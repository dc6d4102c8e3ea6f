import { ages, around, commune, known, offer, offers, position, postcode, zone, type OfferParts } from '../directory';
import type { Line, RefusedLine, Stored } from '../line';
import { coded, INC, T, type Terminology } from '../terms';

/** Elements of an offer, by code. */
const does = (code: string) => ({ specialty: [coded('R211', code)] });
const belongs = (code: string) => ({ category: [coded('R244', code)] });
const features = (...codes: (readonly [Terminology, string])[]) => ({
  characteristic: codes.map(([terminology, code]) => coded(terminology, code)),
});
const at = (place: OfferParts['place'], said: OfferParts['offer'] = {}): OfferParts => ({ place, offer: said });
const given = (rows: Readonly<Record<string, OfferParts>>): Stored[] =>
  Object.entries(rows).flatMap(([id, parts]) => offer(id, parts));
const said = (said: NonNullable<OfferParts['offer']>): OfferParts => ({ offer: said });

const TWO_SPECIALTIES = given({
  first: said(does('005')),
  second: said(does('481')),
  other: said(does('0051')),
  'other-list': said({ specialty: [coded('R244', '481')] }),
});

const SAINT_HERBLAIN = commune('44162');
/** Nantes is 7 km from Saint-Herblain, Ancenis 44 km. */
const NEAR = position(47.2184, -1.5536);
const FAR = position(47.3667, -1.1667);
const ROUND_SAINT_HERBLAIN = given({
  near: at(NEAR, does('013')),
  there: at({ ...SAINT_HERBLAIN, ...position(47.2122, -1.6497) }, does('013')),
  far: at(FAR, does('013')),
  'other-specialty': at(NEAR, does('014')),
  nowhere: at({}, does('013')),
});

const IN_COMMUNES = given({
  bourges: at(commune('18000'), does('437')),
  marseille: at(commune('13013'), does('437')),
  'other-specialty': at(commune('13013'), does('438')),
  'other-commune': at(commune('13014'), does('437')),
});

const PROFESSIONALS = given({
  hers: { professional: known('810001288385') },
  'of-another': { professional: known('810001288386') },
  'role-of-that-number': { role: known('810001288385') },
});

/** Scenarios of the page on the main criteria (_3). */
export const search: readonly Line[] = [
  {
    line: '_3.1',
    request: `HealthcareService?specialty=${T('R211')}|227&${INC}`,
    given: given({
      hit: said(does('227')),
      other: said(does('22')),
      'other-list': said({ specialty: [coded('R244', '227')] }),
    }),
    finds: offers('hit'),
    brings: around('hit'),
  },
  {
    line: '_3.2',
    request: `HealthcareService?specialty=${T('R211')}|005,${T('R211')}|481&${INC}`,
    given: TWO_SPECIALTIES,
    finds: offers('first', 'second'),
    brings: around('first', 'second'),
  },
  {
    line: '_3.2 (its system written once)',
    request: `HealthcareService?specialty=${T('R211')}|005,481&${INC}`,
    given: TWO_SPECIALTIES,
    finds: offers('first', 'second'),
    brings: around('first', 'second'),
  },
  {
    line: '_3.2 (0.7)',
    request: `HealthcareService?_filter=(specialty eq ${T('R211')}|005 or ${T('R211')}|481)&${INC}`,
    given: TWO_SPECIALTIES,
    finds: offers('first', 'second'),
    brings: around('first', 'second'),
  },
  {
    line: '_3.3',
    request: `HealthcareService?service-category=${T('R244')}|50&characteristic=${T('R338')}|01&${INC}`,
    given: given({
      hit: said({ ...belongs('50'), ...features(['R338', '01']) }),
      'other-category': said({ ...belongs('51'), ...features(['R338', '01']) }),
      'other-modality': said({ ...belongs('50'), ...features(['R338', '02']) }),
    }),
    finds: offers('hit'),
    brings: around('hit'),
  },
  {
    line: '_3.4',
    request: `HealthcareService?_filter=(((service-category eq ${T('R244')}|102) or (specialty eq ${T('R211')}|233)) and (age-range-low le 35 and age-range-high ge 35))&${INC}`,
    given: given({
      'by-category': said({ ...belongs('102'), extension: [ages(18, 60)] }),
      'by-specialty': said({ ...does('233'), extension: [ages(35, 35)] }),
      'too-old-for': said({ ...belongs('102'), extension: [ages(36, 60)] }),
      'too-young-for': said({ ...belongs('102'), extension: [ages(18, 34)] }),
      neither: said({ ...belongs('103'), ...does('234'), extension: [ages(18, 60)] }),
      ageless: said(belongs('102')),
    }),
    finds: offers('by-category', 'by-specialty'),
    brings: around('by-category', 'by-specialty'),
  },
  {
    line: '_3.5',
    request: `HealthcareService?_filter=((organization.type eq ${T('R66')}|189) or (service-category eq ${T('R244')}|62))&characteristic=${T('R210')}|0626&${INC}`,
    given: given({
      'by-kind': { site: { type: [coded('R66', '189')] }, offer: features(['R210', '0626']) },
      'by-category': said({ ...belongs('62'), ...features(['R210', '0626']) }),
      neither: { site: { type: [coded('R66', '190')] }, offer: features(['R210', '0626']) },
      'other-act': { site: { type: [coded('R66', '189')] }, offer: features(['R210', '0627']) },
      'only-its-head': { head: { type: [coded('R66', '189')] }, offer: features(['R210', '0626']) },
    }),
    finds: offers('by-kind', 'by-category'),
    brings: around('by-kind', 'by-category'),
  },
  {
    line: '_3.5 (0.7)',
    request: `HealthcareService?_filter=((organization.type:above eq ${T('R66')}|189) or (service-category eq ${T('R244')}|62))&characteristic=${T('R210')}|0626&${INC}`,
    given: given({
      'by-kind': { site: { type: [coded('R66', '189')] }, offer: features(['R210', '0626']) },
      'by-kind-of-head': { head: { type: [coded('R66', '189')] }, offer: features(['R210', '0626']) },
      'by-category': said({ ...belongs('62'), ...features(['R210', '0626']) }),
      neither: { head: { type: [coded('R66', '190')] }, offer: features(['R210', '0626']) },
      'other-act': { head: { type: [coded('R66', '189')] }, offer: features(['R210', '0627']) },
    }),
    finds: offers('by-kind', 'by-kind-of-head', 'by-category'),
    brings: around('by-kind', 'by-kind-of-head', 'by-category'),
  },
  {
    line: '_3.6',
    request: `HealthcareService?specialty=${T('R211')}|013&location.near-insee-code=44162|15|km&${INC}`,
    given: ROUND_SAINT_HERBLAIN,
    finds: offers('near', 'there'),
    brings: around('near', 'there'),
  },
  {
    line: '_3.6 near (0.7)',
    request: `HealthcareService?specialty=${T('R211')}|013&location.near=47.21827323906432|-1.6369631507460436|15|km&${INC}`,
    given: ROUND_SAINT_HERBLAIN,
    finds: offers('near', 'there'),
    brings: around('near', 'there'),
  },
  {
    line: '_3.7',
    request: `HealthcareService?intervention-zone=29151&${INC}`,
    given: given({ there: said({ extension: [zone('29151')] }), beside: said({ extension: [zone('29152')] }) }),
    finds: offers('there'),
    brings: around('there'),
  },
  {
    line: '_3.7 (0.7)',
    request: `HealthcareService?intervention-zone=${T('R13')}|29151&specialty=${T('R211')}|293&service-category=${T('R244')}|30&${INC}`,
    given: given({
      there: said({ ...does('293'), ...belongs('30'), extension: [zone('29151')] }),
      'other-zone': said({ ...does('293'), ...belongs('30'), extension: [zone('29152')] }),
      'other-specialty': said({ ...does('294'), ...belongs('30'), extension: [zone('29151')] }),
      'other-category': said({ ...does('293'), ...belongs('31'), extension: [zone('29151')] }),
    }),
    finds: offers('there'),
    brings: around('there'),
  },
  {
    line: '_3.8',
    request: `HealthcareService?location.address-postalcode=75&${INC}`,
    given: given({ paris: at(postcode('75013')), nevers: at(postcode('58750')), nowhere: at({}) }),
    finds: offers('paris'),
    brings: around('paris'),
  },
  {
    line: '_3.8 (0.7)',
    request: `HealthcareService?location.address-postalcode=71&service-category=${T('R244')}|21&characteristic=${T('R338')}|46&characteristic=${T('R240')}|24&${INC}`,
    given: given({
      hit: at(postcode('71000'), { ...belongs('21'), ...features(['R338', '46'], ['R240', '24']) }),
      elsewhere: at(postcode('72710'), { ...belongs('21'), ...features(['R338', '46'], ['R240', '24']) }),
      'other-category': at(postcode('71000'), { ...belongs('22'), ...features(['R338', '46'], ['R240', '24']) }),
      'only-one': at(postcode('71000'), { ...belongs('21'), ...features(['R338', '46']) }),
      'only-the-other': at(postcode('71000'), { ...belongs('21'), ...features(['R240', '24']) }),
    }),
    finds: offers('hit'),
    brings: around('hit'),
  },
  {
    line: '_3.9',
    request: `HealthcareService?location.address-postalcode=44000,44100&${INC}`,
    given: given({ one: at(postcode('44000')), two: at(postcode('44100')), other: at(postcode('44200')) }),
    finds: offers('one', 'two'),
    brings: around('one', 'two'),
  },
  {
    line: '_3.9 (0.7)',
    request: `HealthcareService?_filter=(location.address-postalcode eq "60000" or "76620")&specialty=${T('R211')}|017&characteristic=${T('R210')}|0529&${INC}`,
    given: given({
      beauvais: at(postcode('60000'), { ...does('017'), ...features(['R210', '0529']) }),
      'le-havre': at(postcode('76620'), { ...does('017'), ...features(['R210', '0529']) }),
      elsewhere: at(postcode('76600'), { ...does('017'), ...features(['R210', '0529']) }),
      'other-specialty': at(postcode('60000'), { ...does('018'), ...features(['R210', '0529']) }),
      'other-act': at(postcode('60000'), { ...does('017'), ...features(['R210', '0530']) }),
    }),
    finds: offers('beauvais', 'le-havre'),
    brings: around('beauvais', 'le-havre'),
  },
  {
    line: '_3.10',
    request: `HealthcareService?location.commune-cog=${T('R13')}|44109&${INC}`,
    given: given({ nantes: at(commune('44109')), other: at(commune('44110')) }),
    finds: offers('nantes'),
    brings: around('nantes'),
  },
  {
    line: '_3.10 (0.7)',
    request: `HealthcareService?location.commune-cog=${T('R13')}|18000,13013&specialty=${T('R211')}|437&${INC}`,
    given: IN_COMMUNES,
    finds: offers('bourges', 'marseille'),
    brings: around('bourges', 'marseille'),
  },
  {
    line: '_3.10 _filter (0.7)',
    request: `HealthcareService?_filter=(location.commune-cog eq ${T('R13')}|18000 OR location.commune-cog eq ${T('R13')}|13013)&specialty=${T('R211')}|437&${INC}`,
    given: IN_COMMUNES,
    finds: offers('bourges', 'marseille'),
    brings: around('bourges', 'marseille'),
  },
  {
    line: '_3.11',
    request: `HealthcareService?characteristic=${T('R338')}|02&characteristic=${T('R253')}|05&${INC}`,
    given: given({
      both: said(features(['R338', '02'], ['R253', '05'])),
      one: said(features(['R338', '02'])),
      'codes-crossed': said(features(['R338', '05'], ['R253', '02'])),
    }),
    finds: offers('both'),
    brings: around('both'),
  },
  {
    line: '_3.11 (0.7)',
    request: `HealthcareService?characteristic=${T('R253')}|05&${INC}`,
    given: given({ hit: said(features(['R253', '05'])), other: said(features(['R338', '05'])) }),
    finds: offers('hit'),
    brings: around('hit'),
  },
  {
    line: '_3.13',
    request: `HealthcareService?_has:PractitionerRole:service:practitioner.identifier=810001288385&${INC}`,
    given: PROFESSIONALS,
    finds: offers('hers'),
    brings: around('hers'),
  },
  {
    line: '_3.13new',
    request: `HealthcareService?practitioner.identifier=810001288385&${INC}`,
    given: PROFESSIONALS,
    finds: offers('hers'),
    brings: around('hers'),
  },
];

export const refusedSearch: readonly RefusedLine[] = [
  {
    line: '_3.12',
    request: `HealthcareService?_tag=${T('R30')}|11&_has:Task:focus:business-status=${T('R30')}|2,10&_revinclude=Task:focus&${INC}`,
    status: 400,
    why: 'Task is not served',
  },
];
