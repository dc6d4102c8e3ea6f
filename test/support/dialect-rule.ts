import type { AppliedRule, JsonObject } from '../../src/fhir';
import type { DialectRule, Reading } from '../../src/ror/patch-dialect/dialect-rule';
import { readDraft } from '../../src/ror/patch-dialect/draft';

/** One operation; `value` is the whole part but its name, `typeAs` the member that carries the type. */
export interface OperationRow {
  readonly type: string;
  readonly path: string;
  readonly name?: string | undefined;
  readonly value?: JsonObject;
  readonly typeAs?: string;
}

export function operation({ type, path, name, value, typeAs = 'valueCode' }: OperationRow): JsonObject {
  return {
    name: 'operation',
    part: [
      { name: 'type', [typeAs]: type },
      { name: 'path', valueString: path },
      ...(name === undefined ? [] : [{ name: 'name', valueString: name }]),
      ...(value ? [{ name: 'value', ...value }] : []),
    ],
  };
}

/** What one rule alone makes of an operation on `resource`, with everything it reported. */
export function readBy(
  rule: DialectRule,
  resource: JsonObject,
  row: OperationRow,
): { reading: Reading | undefined; reports: AppliedRule[] } {
  const reports: AppliedRule[] = [];
  const reading = rule.read(readDraft(operation(row))!, {
    resource,
    resourceType: resource.resourceType as string,
    expression: 'Parameters.parameter[0]',
    report: (rule) => reports.push(rule),
  });
  return { reading, reports };
}

/** The reading's drafts without the parts as sent, for comparison. */
export function draftsOf(reading: Reading | undefined): JsonObject[] {
  const drafts = !reading ? [] : 'final' in reading ? reading.final : [reading.mended];
  return drafts.map(({ parts: _asSent, ...draft }) => draft as unknown as JsonObject);
}

/** The issue an action is refused with. */
export function refusalOf(action: () => unknown): {
  kind: string;
  code?: string;
  text: string;
  hint?: string;
  expression?: string;
} {
  try {
    action();
  } catch (error) {
    const { kind, issues } = error as {
      kind: string;
      issues: { code?: string; text: string; hint?: string; expression?: string }[];
    };
    return { kind, ...issues[0]! };
  }
  throw new Error('was not refused');
}
