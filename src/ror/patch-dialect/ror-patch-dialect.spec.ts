import type { AppliedRule, JsonObject } from '../../fhir';
import { operation, refusalOf, type OperationRow } from '../../../test/support/dialect-rule';
import { rorPatchDialect } from './ror-patch-dialect';
import { RULES } from './rules';

const organization: JsonObject = {
  resourceType: 'Organization',
  name: 'CHU',
  telecom: [{ value: '1' }, { value: '2' }],
};

function translate(sent: JsonObject, resource = organization): { operations: readonly JsonObject[]; rules: string[] } {
  const reports: AppliedRule[] = [];
  const context = {
    resource,
    expression: 'Parameters.parameter[0]',
    report: (rule: AppliedRule) => reports.push(rule),
  };
  const operations = rorPatchDialect.translate(sent, context);
  return { operations, rules: reports.map(({ rule }) => rule) };
}

describe('rorPatchDialect', () => {
  it('names each rule once, in kebab case', () => {
    const names = RULES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  });

  it.each<[string, OperationRow]>([
    ['add', { type: 'add', path: 'Organization', name: 'telecom', value: { valueContactPoint: { value: '3' } } }],
    ['replace', { type: 'replace', path: 'Organization.telecom[0]', value: { valueContactPoint: { value: '3' } } }],
    ['delete', { type: 'delete', path: 'Organization.telecom[0]' }],
    [
      'an anonymous type by parts',
      {
        type: 'add',
        path: 'Organization',
        name: 'contact',
        value: { part: [{ name: 'name', valueHumanName: { family: 'A' } }] },
      },
    ],
  ])('gives back a strict %s itself, and reports nothing', (_what, row) => {
    const sent = operation(row);
    const { operations, rules } = translate(sent);
    expect(operations).toHaveLength(1);
    expect(operations[0]).toBe(sent);
    expect(rules).toEqual([]);
  });

  it.each([
    ['no parts', { name: 'operation' }],
    [
      'a part twice',
      {
        name: 'operation',
        part: [
          { name: 'type', valueString: 'add' },
          { name: 'type', valueString: 'add' },
        ],
      },
    ],
  ])('leaves an operation with %s to the engine, as sent', (_what, sent) => {
    expect(translate(sent).operations[0]).toBe(sent);
  });

  it('writes what it mended as the specification prints it', () => {
    const sent = operation({
      type: 'replace',
      path: 'Organization',
      name: 'name',
      value: { value: 'CHRU' },
      typeAs: 'valueString',
    });
    expect(translate(sent)).toEqual({
      operations: [operation({ type: 'replace', path: 'Organization.name', value: { valueString: 'CHRU' } })],
      rules: ['type-as-string', 'name-on-replace', 'untyped-value'],
    });
  });

  it('keeps the parts it knows nothing of, for the engine to judge', () => {
    const sent = operation({
      type: 'insert',
      path: 'Organization.telecom',
      value: { valueContactPoint: { value: '3' } },
      typeAs: 'valueString',
    });
    const index = { name: 'index', valueInteger: 0 };
    const { operations } = translate({ ...sent, part: [...(sent.part as JsonObject[]), index] });
    expect(operations[0]?.part).toContainEqual(index);
  });

  it('says where a value stands that cannot be written', () => {
    const sent = operation({
      type: 'add',
      path: 'Organization',
      name: 'contact',
      value: { value: { telephone: '3' } },
    });
    expect(refusalOf(() => translate(sent))).toMatchObject({
      kind: 'unprocessable',
      text: expect.stringContaining('telephone'),
      expression: expect.stringMatching(/^Parameters\.parameter\[0\]/),
    });
  });

  it.each<[string, OperationRow, string]>([
    ['id by replace', { type: 'replace', path: 'Organization', name: 'id', value: { valueId: 'x' } }, 'business-rule'],
    ['meta by delete', { type: 'delete', path: 'Organization', name: 'meta' }, 'business-rule'],
    [
      'meta by value',
      { type: 'delete', path: 'Organization', name: 'meta', value: { valueMeta: {} } },
      'business-rule',
    ],
    ['the resource by delete', { type: 'delete', path: 'Organization' }, 'business-rule'],
    [
      'the resource by replace',
      { type: 'replace', path: 'Organization', value: { value: { name: 'x' } } },
      'business-rule',
    ],
  ])('never touches %s', (_what, row, code) => {
    expect(refusalOf(() => translate(operation(row)))).toMatchObject({ kind: 'unprocessable', code });
  });

  it('changes neither the operation nor the resource', () => {
    const sent = operation({
      type: 'replace',
      path: 'Organization',
      name: 'telecom',
      value: { valueContactPoint: [{ extension: { url: 'urn:x' } }] },
    });
    const before = structuredClone([sent, organization]);
    translate(sent);
    expect([sent, organization]).toEqual(before);
  });
});
