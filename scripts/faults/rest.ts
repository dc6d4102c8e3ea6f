import type { Fault } from './fault';

const REST = 'src/fhir/rest';
const QUERY = `${REST}/search/search-query.ts`;
const GUARD = `${REST}/fhir.guard.ts`;
const FOREIGN = `${REST}/foreign-errors.ts`;
const TAG = 'src/fhir/model/entity-tag.ts';

/** Headers, media types, queries and replies. */
export const REST_FAULTS: readonly Fault[] = [
  [`${REST}/conditional-faults.ts`, 'result.issues.some(({ missing }) => missing === undefined)', 'result.issues.every(({ missing }) => missing === undefined)', 'conditional-faults'],
  [`${REST}/conditional-faults.ts`, "error.kind !== 'business-rule'", "error.kind === 'business-rule'", 'test/e2e/conditional-patch', 'test/e2e/hooks'],
  [`${REST}/formats/negotiate.ts`, "|| main === 'text'", '', 'formats/negotiate'],
  [`${REST}/formats/negotiate.ts`, '(range?.quality ?? 0) > 0', '(range?.quality ?? 0) >= 0', 'formats/negotiate'],
  [`${REST}/formats/negotiate.ts`, 'ranges.indexOf(a.range!) - ranges.indexOf(b.range!)', '0', 'formats/negotiate'],
  [`${REST}/formats/negotiate.ts`, "replaceAll(' ', '+')", 'trim()', 'formats/negotiate'],
  [`${REST}/formats/media-range.ts`, ': 1,', ': 0,', 'formats/media-range'],
  [`${REST}/formats/media-range.ts`, 'Math.min(Math.max(Number(quality), 0), 1)', 'Number(quality)', 'formats/media-range'],
  [`${REST}/history-query.ts`, "value.replace(' ', '+')", 'value', 'history-query'],
  [`${REST}/formats/subset.ts`, '      min > 0 ||\n      MODIFIERS', '      MODIFIERS', 'formats/subset'],
  [`${REST}/formats/subset.ts`, '      MODIFIERS.has(name) ||\n', '', 'formats/subset'],
  [`${REST}/formats/subset.ts`, "member.replace(/^_/, '')", 'member', 'formats/subset'],
  [`${REST}/formats/subset.ts`, 'tag: [...tags, ', 'tag: [', 'formats/subset'],
  [`${REST}/request-id.ts`, '{1,128}', '{1,256}', 'rest/request-id'],
  [`${REST}/request-id.ts`, 'exchange.requestId ??= ', '', 'rest/request-id'],
  [`${REST}/preferences.ts`, '!wanted.has(name.toLowerCase())', 'true', 'rest/preferences'],
  [`${REST}/preferences.ts`, 'split(/[,;]/)', 'split(/[,]/)', 'rest/preferences'],
  [`${REST}/criteria.ts`, 'if (unknown.length > 0) throw refused(unknown);', '', 'rest/criteria'],
  [`${REST}/criteria.ts`, "[value].flat().includes('')", "value === ''", 'rest/criteria'],
  [`${REST}/criteria.ts`, 'if (clauses.length === 0) {', 'if (false) {', 'rest/criteria'],
  [`${REST}/paging.ts`, 'Math.min(Number(value), MAX_COUNT)', 'Number(value)', 'search/search-query'],
  [`${REST}/paging.ts`, '|| Number(value) < least', '', 'search/search-query', 'e2e/history'],
  [QUERY, 'left.length > 0 && !lenient', 'left.length > 1 && !lenient', 'search/search-query'],
  [`${REST}/search/page-tokens.ts`, "createHmac('sha256', secret).update(search).digest()", "createHmac('sha256', secret).digest()", 'search/page-tokens'],
  [QUERY, "parameters['_summary'] === 'count' ? 0 : count", 'count', 'search/search-query', 'conformance/http/search'],
  [`${REST}/search/search-links.ts`, 'passed + shown)', 'passed)', 'e2e/search-pages'],
  [TAG, 'if (versionId === undefined) return false;', '', 'model/entity-tag', 'write-conditions'],
  [TAG, "value.trim() === '*'", "value === '*'", 'model/entity-tag', 'conformance/http/kit'],
  [TAG, 'value.length > MAX_LENGTH ||', '', 'model/entity-tag', 'conformance/http/kit'],
  [`${REST}/conditional-read.ts`, 'Math.floor(lastUpdated.getTime() / 1_000) * 1_000', 'lastUpdated.getTime()', 'conformance/http/kit'],
  [`${REST}/history-bundle.ts`, "interaction === 'create' ? type :", "interaction !== 'create' ? type :", 'e2e/history'],
  [`${REST}/history-bundle.ts`, 'return isDeletion(version) ? [told] :', 'return ', 'e2e/history'],
  [GUARD, "if (!hooks.has('request.received')) return", 'return', 'e2e/hooks'],
  [GUARD, "if (typeof id === 'string' && isWord(id)) return false;", '', 'conformance/http/addresses', 'conformance/http/kit'],
  [GUARD, ' || !this.isServed(facts)', '', 'e2e/stores'],
  [FOREIGN, '    status,\n', '', 'e2e/http-exceptions'],
  [FOREIGN, ' && status !== 500', '', 'e2e/http-exceptions'],
  ['src/fhir/openapi/open-api.ts', 'return several ?', 'return !several ?', 'e2e/mounts'],
  ['src/fhir/openapi/open-api.ts', 'path === undefined ? Object', 'path !== undefined ? Object', 'e2e/mounts'],
  ['src/fhir/operations/constraint-words.ts', 'if (found) return', 'if (!found) return', 'operations/constraint-words'],
  ['src/fhir/html/server-links.ts', " || !this.serves(type, 'vread')", '', 'html/resource-page'],
]; // prettier-ignore
