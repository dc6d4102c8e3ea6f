import type { Fault } from './fault';

const JSON_READING = 'src/fhir/json';
const PATCH = 'src/fhir/patch';
const JSON_PATCH = `${PATCH}/json-patch`;
const XML = 'src/fhir/xml';
const HTML = 'src/fhir/html';

/** JSON, XML, HTML and the three patch languages. */
export const ENGINE_FAULTS: readonly Fault[] = [
  [`${JSON_READING}/number-tokens.ts`, 'escapedNames ||= isName(text, from);', '', 'json/parse-json.fast'],
  [`${JSON_READING}/number-tokens.ts`, '(end - before) % 2 === 1', 'true', 'json/parse-json'],
  [`${JSON_READING}/parse-json.ts`, 'strings !== stock.strings', 'strings < stock.strings', 'json/parse-json'],
  [`${JSON_READING}/parse-json.ts`, 'isForbiddenKey(name) || ', '', 'json/parse-json'],
  [`${JSON_READING}/parse-json.ts`, '|| escapedNames', '', 'json/parse-json.fast'],
  [`${JSON_READING}/parse-json.ts`, 'if (maxDepth <= 0) return false;', '', 'json/parse-json'],
  [`${JSON_READING}/json-number.ts`, '(value === 0 && !isZero(digits))', 'false', 'json/parse-json', 'json/decimals'],
  [`${JSON_READING}/same-number.ts`, "if (significant === '') return '0';", '', 'patch/json-patch', 'json/decimals', 'patch/decimals'],
  [`${JSON_READING}/same-number.ts`, "replace(/^0+/, '')", 'slice()', 'patch/json-patch', 'json/decimals', 'patch/decimals'],
  [`${JSON_READING}/utf8.ts`, '(a === 0xff && b === 0xfe)', 'false', 'json/utf8'],
  [`${JSON_READING}/utf8.ts`, '|| a === 0 || b === 0', '', 'json/utf8'],
  [`${JSON_READING}/utf8.ts`, 'second: [0x80, 0x9f]', 'second: [0x80, 0xbf]', 'json/utf8'],
  [`${JSON_READING}/forbidden-keys.ts`, "|| key === 'prototype'", '', 'json/parse-json', 'patch/json-patch'],
  [`${PATCH}/json-equal.ts`, 'one.length !== other.length', 'one.length > other.length', 'patch/json-patch', 'service/stamp'],
  [`${PATCH}/json-equal.ts`, 'if (keys.length !== Object.keys(other).length) return false;', '', 'patch/json-patch', 'service/stamp'],
  [`${PATCH}/immutable.ts`, "for (const key of ['id', '_id'])", "for (const key of ['id'])", 'patch/apply-patch', 'patch/json-patch/apply'],
  [`${PATCH}/immutable.ts`, '{ ...kept, ...given }', '{ ...given }', 'patch/apply-patch', 'patch/json-patch/apply'],
  [`${PATCH}/path/evaluator.ts`, 'this.remainingMs -= cpuMs() - started;', '', 'path/patch-path'],
  [`${PATCH}/path/evaluator.ts`, 'if (this.steps > this.mostSteps) throw this.exceeded();', '', 'path/patch-path'],
  [`${PATCH}/operations/add.ts`, '!element.repeats && occupiedKey', 'occupiedKey', 'patch/apply-patch'],
  [`${PATCH}/operations/delete.ts`, 'entries.splice(index ?? 0, 1)', 'entries.splice(index ?? 0, 2)', 'patch/apply-patch'],
  [`${JSON_PATCH}/apply-json-patch.ts`, 'name === WHOLE ? this.unknown.size > 0 :', '', 'json-patch/apply'],
  [`${JSON_PATCH}/apply-json-patch.ts`, '|| this.unknown.has(WHOLE)', '', 'json-patch/apply'],
  [`${JSON_PATCH}/apply-json-patch.ts`, 'jsonEqual(found, expected, sameNumber)', 'jsonEqual(found, expected)', 'json-patch', 'patch/decimals'],
  [`${JSON_PATCH}/json-pointer.ts`, ".replaceAll('~1', '/').replaceAll('~0', '~')", ".replaceAll('~0', '~').replaceAll('~1', '/')", 'json-patch/json-pointer'],
  [`${JSON_PATCH}/json-pointer.ts`, '/^(?:0|[1-9]\\d{0,8})$/', '/^\\d{1,9}$/', 'json-patch'],
  [`${JSON_PATCH}/json-pointer.ts`, 'inner.length > outer.length &&', '', 'json-patch'],
  [`${JSON_PATCH}/json-pointer.ts`, 'isJsonObject(value) && Object.hasOwn(value, token) ?', 'isJsonObject(value) ?', 'json-patch'],
  [`${JSON_PATCH}/edit-json.ts`, 'if (!(index <= container.length)) throw fail();', '', 'json-patch'],
  [`${JSON_PATCH}/edit-json.ts`, "token === '-' ? container.length :", '', 'json-patch'],
  [`${XML}/namespaces.ts`, 'inner ??= new Map(outer);', 'inner = new Map(outer);', 'xml/namespaces'],
  [`${XML}/namespaces.ts`, "(attribute.length === 5 || attribute[5] === ':')", 'true', 'xml/namespaces'],
  [`${XML}/write-xml.ts`, 'if (!sorted) this.sort(members);', '', 'xml/write-xml', 'xml/round-trip'],
  [`${XML}/write-xml.ts`, 'members[index + 1]?.rule.order === rule.order', 'false', 'xml/write-xml'],
  [`${XML}/write-xml.ts`, "if (!mayBeEmpty && members.length === 0 && attributes === '')", 'if (false)', 'xml/write-xml'],
  [`${HTML}/html.ts`, "'\"': '&quot;',", "'\"': '\"',", 'html/html.spec'],
  [`${HTML}/narrative.ts`, 'const shown = fits(name, this.parent) && ', 'const shown = ', 'html/narrative'],
  [`${HTML}/narrative.ts`, "&& !(name === 'a' && this.opened.some((element) => element.name === 'a'))", '', 'html/narrative'],
  [`${HTML}/narrative.ts`, 'if (fault)\n', 'if (!div)\n', 'html/narrative'],
]; // prettier-ignore
