import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyFhirPathPatch, validateResource, type IssueDetail, type JsonObject } from '../../../src/fhir';
import { validateProfiles } from '../../../src/fhir/profile';
import { rorPatchDialect, sampleDirectory } from '../../../src/ror';
import { codeSystemUrl, rorUrl } from '../../../src/ror/shared/canonical';
import { codeable } from '../../../src/ror/sample/elements';
import { completeHealthcareService } from './complete/healthcare-service';
import { completeLocation } from './complete/location';
import { completeOrganization } from './complete/organization';
import { completePractitionerRole } from './complete/practitioner-role';
import { rorRegistry } from './registry';
import { guideExamples } from './guide-examples';

const scenario = (name: string): JsonObject =>
  JSON.parse(readFileSync(join(__dirname, '../../../src/ror/scenarios', name), 'utf8')) as JsonObject;

const sample = new Map(
  sampleDirectory().map((resource) => [`${resource.resourceType}/${resource.id}`, resource as unknown as JsonObject]),
);

function issuesOf(resource: JsonObject): IssueDetail[] {
  const profile = rorUrl(`ror-${(resource.resourceType as string).toLowerCase()}`);
  return [...validateResource(resource), ...validateProfiles(resource, rorRegistry, [profile])];
}

const inShort = (issues: readonly IssueDetail[]) => issues.map(({ code, expression }) => `${code} ${expression}`);

describe('valid resources conform', () => {
  it.each([...sample])('the sample directory: %s', (_, resource) => {
    expect(issuesOf(resource)).toEqual([]);
  });

  it.each(guideExamples)('the page on creating an offer, scenario %s', (_, resource) => {
    expect(issuesOf(resource as unknown as JsonObject)).toEqual([]);
  });

  it.each(['location-s01-Location.json', 'update-s10-strict-r4.json'])('the body of %s', (name) => {
    expect(issuesOf(scenario(name))).toEqual([]);
  });

  it.each([
    ['update-s01-strict-r4.json', 'Organization/1234'],
    ['update-s02-strict-r4.json', 'Organization/4569'],
    ['update-s03-strict-r4.json', 'Organization/789'],
    ['update-s04-strict-r4.json', 'Practitioner/159'],
    ['update-s05-strict-r4.json', 'PractitionerRole/753'],
    ['update-s06-strict-r4.json', 'HealthcareService/741'],
    ['update-s07-strict-r4.json', 'HealthcareService/852'],
    ['update-s08-strict-r4.json', 'HealthcareService/963'],
  ])('the result of %s on %s', (name, target) => {
    const result = applyFhirPathPatch(sample.get(target)!, scenario(name));
    expect(result.ok && issuesOf(result.resource)).toEqual([]);
  });
});

describe('what the relaxations allow, and open slicing, conforms', () => {
  const without = (base: object, member: string): object => ({ ...base, [member]: undefined });
  const { specialty = [], characteristic = [] } = completeHealthcareService;
  const act = codeable(codeSystemUrl('R210-ActeSpecifique'), '0785 Entretien du linge');
  const fiscal = codeable('https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0203', 'SIREN SIREN');

  it.each([
    ['a body whose date the server will set', without(completeLocation, 'meta')],
    [
      'an offer with two activities and two families',
      { ...completeHealthcareService, specialty: [...specialty, ...specialty] },
    ],
    [
      'an act that does not say where it is done',
      { ...completeHealthcareService, characteristic: [...characteristic, act] },
    ],
    ['a role without a specialty', without(completePractitionerRole, 'specialty')],
    [
      'a role without the type of its specialty',
      { ...completePractitionerRole, specialty: completePractitionerRole.specialty!.slice(1) },
    ],
    [
      'an identifier typed as newer guides do',
      { ...completeOrganization, identifier: [{ type: fiscal, system: 'https://sirene.fr', value: '1' }] },
    ],
    ['two aliases of a place', { ...completeLocation, alias: ['Aile nord', 'USIC'] }],
  ])('%s', (_, resource) => {
    expect(issuesOf(JSON.parse(JSON.stringify(resource)) as JsonObject)).toEqual([]);
  });
});

describe('system and type together determine the register of an identifier of an organization', () => {
  const { identifier = [] } = completeOrganization;
  const other = codeable(codeSystemUrl('G07-TypeIdentifiantStructure'), '99 Autre');
  // The first may occur any number of times, each of the others once.
  const single = identifier.slice(1);

  it.each([
    ['another type', single.map((it) => ({ ...it, type: other }))],
    ['another system', single.map((it) => ({ ...it, system: 'https://example.org/numbers' }))],
    ['no type', single.map(({ type: _, ...it }) => it)],
  ])('an additional one with %s belongs to no register', (_, more) => {
    const resource = { ...completeOrganization, identifier: [...identifier, ...more] };
    expect(issuesOf(JSON.parse(JSON.stringify(resource)) as JsonObject)).toEqual([]);
  });
});

describe('errors of the guide are reported', () => {
  it('the exercise mode of scenario 10 of the creation page has no code', () => {
    expect(inShort(issuesOf(scenario('create-s10-PractitionerRole.json')))).toEqual([
      'code-invalid PractitionerRole.extension[2].value',
    ]);
  });

  it('the contact of scenario 2 has a function as its purpose, and the confidentiality of a contact on its telecom', () => {
    const patch = scenario('update-s02-comma-repaired.json');
    const result = applyFhirPathPatch(sample.get('Organization/4569')!, patch, { dialect: rorPatchDialect });
    expect(result.ok && inShort(issuesOf(result.resource))).toEqual([
      'invariant Organization.contact[1].telecom[0]',
      'code-invalid Organization.contact[1].purpose',
      'required Organization.contact[1].telecom[0].extension',
      'extension Organization.contact[1].telecom[0].extension[1]',
    ]);
  });
});
