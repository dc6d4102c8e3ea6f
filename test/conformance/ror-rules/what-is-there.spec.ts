import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FhirResource, Location } from 'fhir/r4';
import { Neighbours } from '../../../src/fhir';
import { MemoryResourceStore } from '../../../src/persistence/memory/memory-resource-store';
import { sampleDirectory } from '../../../src/ror';
import { capacitiesHold, creationDatesKept, datesInOrder, noCircle, topIsTop, treeHolds } from '../../../src/ror/rules';
import { kindOf } from '../../../src/ror/rules/organization-kind';
import { sampleResource } from '../../../src/ror/sample/sample-directory';
import { completeHealthcareService } from '../profiles/complete/healthcare-service';
import { completeLocation } from '../profiles/complete/location';
import { completeOrganization } from '../profiles/complete/organization';
import { completePractitioner } from '../profiles/complete/practitioner';
import { completePractitionerRole } from '../profiles/complete/practitioner-role';
import { guideExamples } from '../profiles/guide-examples';
import { fill } from '../../support/fill-store';
import { BASE, keyOf, inShort } from '../../support/ror-rules';

describe('the existing examples obey the rules', () => {
  const scenarioBodies = [
    'create-s10-PractitionerRole.json',
    'location-s01-Location.json',
    'update-s10-strict-r4.json',
  ];
  const all: [string, FhirResource][] = [
    ...sampleDirectory().map((each): [string, FhirResource] => [`${each.resourceType}/${each.id}`, each]),
    ...guideExamples.map(([title, each]): [string, FhirResource] => [title, each as FhirResource]),
    ...[
      completeHealthcareService,
      completeLocation,
      completeOrganization,
      completePractitioner,
      completePractitionerRole,
    ].map((each): [string, FhirResource] => [`the complete ${each.resourceType}`, each]),
    ...scenarioBodies.map((name): [string, FhirResource] => [
      name,
      JSON.parse(readFileSync(join(__dirname, '../../../src/ror/scenarios', name), 'utf8')) as FhirResource,
    ]),
  ];

  it.each(all)('%s', async (_, resource) => {
    const store = new MemoryResourceStore();
    await fill(store, sampleDirectory());
    const isOrganization = resource.resourceType === 'Organization';
    const among = await store.transaction(async (unit) => {
      const neighbours = new Neighbours(unit, keyOf(resource), BASE);
      if (isOrganization) return treeHolds(neighbours, resource);
      return resource.resourceType === 'Location' ? noCircle(neighbours, resource) : [];
    });
    const alone = isOrganization
      ? [...datesInOrder(resource), ...topIsTop(resource)]
      : resource.resourceType === 'Location'
        ? capacitiesHold(resource)
        : [];
    expect(inShort([...creationDatesKept(resource), ...alone, ...among])).toEqual([]);
  });

  it('the sample has the kind of each organization', () => {
    const kinds = sampleDirectory().flatMap((each) => (each.resourceType === 'Organization' ? [kindOf(each)] : []));
    expect(new Set(kinds)).toEqual(new Set(['legal entity', 'geographic entity', 'internal organization']));
  });

  it('a place is not part of itself', async () => {
    const store = new MemoryResourceStore();
    const [room, floor] = ['5253', '5254'].map((id) => sampleResource(`Location/${id}`) as Location);
    const within = (place: Location, id: string): Location => ({ ...place, partOf: { reference: `Location/${id}` } });
    await fill(store, [within(room!, '5254'), floor!]);
    const issues = await store.transaction((unit) =>
      noCircle(new Neighbours(unit, keyOf(floor!), BASE), within(floor!, '5253'), floor),
    );
    expect(inShort(issues)).toEqual([
      'Location.partOf: Location/5254 would be part of itself: Location/5254 → Location/5253 → Location/5254',
    ]);
  });
});
