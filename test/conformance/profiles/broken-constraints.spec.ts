import { validateResource, type JsonObject } from '../../../src/fhir';
import { validateProfiles } from '../../../src/fhir/profile';
import { rorUrl } from '../../../src/ror/shared/canonical';
import { completeHealthcareService } from './complete/healthcare-service';
import { completeLocation } from './complete/location';
import { completeOrganization } from './complete/organization';
import { completePractitioner } from './complete/practitioner';
import { completePractitionerRole } from './complete/practitioner-role';
import { expressionOf } from './mutation';
import { rorRegistry } from './registry';
import { healthcareServiceTable } from './tables/healthcare-service';
import { locationTable } from './tables/location';
import { organizationTable } from './tables/organization';
import { practitionerTable } from './tables/practitioner';
import { practitionerRoleTable } from './tables/practitioner-role';

const profiles = [
  { id: 'ror-organization', base: completeOrganization, table: organizationTable },
  { id: 'ror-healthcareservice', base: completeHealthcareService, table: healthcareServiceTable },
  { id: 'ror-practitioner', base: completePractitioner, table: practitionerTable },
  { id: 'ror-practitionerrole', base: completePractitionerRole, table: practitionerRoleTable },
  { id: 'ror-location', base: completeLocation, table: locationTable },
];

const judge = (resource: JsonObject, id: string) => [
  ...validateResource(resource),
  ...validateProfiles(resource, rorRegistry, [rorUrl(id)]),
];

describe.each(profiles)('$id', ({ id, base, table }) => {
  // Copied through text, because the fixtures share parts that a mutation must not change in several places.
  const fresh = () => JSON.parse(JSON.stringify(base)) as JsonObject;

  it('accepts a resource with one of everything', () => {
    expect(judge(fresh(), id)).toEqual([]);
  });

  it.each(table)('$change: $code, and nothing else', ({ apply, code, severity = 'error', at }) => {
    const resource = fresh();
    apply(resource);
    const found = judge(resource, id).map((issue) => ({
      severity: issue.severity ?? 'error',
      code: issue.code,
      expression: issue.expression,
    }));
    expect(found).toEqual([{ severity, code, expression: expressionOf(resource, at) }]);
  });
});

it('breaks constraints in more than 300 ways, each only once', () => {
  const names = profiles.flatMap(({ id, table }) => table.map(({ change }) => `${id} ${change}`));
  expect(names.length).toBeGreaterThan(300);
  expect(new Set(names).size).toBe(names.length);
});
