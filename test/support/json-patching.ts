import { inEnglish, type PlainIssue } from './in-english';
import type { JsonObject, JsonValue } from '../../src/fhir/json/json-value';
import { stringifyJson } from '../../src/fhir/json/stringify-json';
import type { PatchResult } from '../../src/fhir/patch/patch-options';
import { applyJsonPatch } from '../../src/fhir/patch/json-patch/apply-json-patch';

export const ORGANIZATION: JsonObject = {
  resourceType: 'Organization',
  id: 'o1',
  meta: { versionId: '3', lastUpdated: '2024-01-01T00:00:00Z', profile: ['http://example.org/p'] },
  active: true,
  name: 'A',
  alias: ['a', 'b', 'c'],
  telecom: [
    { system: 'phone', value: '1', rank: 1 },
    { system: 'email', value: 'x@example.org' },
  ],
  contact: [{ name: { family: 'F', given: ['g', 'h'], _given: [null, { id: 'gh' }] } }],
  partOf: { reference: 'Organization/2' },
};

type Patched = Extract<PatchResult, { ok: true }>;

type Refused = Extract<PatchResult, { ok: false }>;

type Plain<T, K extends keyof T> = Omit<T, K> & Readonly<Record<K, readonly PlainIssue[]>>;

export function patched(patch: JsonValue, resource: JsonObject = ORGANIZATION): Plain<Patched, 'notes'> {
  const before = stringifyJson(resource);
  const sent = JSON.stringify(patch);
  const result = applyJsonPatch(resource, patch);
  expect(stringifyJson(resource)).toBe(before);
  expect(JSON.stringify(patch)).toBe(sent);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return { ...result, notes: inEnglish(result.notes) };
}

export function refused(patch: JsonValue, resource: JsonObject = ORGANIZATION): Plain<Refused, 'issues'> {
  const before = stringifyJson(resource);
  const result = applyJsonPatch(resource, patch);
  expect(stringifyJson(resource)).toBe(before);
  if (result.ok) throw new Error('was not refused');
  const issues = inEnglish(result.issues);
  for (const { text, hint, expression } of issues) {
    expect(text).toMatch(/^[A-Z`].*[^.]\.$/);
    expect(hint).toBeTruthy();
    expect(expression).toMatch(/^\$this(\[\d+\](\.(op|path|from|value))?)?$/);
  }
  return { ...result, issues };
}
