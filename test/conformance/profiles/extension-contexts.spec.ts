import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StructureDefinition } from 'fhir/r4';
import { isJsonObject, validateResource, type JsonObject, type JsonValue } from '../../../src/fhir';
import { validateProfiles } from '../../../src/fhir/profile';
import { rorUrl } from '../../../src/ror/shared/canonical';
import { rorDefinitions, rorExtensions } from '../../../src/ror/profiles';
import { inEnglish } from '../../support/in-english';
import { completeHealthcareService } from './complete/healthcare-service';
import { completeLocation } from './complete/location';
import { completeOrganization } from './complete/organization';
import { completePractitioner } from './complete/practitioner';
import { completePractitionerRole } from './complete/practitioner-role';
import { rorRegistry } from './registry';

const SCENARIOS = join(__dirname, '../../../src/ror/scenarios');

/** One valid use of each extension: those of the complete resources, and one under a name the guide has withdrawn. */
const uses = new Map<string, JsonObject>();
const collect = (value: JsonValue | undefined): void => {
  if (typeof value !== 'object' || value === null) return;
  if (isJsonObject(value) && typeof value.url === 'string') uses.set(value.url, value);
  Object.values(value).forEach(collect);
};
const complete = [
  completeOrganization,
  completeHealthcareService,
  completePractitioner,
  completePractitionerRole,
  completeLocation,
];
collect(JSON.parse(readFileSync(join(SCENARIOS, 'create-s10-PractitionerRole.json'), 'utf8')) as JsonValue);
collect(complete as unknown as JsonValue);

const definitions = rorDefinitions().filter(
  (it): it is StructureDefinition => it.resourceType === 'StructureDefinition' && it.type === 'Extension',
);

/** Puts the extension where none of the guide may stand: on the name of a professional. */
function misplaced(url: string): JsonObject {
  const resource = JSON.parse(JSON.stringify(completePractitioner)) as JsonObject;
  const [name] = resource.name as JsonObject[];
  const use = JSON.parse(JSON.stringify(uses.get(url))) as JsonObject;
  const parts = use.extension as JsonObject[] | undefined;
  name!.extension = [{ ...use, ...(parts && { extension: parts.filter((part) => !belongsToElements(part)) }) }];
  return resource;
}

/** Whether a part would be misplaced as well, because its context is an element. */
function belongsToElements({ url }: JsonObject): boolean {
  const contexts = definitions.find((definition) => definition.url === url)?.context;
  return contexts?.every(({ type }) => type === 'element') ?? false;
}

describe('an extension in a place that its definition does not name', () => {
  it('has an example for each extension', () => {
    expect(definitions.map(({ url }) => url).filter((url) => !uses.has(url))).toEqual([]);
    expect(definitions.length).toBeGreaterThan(rorExtensions().length);
  });

  it.each(definitions.map(({ id, url, context = [] }) => [id!, url, context] as const))(
    '%s: the only issue says where it belongs',
    (_, url, context) => {
      const resource = misplaced(url);
      expect(validateResource(resource)).toEqual([]);
      const issues = inEnglish(validateProfiles(resource, rorRegistry, [rorUrl('ror-practitioner')]));
      expect(issues.map(({ code, expression }) => [code, expression])).toEqual([
        ['extension', 'Practitioner.name[0].extension[0]'],
      ]);
      const [{ text }] = issues as [(typeof issues)[number]];
      expect(context.filter(({ expression }) => !text.includes(expression))).toEqual([]);
    },
  );
});
