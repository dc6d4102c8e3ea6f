import type { Fault } from './fault';

const VALIDATION = 'src/fhir/validation';
const PROFILE = 'src/fhir/profile';
const RULES = 'src/ror/rules';

/** R4's rules, profiles, and the rules of the directory. */
export const RULE_FAULTS: readonly Fault[] = [
  [`${VALIDATION}/temporal.ts`, 'if (start.length > 10 && end.length > 10)', 'if (false)', 'validation/temporal'],
  [`${VALIDATION}/temporal.ts`, '(leap ? 1000 : 0)', '0', 'validation/temporal'],
  [`${VALIDATION}/temporal.ts`, 'Math.min(start.length, end.length, 10)', '10', 'validation/temporal'],
  [`${VALIDATION}/temporal.ts`, "(type === 'time' || isCalendarDay(text))", 'true', 'validation/temporal', 'validation/validate-resource'],
  [`${VALIDATION}/temporal.ts`, '2000 + (Number(text.slice(0, 4)) % 400)', '2000', 'validation/temporal', 'validation/validate-resource'],
  [`${VALIDATION}/primitive-rules.ts`, 'value.trim() !== value ||', '', 'validation/validate-resource.spec'],
  [`${VALIDATION}/primitive-rules.ts`, 'packed.length % 4 === 0 &&', '', 'validation/validate-resource.spec'],
  [`${VALIDATION}/primitive-rules.ts`, 'number < INTEGER_LIMIT', 'number <= INTEGER_LIMIT', 'validation/validate-resource.spec', 'validation/decimals'],
  [`${VALIDATION}/primitive-rules.ts`, 'number >= least', 'number > least', 'validation/validate-resource.spec', 'validation/decimals'],
  [`${VALIDATION}/primitive-rules.ts`, "integer('unsignedInt', 0)", "integer('unsignedInt', -1)", 'validation/validate-resource.spec', 'validation/decimals'],
  [`${VALIDATION}/primitive-rules.ts`, '[0-9a-f]{12}$/', '[0-9a-fA-F]{12}$/', 'validation/invariants-datatypes'],
  [`${VALIDATION}/invariants-datatypes.ts`, 'lower > upper && unit(low) === unit(high)', 'lower > upper', 'validation/invariants-datatypes'],
  [`${VALIDATION}/invariants-datatypes.ts`, 'lower > upper && unit', 'lower >= upper && unit', 'validation/invariants-datatypes'],
  [`${VALIDATION}/invariants-datatypes.ts`, 'code === undefined ? [name] : [system, code]', '[system]', 'validation/invariants-datatypes'],
  [`${VALIDATION}/invariants-datatypes.ts`, 'system === undefined || system === UCUM', 'true', 'validation/invariants-datatypes'],
  [`${VALIDATION}/contained-scope.ts`, "if (fragment !== '#') this.used", 'this.used', 'validation/validate-resource.spec'],
  [`${VALIDATION}/contained-scope.ts`, 'this.pointingOut.has(item) ||', '', 'validation/validate-resource.spec'],
  [`${PROFILE}/slicing.ts`, 'if (ordered && at < last)', 'if (ordered && at > last)', 'profile/slicing'],
  [`${PROFILE}/slicing.ts`, 'last = Math.max(last, at);', 'last = at;', 'profile/slicing'],
  [`${PROFILE}/slicing.ts`, 'its.length < slice.min && !doubtful?.has(at)', 'its.length < slice.min', 'profile/slicing'],
  [`${PROFILE}/slicing.ts`, "if (rules === 'openAtEnd' && unmatched)", "if (rules === 'openAtEnd')", 'profile/slicing'],
  [`${PROFILE}/slicing.ts`, "rules === 'closed' && !fallback", "rules === 'closed'", 'profile/slicing', 'conformance/profiles'],
  [`${PROFILE}/profile-run.ts`, "if (severity === 'error') this.errors += 1;", 'this.errors += 1;', 'profile/', 'conformance/profiles'],
  [`${PROFILE}/type-rules.ts`, 'candidates.every((candidate) => candidate && ', 'candidates.every((candidate) => !candidate || ', 'profile/', 'conformance/profiles'],
  [`${PROFILE}/type-rules.ts`, 'known.length === types.length ?', 'known.length > 0 ?', 'profile/', 'conformance/profiles'],
  [`${PROFILE}/packages/read-tar.ts`, 'bytes > most', 'bytes < 0', 'packages/read-packages'],
  [`${PROFILE}/packages/read-tar.ts`, 'entries > limits.entries', 'false', 'packages/read-packages'],
  [`${RULES}/creation-date.ts`, 'if (second) return [repeated(date, resource, second)];', '', 'ror-rules'],
  [`${RULES}/creation-date.ts`, '!date.final || stored.some', 'stored.some', 'ror-rules'],
  [`${RULES}/creation-date.ts`, '!isAfter(stored, now) && !isAfter(now, stored)', '!isAfter(stored, now)', 'ror-rules'],
  [`${RULES}/organization-kind.ts`, 'found !== undefined && kind !== undefined && kind !== found', 'false', 'ror-rules'],
  [`${RULES}/organization-tree.ts`, 'if (before === kind && previous?.partOf) return [];', '', 'ror-rules'],
  [`${RULES}/organization-tree.ts`, 'fits(childKind, kind) || (before && !fits(childKind, before))', 'fits(childKind, kind)', 'ror-rules', 'e2e/rules'],
  [`${RULES}/part-of.ts`, 'now.type !== before?.type || now.id !== before.id', 'now.type !== before?.type', 'ror-rules', 'rules/'],
  [`${RULES}/part-of.ts`, 'if (name === self)', 'if (above.length > 1 && name === self)', 'ror-rules', 'e2e/rules'],
  [`${RULES}/part-of.ts`, 'if (above.length > MOST_LEVELS)', 'if (above.length > MOST_LEVELS + 1)', 'ror-rules', 'e2e/rules'],
  [`${RULES}/is-not-before.ts`, '!isAfter((args?.object as Record<string, string>)[earlier], date)', '!isAfter(date, (args?.object as Record<string, string>)[earlier])', 'ror-rules'],
]; // prettier-ignore
