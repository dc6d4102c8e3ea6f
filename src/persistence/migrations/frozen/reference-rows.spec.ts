import { referencesOf } from './reference-rows';

const to = { reference: 'Location/1' };

describe('a stored resource refers', () => {
  it.each([
    ['Location', { partOf: to }, 'Location.partOf'],
    ['HealthcareService', { location: [{ display: 'none' }, to, to] }, 'HealthcareService.location'],
    ['Location', { partOf: { reference: 'Location/1/_history/3' } }, 'Location.partOf'],
    ['Location', { extension: [{ url: 'u', valueReference: to }] }, 'Location.extension.value'],
    ['Location', { _name: { extension: [{ url: 'u', valueReference: to }] } }, 'Location.name.extension.value'],
    ['Location', { identifier: [{ assigner: to }] }, 'Location.identifier.assigner'],
    [
      'Observation',
      { effectivePeriod: { extension: [{ valueReference: to }] } },
      'Observation.effective.extension.value',
    ],
    [
      'Library',
      { effectivePeriod: { extension: [{ valueReference: to }] } },
      'Library.effectivePeriod.extension.value',
    ],
    ['ImagingStudy', { procedureReference: to }, 'ImagingStudy.procedureReference'],
    ['ClinicalImpression', { finding: [{ itemReference: to }] }, 'ClinicalImpression.finding.itemReference'],
    [
      'ExampleScenario',
      { instance: [{ resourceType: 'Group', extension: [{ valueReference: to }] }] },
      'ExampleScenario.instance.extension.value',
    ],
    ['Group', { contained: [{ resourceType: 'Location', partOf: to }] }, 'Group.contained.partOf'],
    [
      'Location',
      { contained: [{ resourceType: 'ServiceRequest', locationReference: [to] }] },
      'Location.contained.locationReference',
    ],
  ])('%s %j', (resourceType, members, path) => {
    expect(referencesOf({ resourceType, ...members })).toEqual([{ type: 'Location', id: '1', path }]);
  });

  it.each([
    ['to another server', 'Location', { partOf: { reference: 'https://example.org/Location/1' } }],
    ['to what it contains', 'Location', { partOf: { reference: '#1' } }],
    ['to what is no resource', 'Location', { partOf: { reference: 'Place/1' } }],
    ['by an expression', 'Library', { extension: [{ valueExpression: { language: 'text/cql', ...to } }] }],
    ['by an address', 'DetectedIssue', { ...to }],
    ['by the address of a leaflet', 'Immunization', { education: [to] }],
    ['in an entry', 'Bundle', { entry: [{ resource: { resourceType: 'Location', partOf: to } }] }],
  ])('to nothing here %s', (_, resourceType, members) => {
    expect(referencesOf({ resourceType, ...members })).toEqual([]);
  });
});
