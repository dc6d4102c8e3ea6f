import type { CodeableConcept, HealthcareService, Location, Organization } from 'fhir/r4';
import { validateResource, type JsonObject } from '../../fhir';
import { CODE_SYSTEM, IDENTIFIER_SYSTEM } from '../shared/code-systems';
import { EXTENSION, TELECOM_COMMUNICATION_CHANNEL } from '../shared/extensions';
import { sampleDirectory, type SampleResource } from './sample-directory';

type Json = Record<string, unknown>;
type Type = SampleResource['resourceType'];

const resources = sampleDirectory();
const keyOf = ({ resourceType, id }: SampleResource) => `${resourceType}/${id}`;
const byKey = new Map(resources.map((resource) => [keyOf(resource), resource]));

function all<T extends Type>(type: T): Extract<SampleResource, { resourceType: T }>[] {
  return resources.filter((r): r is Extract<SampleResource, { resourceType: T }> => r.resourceType === type);
}

function one<T extends Type>(type: T, id: string): Extract<SampleResource, { resourceType: T }> {
  const found = all(type).find((resource) => resource.id === id);
  if (!found) throw new Error(`no ${type}/${id}`);
  return found;
}

/** Every object inside `value`, itself included. */
function* objects(value: unknown): Generator<Json> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Json;
  for (const child of Object.values(value)) yield* objects(child);
}

const codes = (concepts: readonly CodeableConcept[] = [], system: string) =>
  concepts.flatMap(({ coding = [] }) => coding.filter((c) => c.system === system).map((c) => c.code));
const activities = ({ specialty }: HealthcareService) => codes(specialty, CODE_SYSTEM.operationalActivity);
const acts = ({ characteristic }: HealthcareService) => codes(characteristic, CODE_SYSTEM.specificAct);
const extensionsOf = ({ extension = [] }: SampleResource, url: string) => extension.filter((e) => e.url === url);

/** The level of an organization, by the code system of its type. */
function levelOf({ type }: Organization): 'EJ' | 'EG' | 'OI' | undefined {
  if (codes(type, CODE_SYSTEM.legalStatus).length === 1) return 'EJ';
  if (codes(type, CODE_SYSTEM.establishmentCategory).length === 1) return 'EG';
  return codes(type, CODE_SYSTEM.internalOrganizationType).length === 1 ? 'OI' : undefined;
}

function levelsUp(organization: Organization): (string | undefined)[] {
  const parent = organization.partOf?.reference?.split('/')[1];
  return [levelOf(organization), ...(parent ? levelsUp(one('Organization', parent)) : [])];
}

/** The Luhn check digit, which every SIREN, SIRET, FINESS and RPPS number has. */
function hasValidKey(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

describe('the sample directory', () => {
  it('has about 100 resources, of all five types', () => {
    expect(resources.length).toBeGreaterThanOrEqual(90);
    expect(resources.length).toBeLessThanOrEqual(130);
    expect(new Set(resources.map((resource) => resource.resourceType)).size).toBe(5);
  });

  it('gives each resource an id of its own', () => {
    expect(byKey.size).toBe(resources.length);
    for (const { id } of resources) expect(id).toMatch(/^[A-Za-z0-9\-.]{1,64}$/);
  });

  it('is valid R4', () => {
    const issues = resources.flatMap((resource) => {
      const found = validateResource(resource as unknown as JsonObject);
      return found.map((issue) => ({ resource: keyOf(resource), ...issue }));
    });
    expect(issues).toEqual([]);
  });

  it('gives a fresh copy at each call', () => {
    const [first] = sampleDirectory();
    first!.id = 'changed';
    expect(sampleDirectory()[0]!.id).toBe(resources[0]!.id);
  });

  it('refers only to resources that come before, of a type the element allows', () => {
    const allowed: Record<string, Type> = {
      'Organization.partOf': 'Organization',
      'Location.partOf': 'Location',
      coverageArea: 'Location',
      managingOrganization: 'Organization',
      providedBy: 'Organization',
      organization: 'Organization',
      location: 'Location',
      practitioner: 'Practitioner',
      healthcareService: 'HealthcareService',
    };
    const seen = new Set<string>();
    const wrong: string[] = [];
    for (const resource of resources) {
      for (const [element, value] of Object.entries(resource)) {
        for (const { reference } of objects(value)) {
          if (typeof reference !== 'string') continue;
          const type = allowed[`${resource.resourceType}.${element}`] ?? allowed[element];
          if (!seen.has(reference) || reference.split('/')[0] !== type)
            wrong.push(`${keyOf(resource)}.${element} -> ${reference}`);
        }
      }
      seen.add(keyOf(resource));
    }
    expect(wrong).toEqual([]);
  });

  it('leaves the version and the time of writing to the server, and says profile, region and creation date', () => {
    for (const resource of resources) {
      const { meta } = resource;
      expect(meta).not.toHaveProperty('versionId');
      expect(meta).not.toHaveProperty('lastUpdated');
      expect(meta?.profile?.[0]).toMatch(new RegExp(`/ror-${resource.resourceType.toLowerCase()}$`));
      expect(meta?.tag?.map(({ system }) => system)).toEqual([CODE_SYSTEM.region]);
      expect(extensionsOf(resource, EXTENSION.metaCreationDate)).toHaveLength(1);
    }
  });

  it('spans five regions', () => {
    expect(new Set(resources.map(({ meta }) => meta?.tag?.[0]?.code))).toEqual(new Set(['11', '53', '52', '76', '04']));
  });

  it('arranges organizations in trees: EJ over EG over any number of OI', () => {
    const wrong = all('Organization').filter((organization) => {
      const levels = levelsUp(organization).join(' ');
      return !/^((OI )*EG )?EJ$/.test(levels);
    });
    expect(wrong.map(keyOf)).toEqual([]);
    expect(new Set(all('Organization').map(levelOf))).toEqual(new Set(['EJ', 'EG', 'OI']));
  });

  it('offers services from a site or below it, at places of that same site', () => {
    const siteOf = (reference = ''): string => {
      const organization = one('Organization', reference.split('/')[1]!);
      return levelOf(organization) === 'OI'
        ? siteOf(organization.partOf?.reference)
        : `Organization/${organization.id}`;
    };
    for (const service of all('HealthcareService')) {
      for (const place of service.location ?? []) {
        const { managingOrganization } = byKey.get(place.reference!) as Location;
        expect([service.id, managingOrganization?.reference]).toEqual([
          service.id,
          siteOf(service.providedBy?.reference),
        ]);
      }
    }
  });

  it('has a system for every contact point with a value (invariant cpt-2), and its two ROR extensions', () => {
    const points = resources.flatMap((resource) => {
      const contacts = 'contact' in resource ? (resource.contact ?? []).flatMap(({ telecom = [] }) => telecom) : [];
      const own = 'telecom' in resource ? (resource.telecom ?? []) : [];
      return [...own, ...contacts];
    });
    expect(points.length).toBeGreaterThan(30);
    for (const { system, value, extension = [] } of points) {
      expect(system && value).toBeTruthy();
      const urls = extension.map(({ url }) => url);
      expect(urls).toEqual(
        expect.arrayContaining([TELECOM_COMMUNICATION_CHANNEL, EXTENSION.telecomConfidentialityLevel]),
      );
    }
  });

  it('shows the three levels of confidentiality', () => {
    const levels = [...objects(resources)].filter(({ system }) => system === CODE_SYSTEM.confidentialityLevel);
    expect(new Set(levels.map(({ code }) => code))).toEqual(new Set(['1', '2', '3']));
  });

  it('rings nobody: phone numbers are in the ranges kept for fiction, or the guide’s own', () => {
    const fictional = /^(01\.99\.00|02\.61\.91|04\.65\.71|05\.36\.49|06\.39\.98)(\.\d\d){2}$|^01\.01\.01\.01\.01$/;
    const phones = JSON.stringify(resources).match(/0\d(\.\d\d){4}/g) ?? [];
    expect(phones.length).toBeGreaterThan(40);
    expect(phones.filter((phone) => !fictional.test(phone))).toEqual([]);
  });

  it('belongs to nobody: no SIREN, SIRET, FINESS or RPPS number has a valid key', () => {
    const registers: string[] = [
      IDENTIFIER_SYSTEM.sirene,
      IDENTIFIER_SYSTEM.finess,
      IDENTIFIER_SYSTEM.nationalPractitioner,
    ];
    const numbers = [...objects(resources)].filter(({ system }) => registers.includes(String(system)));
    expect(numbers.length).toBeGreaterThan(30);
    expect(numbers.map(({ value }) => String(value)).filter(hasValidKey)).toEqual([]);
    expect(new Set(numbers.map(({ value }) => value)).size).toBe(numbers.length);
  });

  it('knows bed capacities, rooms, equipment, prices, a closed place and a sensitive unit', () => {
    const urls = new Set([...objects(resources)].map(({ url }) => url));
    const rich = [
      EXTENSION.supportedCapacity,
      EXTENSION.residentialCapacity,
      EXTENSION.equipmentLimit,
      EXTENSION.price,
    ];
    for (const url of rich) expect(urls).toContain(url);
    expect(all('Location').every(({ position }) => position)).toBe(true);
    expect(all('Location').some(({ status }) => status === 'suspended')).toBe(true);
    const sensitive = all('HealthcareService').filter((s) => extensionsOf(s, EXTENSION.sensitiveUnit)[0]?.valueBoolean);
    expect(sensitive.map(({ id }) => id)).toEqual(['1404']);
  });

  it('gives each service one care mode, and an act type to each of its acts', () => {
    for (const { id, characteristic = [] } of all('HealthcareService')) {
      expect([id, ...codes(characteristic, CODE_SYSTEM.careMode)]).toHaveLength(2);
      for (const concept of characteristic) {
        const isAct = codes([concept], CODE_SYSTEM.specificAct).length === 1;
        expect(concept.extension?.map(({ url }) => url)).toEqual(isAct ? [EXTENSION.actType] : undefined);
      }
    }
  });
});

describe('what the update scenarios of the ROR guide presuppose', () => {
  const rows: { scenario: string; found: () => unknown; expected: unknown }[] = [
    {
      scenario: '1: Organization/1234 is an EJ with one address, not yet the new one',
      found: () => [levelOf(one('Organization', '1234')), one('Organization', '1234').address?.map(({ line }) => line)],
      expected: ['EJ', [['103 rue des Bourguignons']]],
    },
    {
      scenario: '2: Organization/4569 is an EG with one telecom and one contact',
      found: () => {
        const { telecom, contact } = one('Organization', '4569');
        return [levelOf(one('Organization', '4569')), telecom?.length, contact?.length];
      },
      expected: ['EG', 1, 1],
    },
    {
      scenario: '3: Organization/789 is an OI with its short name',
      found: () => [levelOf(one('Organization', '789')), one('Organization', '789').name],
      expected: ['OI', 'TECOTRO'],
    },
    {
      scenario: '4: Practitioner/159 has one telecom',
      found: () => one('Practitioner', '159').telecom?.map(({ value }) => value),
      expected: ['cyndi.chanmet@lifen.mssante.fr'],
    },
    {
      scenario: '5: PractitionerRole/753 has a specialty, but neither a type of expertise nor an ordinal specialty',
      found: () => {
        const { specialty } = one('PractitionerRole', '753');
        return [CODE_SYSTEM.expertiseType, CODE_SYSTEM.ordinalSpecialty, CODE_SYSTEM.specificCompetence].map(
          (system) => codes(specialty, system).length,
        );
      },
      expected: [0, 0, 1],
    },
    {
      scenario: '6: HealthcareService/741 has acts, without the one to add',
      found: () => acts(one('HealthcareService', '741')),
      expected: ['0320'],
    },
    {
      scenario: '7: HealthcareService/852 has activity 040 once, among others',
      found: () => activities(one('HealthcareService', '852')),
      expected: ['039', '040', '041'],
    },
    {
      scenario: '8: HealthcareService/963 has none of the activities and acts to add',
      found: () => [activities(one('HealthcareService', '963')), acts(one('HealthcareService', '963'))],
      expected: [['437'], []],
    },
    {
      scenario: '9: Practitioner/2524 and HealthcareService/9597 are there for a role to join them',
      found: () => [byKey.has('Practitioner/2524'), byKey.has('HealthcareService/9597')],
      expected: [true, true],
    },
    {
      scenario: '10: HealthcareService/964 is the service before its replacement',
      found: () => {
        const service = one('HealthcareService', '964');
        const { providedBy, location, availableTime } = service;
        return {
          providedBy: providedBy?.reference,
          location: location?.map(({ reference }) => reference),
          activities: activities(service),
          acts: acts(service),
          contacts: extensionsOf(service, EXTENSION.serviceContact).length,
          opens: availableTime?.map((time) => time.availableStartTime),
        };
      },
      expected: {
        providedBy: 'Organization/2424',
        location: ['Location/654'],
        activities: ['298', '299'],
        acts: ['0784', '0785', '0786', '0787'],
        contacts: 1,
        opens: Array(5).fill('08:00:00'),
      },
    },
    {
      scenario: 'creation: the parents, the place and the service that new resources name are there',
      found: () =>
        ['Organization/1111', 'Organization/3536', 'Organization/6963', 'Organization/5958', 'Location/5253'].filter(
          (key) => !byKey.has(key),
        ),
      expected: [],
    },
  ];

  it.each(rows)('$scenario', ({ found, expected }) => expect(found()).toEqual(expected));
});
