import type { JsonObject, JsonValue } from '../../src/fhir';
import { applyFhirPathPatch, type PatchOptions, type PatchResult } from '../../src/fhir/patch';
import { inEnglish, type PlainIssue } from './in-english';

export const organization: JsonObject = {
  resourceType: 'Organization',
  id: 'o1',
  meta: { versionId: '3', lastUpdated: '2024-01-01T00:00:00Z', profile: ['http://example.org/p'] },
  active: true,
  name: 'Before',
  telecom: [
    { system: 'phone', value: '1' },
    { system: 'email', value: '2' },
  ],
  extension: [{ url: 'http://example.org/e', valueString: 's' }],
};
export const patient: JsonObject = { resourceType: 'Patient', id: 'p1', deceasedBoolean: false };

export type Parts = Record<string, JsonObject>;
export const text = (valueString: string): JsonObject => ({ valueString });
export const integer = (valueInteger: number): JsonObject => ({ valueInteger });
export const operation = (parts: Parts): JsonObject => ({
  name: 'operation',
  part: Object.entries(parts).map(([name, content]) => ({ name, ...content })),
});
export const patch = (...operations: JsonValue[]): JsonObject => ({
  resourceType: 'Parameters',
  parameter: operations,
});
export const one = (parts: Parts): JsonObject => patch(operation(parts));
export const of = (type: string, path: string, rest: Parts = {}): Parts => ({
  type: { valueCode: type },
  path: text(path),
  ...rest,
});
export const replaceName = (path: string): JsonObject => one(of('replace', path, { value: text('After') }));

export const LONG_URL =
  'https://definitions.example.org/ig/fhir/dir/StructureDefinition/dir-location-supported-capacity';

export const PART = (part: number): string => `Parameters.parameter[0].part[${part}]`;

export interface Refusal {
  rule: string;
  body: JsonValue;
  on?: JsonObject;
  options?: PatchOptions;
  kind: 'invalid-request' | 'unprocessable' | 'too-large';
  expression?: string;
  code?: string;
  /** The text or the hint must contain it. */
  says?: string;
}

export const valueOf = (content: JsonObject): JsonObject =>
  one(of('add', 'Organization', { name: text('contact'), value: content }));
/** An extension in parts, with this many levels. */
export const nested = (levels: number): JsonObject => {
  const inner: JsonObject =
    levels === 1 ? { name: 'value', valueCode: 'c' } : { name: 'extension', ...nested(levels - 1) };
  return { part: [{ name: 'url', valueUri: 'u' }, inner] };
};
export const deepExtension = (levels: number): JsonObject => ({
  extension: [{ url: 'u', ...(levels === 1 ? { valueCode: 'c' } : deepExtension(levels - 1)) }],
});
export const bad = 'invalid-request' as const;
export const no = 'unprocessable' as const;

export function issuesOf(result: PatchResult): readonly PlainIssue[] {
  return result.ok ? [] : inEnglish(result.issues);
}

/** Each row is refused for the expected reason, with a message that says what to send. */
export function itRefuses(refusals: readonly Refusal[]): void {
  it.each(refusals)('$rule', ({ body, on = organization, options, kind, expression, code, says }) => {
    const result = applyFhirPathPatch(on, body, options);
    expect(result).toMatchObject({ ok: false, kind });
    const [issue] = issuesOf(result);
    expect(issue).toMatchObject({ ...(expression && { expression }), ...(code && { code }) });
    expect(`${issue?.text} ${issue?.hint}`).toContain(says ?? '');
    expect(issue?.text).toMatch(/\.$/);
    expect(issue?.hint).toBeTruthy();
  });
}
