import type { JsonObject } from '../../fhir';
import { COMMUNICATION_CHANNEL } from '../shared/code-systems';
import { TELECOM_COMMUNICATION_CHANNEL } from '../shared/extensions';
import { deriveTelecomSystems } from './telecom-system';

const channel = (code: string, system = COMMUNICATION_CHANNEL): JsonObject => ({
  url: TELECOM_COMMUNICATION_CHANNEL,
  valueCodeableConcept: { coding: [{ system, code }] },
});
const telecom = (code: string, more: JsonObject = {}): JsonObject => ({
  extension: [channel(code)],
  value: '01.01.01.02.03',
  ...more,
});
const organization = (...telecoms: JsonObject[]): JsonObject => ({ resourceType: 'Organization', telecom: telecoms });

describe('deriveTelecomSystems', () => {
  it.each([
    ['1', 'phone'],
    ['2', 'phone'],
    ['3', 'email'],
  ])('channel %s -> %s', (code, system) => {
    const { resource, applied } = deriveTelecomSystems(organization(telecom(code)));
    expect(resource).toEqual(organization(telecom(code, { system })));
    expect(applied).toEqual([
      {
        rule: 'telecom-system-from-channel',
        text: `The missing system of a contact point was read from its communication channel: ${system}.`,
        expression: 'Organization.telecom[0].system',
      },
    ]);
  });

  it.each<[string, JsonObject]>([
    ['a system that is there, even another one', telecom('3', { system: 'url' })],
    ['a system that is explained', telecom('2', { _system: { extension: [{ url: 'urn:why', valueCode: 'masked' }] } })],
    ['a channel of unknown meaning', telecom('7')],
    ['another code system', telecom('2', { extension: [channel('2', 'urn:other')] })],
    ['another extension', telecom('2', { extension: [{ ...channel('2'), url: 'urn:other' }] })],
    ['channels that do not agree', telecom('2', { extension: [channel('2'), channel('3')] })],
    ['a known channel beside an unknown one', telecom('2', { extension: [channel('2'), channel('7')] })],
    ['no channel', { value: '01.01.01.02.03' }],
    ['a malformed extension', { extension: 'channel', value: '01' }],
  ])('leaves %s alone, and gives back the same object', (_what, contactPoint) => {
    const sent = organization(contactPoint);
    const { resource, applied } = deriveTelecomSystems(sent);
    expect(resource).toBe(sent);
    expect(applied).toEqual([]);
  });

  it.each<[string, JsonObject, string]>([
    [
      'an anonymous type',
      { resourceType: 'Organization', contact: [{ telecom: [telecom('2')] }] },
      'Organization.contact[0].telecom[0].system',
    ],
    [
      'a contained resource',
      { resourceType: 'Patient', contained: [organization(telecom('2'))] },
      'Patient.contained[0].telecom[0].system',
    ],
    [
      'an extension',
      { resourceType: 'Location', extension: [{ url: 'urn:x', valueContactPoint: telecom('2') }] },
      'Location.extension[0].value.system',
    ],
    [
      'an extension of a primitive',
      { resourceType: 'Location', _name: { extension: [{ url: 'urn:x', valueContactPoint: telecom('2') }] } },
      'Location.name.extension[0].value.system',
    ],
    [
      'a type inside another',
      {
        resourceType: 'Location',
        extension: [{ url: 'urn:x', valueContactDetail: { telecom: [{ value: '1' }, telecom('2')] } }],
      },
      'Location.extension[0].value.telecom[1].system',
    ],
  ])('finds a contact point in %s', (_what, sent, expression) => {
    const before = structuredClone(sent);
    const { resource, applied } = deriveTelecomSystems(sent);
    expect(applied.map((rule) => rule.expression)).toEqual([expression]);
    expect(JSON.stringify(resource)).toContain('"system":"phone"');
    expect(sent).toEqual(before);
  });

  it("leaves a service's contact alone: it lives in extensions, which have no system", () => {
    const service: JsonObject = {
      resourceType: 'HealthcareService',
      extension: [{ url: 'urn:contact', extension: [channel('2'), { url: 'telecomAddress', valueString: '01' }] }],
    };
    expect(deriveTelecomSystems(service).resource).toBe(service);
  });

  it('gives a system to contact points only', () => {
    const location: JsonObject = { resourceType: 'Location', address: { extension: [channel('2')], city: 'Brest' } };
    expect(deriveTelecomSystems(location).resource).toBe(location);
  });

  it('keeps the very objects it did not have to change', () => {
    const complete = telecom('3', { system: 'email' });
    const { resource } = deriveTelecomSystems(organization(complete, telecom('2')));
    expect((resource.telecom as JsonObject[])[0]).toBe(complete);
  });
});
