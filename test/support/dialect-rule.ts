import { FhirError, type AppliedRule, type JsonObject } from '../../src/fhir';
import type { DialectRule, Reading } from '../../src/ror/patch-dialect/dialect-rule';
import { readDraft } from '../../src/ror/patch-dialect/draft';
import { inEnglish, type PlainIssue } from './in-english';

/** One operation. `value` is the whole part except its name; `typeAs` is the member that holds the type. */
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

/** The result of a single rule for an operation on `resource`, with everything it reported, in English. */
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
    report: (rule) => reports.push({ ...rule, text: String(rule.text) }),
  });
  return { reading, reports };
}

/** The drafts of a reading without the parts as sent, for comparison. */
export function draftsOf(reading: Reading | undefined): JsonObject[] {
  const drafts = !reading ? [] : 'final' in reading ? reading.final : [reading.mended];
  return drafts.map(({ parts: _asSent, ...draft }) => draft as unknown as JsonObject);
}

/** The issue that an action is refused with, in English, and the kind of the error. */
export function refusalOf(action: () => unknown): PlainIssue & Pick<FhirError, 'kind'> {
  try {
    action();
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    return { kind: error.kind, ...inEnglish(error.issues)[0]! };
  }
  throw new Error('was not refused');
}
