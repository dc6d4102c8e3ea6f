import type { Fault } from './fault';

const AUTH = 'src/fhir/auth';
const JWT = `${AUTH}/token/jwt-tokens.ts`;
const RULES = `${AUTH}/token/token-rules.ts`;
const KNOWN = `${AUTH}/token/known-tokens.ts`;
const LIMITS = `${AUTH}/client-limits.ts`;
const SMART = 'src/fhir/smart';
const ACCESS = 'src/fhir/access';
const VIEW = `${ACCESS}/through-view.ts`;
const AUDIT = 'src/fhir/audit';
const CHAIN = `${AUDIT}/verify-chain.ts`;
const CRITERIA = 'src/fhir/service/criteria';
const PLANS = `${CRITERIA}/conditional-plans.ts`;
const BUNDLE = 'src/fhir/rest/bundle';

/** Who may use the server and who sees what; the audit log; conditional writes; Bundles; histories. */
export const GUARD_FAULTS: readonly Fault[] = [
  [JWT, '!rules.algorithms.includes(alg)', 'false', 'e2e/auth/token'],
  [JWT, "(header['b64'] ?? true) !== true", 'false', 'e2e/auth/token'],
  [JWT, "if (claims['aud'] === undefined) throw wrongAudience(rules);", '', 'e2e/auth/token'],
  [JWT, "typeof kind === 'string' && kind.toLowerCase() !== 'bearer'", 'false', 'e2e/auth/token'],
  [RULES, 'exp * 1_000 + skewMs <= at', 'exp * 1_000 + skewMs < at', 'e2e/auth/token'],
  [RULES, 'nbf * 1_000 - skewMs > at', 'nbf * 1_000 > at', 'e2e/auth/token'],
  [RULES, 'if (cnf !== undefined) throw badToken(', 'if (cnf === undefined) throw badToken(', 'e2e/auth/token'],
  [KNOWN, 'known.keys.generationAt(now) === known.generation', 'true', 'e2e/auth/token'],
  [`${AUTH}/token/opaque-tokens.ts`, 'Math.min(now + seconds * 1_000, end)', 'now + seconds * 1_000', 'e2e/auth/token'],
  [`${AUTH}/token/signatures.ts`, '|| namedCurve !== curve', '', 'e2e/auth/token'],
  [`${AUTH}/token/signatures.ts`, 'modulusLength >= LEAST_RSA_BITS', 'true', 'e2e/auth/token'],
  [`${AUTH}/certificate/client-certificates.ts`, 'if (!connection.isProxy) throw foreignCertificate(header);', '', 'e2e/auth/server', 'e2e/auth/token'],
  [`${AUTH}/certificate/client-certificates.ts`, 'isProxy ? undefined : this.shown(socket)', 'this.shown(socket)', 'e2e/auth/server', 'e2e/auth/token'],
  [`${AUTH}/token-authenticator.ts`, 'certificate?.thumbprint !== boundTo', 'certificate === undefined', 'e2e/auth/token'],
  [LIMITS, 'if (response.destroyed) return;', '', 'e2e/auth/limits', 'e2e/auth/left-early'],
  [LIMITS, 'Math.max(0, total - count.told)', 'total', 'e2e/auth/limits', 'e2e/auth/left-early', 'contract/rate-store'],
  [`${SMART}/smart-grants.ts`, 'unknown.length === 0 && clauses.length > 0', 'clauses.length > 0', 'smart/', 'e2e/access/smart'],
  [`${SMART}/smart-grants.ts`, "(permission === 'r' || permission === 's' || clauses.every(isOwn))", 'true', 'smart/', 'e2e/access/smart'],
  [`${SMART}/smart-policy.ts`, 'fits(before) && fits(after)', 'fits(after)', 'e2e/access/smart'],
  [`${SMART}/smart-policy.ts`, "isConditional(context) ? [...need.all, 's' as const] : need.all", 'need.all', 'e2e/access/smart'],
  [`${SMART}/smart-needs.ts`, "'$meta-add': { instance: { all: ['r', 'u'] } }", "'$meta-add': { instance: { all: ['u'] } }", 'access-profiles.spec', 'e2e/access/smart'],
  [VIEW, 'if (seen.some((part) => isPartly(part) && !staying.has(part))) throw touches();', '', 'conformance/access-laws', 'e2e/access/view'],
  [VIEW, 'last = staying.has(part) ? part : last', 'last = part', 'conformance/access-laws', 'e2e/access/view'],
  [`${ACCESS}/align.ts`, 'if (!old.isPartly || sharesSomething(old.entry, wanted[at]!))', '', 'conformance/access-laws', 'e2e/access/view'],
  [`${ACCESS}/access-control.ts`, '(rest, { bits }) => rest & ~bits', '() => 0', 'conformance/access', 'e2e/access'],
  [`${ACCESS}/deciding-references.ts`, " || asks(ofTarget, 'referredBy', referrer)", '', 'e2e/access/ror-places'],
  [`${ACCESS}/access-control.ts`, 'return this.ask(question, at + 1);', '', 'e2e/access'],
  [`${ACCESS}/known-versions.ts`, 'known?.json === version.json ? known : undefined', 'known', 'e2e/access'],
  [`${ACCESS}/labelled-entries.ts`, 'return entriesOf(resource).map((entry) => ({ ...entry, label: labelOf(all, 0) }));', 'return entriesOf(resource);', 'conformance/access-labels', 'e2e/access'],
  [`${ACCESS}/labelled-entries.ts`, 'relabelled: (before, after) => !jsonEqual(inWords(placesIn(before)), inWords(placesIn(after)))', 'relabelled: () => false', 'conformance/access-labels', 'e2e/access'],
  [`${ACCESS}/marks.ts`, '.length === 1);', '.length >= 1);', 'access/marks'],
  [CHAIN, 'seal.previous !== before.hash', 'false', 'contract/audit-chain'],
  [CHAIN, 'instantOf(id) === recorded && ', '', 'contract/audit-chain'],
  [CHAIN, 'last?.number !== number || last.hash !== hash', 'last?.number !== number', 'contract/audit-chain'],
  [CHAIN, 'anchor > head.cut.number || anchor > head.number', 'anchor > head.number', 'contract/audit-chain'],
  [`${AUDIT}/chain.ts`, 'JSON.stringify([id, recorded, body])', 'JSON.stringify([id, body])', 'contract/audit-chain'],
  [`${AUDIT}/nothing-unrecorded.ts`, "context.interaction === 'capabilities'", "context.interaction === 'read'", 'e2e/audit/full-disk'],
  [`${AUDIT}/record-of-request.ts`, 'way.findLast((each)', 'way.find((each)', 'audit/record-of-request', 'e2e/audit/records'],
  [`${CRITERIA}/assumption-check.ts`, 'found.find((id) => id !== own)', 'undefined', 'e2e/conditional', 'e2e/bundles', 'e2e/races/criteria'],
  [`${CRITERIA}/assumption-check.ts`, 'stranger === undefined && isGone && isOurs(target)', 'false', 'e2e/conditional', 'e2e/bundles', 'e2e/races/criteria'],
  [PLANS, 'if (sent !== undefined && sent !== id)', 'if (false)', 'e2e/conditional'],
  [PLANS, 'if (previous) throw idInUse(service.type, sent, asked.criteria);', '', 'e2e/conditional'],
  [PLANS, 'stillMeant: (previous: Readonly<JsonObject>) => this.assertFits(asked, previous),', '', 'e2e/conditional-patch'],
  [`${BUNDLE}/bundle-links.ts`, ".filter((id) => !decided.has(id))", '', 'e2e/bundles'],
  [`${BUNDLE}/bundle-links.ts`, "if (other !== undefined) throw refusal ?? severalMatches(type, text);", '', 'e2e/bundles'],
  [`${BUNDLE}/transaction.ts`, 'if (work.context.dryRun !== context.dryRun) throw dryRunOfSome();', '', 'e2e/bundles'],
  [`${BUNDLE}/transaction.ts`, 'task.room.clear();', '', 'e2e/bundles'],
  [`${BUNDLE}/bundle-links.ts`, 'if (this.done.has(plan)) this.forget();', '', 'e2e/bundles/drafted-again'],
  [`${BUNDLE}/made-matches.ts`, '(draft?.keeps ?? this.clock())', 'this.clock()', 'bundle/made-matches'],
  ['src/fhir/service/plan-preparation.ts', 'if (!this.access.reads(context, context.type)) return undefined;', '', 'e2e/access/smart-unread'],
  [`${BUNDLE}/entry-request.ts`, "  'if-match',\n", '', 'e2e/bundles'],
  [`${BUNDLE}/answer-room.ts`, 'this.taken -= characters;', '', 'bundle/answer-room'],
  ['src/fhir/rest/history/history-answers.ts', "order === 'oldest first' ? await this.newest(services, context) : undefined", 'undefined', 'e2e/type-history'],
  ['src/fhir/rest/history/history-answers.ts', '!from && !page.next', '!page.next', 'e2e/type-history'],
  ['src/fhir/service/history-walk.ts', 'sign * compare(best.frontier, each.frontier) <= 0', 'compare(best.frontier, each.frontier) <= 0', 'e2e/type-history'],
  ['src/fhir/bulk/export-parts.ts', "if (after === '') return;", 'return;', 'e2e/export'],
  ['src/fhir/bulk/export-parts.ts', '!(changedSince && each.lastUpdated < changedSince)', '!(changedSince && each.lastUpdated <= changedSince)', 'e2e/export'],
]; // prettier-ignore
