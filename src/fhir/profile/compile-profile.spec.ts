import { ASKED, CONSTRAINTS } from '../../../test/fixtures/profiles';
import { org, profile } from '../../../test/fixtures/profiles/definition';
import { inEnglish, type PlainIssue } from '../../../test/support/in-english';
import type { JsonObject, JsonValue } from '../json/json-value';
import { ProfileRegistry } from './profile-registry';
import { validateProfiles } from './validate-profiles';

function issuesOf(definitions: readonly JsonObject[], resource: JsonObject): PlainIssue[] {
  const registry = new ProfileRegistry();
  expect(registry.load(definitions)).toEqual([]);
  return inEnglish(validateProfiles(resource, registry, [ASKED]));
}

const named = (resource: JsonObject): string => JSON.stringify(resource);
const accepted = CONSTRAINTS.flatMap(({ rule, definitions, good }) =>
  good.map((resource) => [rule, named(resource), definitions, resource] as const),
);
const refused = CONSTRAINTS.flatMap(({ rule, definitions, bad }) =>
  bad.map(([resource, issue]) => [rule, named(resource), definitions, resource, issue] as const),
);

describe('a compiled profile', () => {
  it.each(accepted)('%s: accepts %s', (_rule, _name, definitions, resource) => {
    expect(issuesOf(definitions, resource)).toEqual([]);
  });

  it.each(refused)('%s: refuses %s', (_rule, _name, definitions, resource, { text, hint = '', ...issue }) => {
    expect(issuesOf(definitions, resource)).toEqual([
      expect.objectContaining({ ...issue, text: expect.stringMatching(text), hint: expect.stringContaining(hint) }),
    ]);
  });
});

describe('an expression that cannot be evaluated', () => {
  it('is told, and refuses nothing', () => {
    const constraint = [
      { key: 'x', severity: 'error', human: 'x', expression: "name.memberOf('urn:vs')" },
    ] as JsonValue;
    const issues = issuesOf([profile('Organization', { Organization: { constraint } })], org({ name: 'a' }));
    expect(issues).toEqual([expect.objectContaining({ severity: 'information', code: 'not-supported' })]);
  });
});
