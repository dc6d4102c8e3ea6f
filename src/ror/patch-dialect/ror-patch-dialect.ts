import { FhirError, type DialectContext, type JsonObject, type PatchDialect } from '../../fhir';
import type { RuleContext } from './dialect-rule';
import { readDraft, writeDraft, type Draft } from './draft';
import { explainMissing } from './missing';
import { RULES } from './rules';

/**
 * Reads operations as the ROR implementation guide prints them. Pure: it takes what it needs from the context, and no
 * reading touches the resource as a whole, its `id` or its `meta`.
 */
export const rorPatchDialect: PatchDialect = {
  translate(operation: Readonly<JsonObject>, context: DialectContext): readonly JsonObject[] {
    const { resource, expression } = context;
    const { resourceType } = resource;
    const sent = readDraft(operation);
    if (!sent || typeof resourceType !== 'string') return [operation];
    const read = readBy(sent, { resource, resourceType, expression, report: (rule) => context.report(rule) });
    return read.map((draft) => (draft === sent ? operation : locating(expression, () => writeDraft(draft))));
  },
  explainMissing,
};

function readBy(sent: Draft, context: RuleContext): readonly Draft[] {
  let draft = sent;
  for (const rule of RULES) {
    const reading = rule.read(draft, context);
    if (!reading) continue;
    if ('final' in reading) return reading.final;
    draft = reading.mended;
  }
  return [draft];
}

/** Adds the place in the request to the error of a value that cannot be written, which does not know it. */
function locating(expression: string, write: () => JsonObject): JsonObject {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    const issues = error.issues.map((issue) => ({ expression, ...issue }));
    throw new FhirError(error.kind, error.message, issues, { cause: error });
  }
}
