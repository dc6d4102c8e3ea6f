import type { JsonObject } from '../../src/fhir';
import * as made from './bodies';
import { entries, HALF, narrative, text } from './bodies';
import { organization, service, times } from './requests';
/** Bodies with as many faults as fit. */
export function faulty(): Record<string, () => string> {
  const raw = (resource: JsonObject): string => JSON.stringify(resource);
  return {
    'unknown elements': () =>
      raw(organization(Object.fromEntries(entries((i) => `element${i}`, HALF).map((key) => [key as string, 1])))),
    'unknown elements in a list': () =>
      raw(organization({ telecom: entries((i) => ({ sistem: 'phone', valeu: String(i) })) })),
    'one long name': () => raw(organization({ [text('name')]: 1 })),
    'wrong types': () => raw(organization({ telecom: entries((i) => i) })),
    'wrong codes': () => raw(organization({ telecom: entries((i) => ({ system: `no${i}`, value: 'x' })) })),
    'one long code': () => raw(organization({ telecom: [{ system: text('phone'), value: 'x' }] })),
    'single values for lists': () => raw(organization({ contact: entries(() => ({ name: { given: 'A' } })) })),
    'digits in quotes': () =>
      raw({ resourceType: 'Location', id: 'big', extension: entries(() => ({ url: 'urn:x', valueInteger: '1' })) }),
    'empty objects': () => raw(organization({ telecom: entries(() => ({})) })),
    nulls: () => raw(organization({ alias: entries(() => null) })),
    'nulls in quotes': () => raw(organization({ alias: entries(() => '') })),
    'broken invariants': () => raw(organization({ telecom: entries(() => ({ value: 'x' })) })),
    'contained never used': () => raw(service({ contained: entries(made.containedAt) })),
    'contained with one id': () => raw(service({ contained: entries(() => ({ resourceType: 'Location', id: 'a' })) })),
    'references to nothing contained': () => raw(service({ location: entries((i) => ({ reference: `#${i}` })) })),
    'wrong targets': () => raw(service({ location: entries(() => ({ reference: 'Patient/1' })) })),
    'a long instant': () => raw(organization({ meta: { lastUpdated: text('2020-01-01T00:00:00.', 1_000_000) } })),
    'a long date of digits': () => raw(organization({ extension: [{ url: 'urn:x', valueDateTime: text('0') }] })),
    'long base64': () =>
      raw(organization({ extension: [{ url: 'urn:x', valueBase64Binary: `${text('abcd ', 1_000_000)}=` }] })),
    'long blanks': () => raw(organization({ name: `${text(' ', 1_000_000)}` })),
    'a long id': () => raw(organization({ contact: [{ id: text('a '), name: { text: 'x' } }] })),
    'a long uri': () => raw(organization({ identifier: [{ system: text('a '), value: 'x' }] })),
    'a narrative that never ends': () =>
      raw(
        organization({
          text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${text('<p>')}` },
        }),
      ),
    'a narrative of attributes': () => raw(organization({ text: narrative(`<p ${text('a="b" ', 1_800_000)}>a</p>`) })),
    'a narrative of comments': () => raw(organization({ text: narrative(text('<!-- -', 1_800_000)) })),
    'a narrative of blanks': () => raw(organization({ text: narrative(`<p${text(' ', 1_800_000)}`) })),
    'a narrative of ampersands': () => raw(organization({ text: narrative(text('&a', 1_800_000)) })),
    'not JSON': () => `{"resourceType":"Organization","id":"big","alias":[${text('"a",')}`,
    'JSON that nests': () => text('['),
    'JSON with a name twice': () =>
      `{"resourceType":"Organization","id":"big","contact":[${text('{"a":1,"a":1},')}{}]}`,
    'one long number': () =>
      `{"resourceType":"Location","id":"big","position":{"longitude":${text('1')},"latitude":1}}`,
    'long decimals': () =>
      `{"resourceType":"Location","id":"big","extension":[${text('{"url":"urn:x","valueDecimal":1.00},')}{"url":"urn:x"}]}`,
    escapes: () => `{"resourceType":"Organization","id":"big","alias":["${text('\\u0061', 1_800_000)}"]}`,
  };
}

export function faultyXml(): Record<string, () => string> {
  const around = (inside: string): string =>
    `<Organization xmlns="http://hl7.org/fhir"><id value="big"/>${inside}</Organization>`;
  return {
    'unknown elements': () => around(text('<nmae value="a"/>')),
    'never closed': () => around(text('<contact>')),
    attributes: () => around(`<name ${times(100_000, (i) => `a${i}="b"`).join(' ')}/>`),
    'attributes of one name': () => around(`<name ${text('a="b" ', 1_800_000)}/>`),
    namespaces: () => around(times(40_000, (i) => `<name xmlns:a${i}="urn:b"/>`).join('')),
    'nested namespaces': () =>
      around(
        times(
          60,
          (i) => `<contact xmlns:a${i}="urn:b" ${times(600, (j) => `xmlns:b${i}x${j}="urn:${j}"`).join(' ')}>`,
        ).join(''),
      ),
    references: () => around(`<name value="${text('&#38;', 1_800_000)}"/>`),
    comments: () => around(text('<!-- a -->')),
    'a character section': () => around(`<name><![CDATA[${text('a')}]]></name>`),
    'text between elements': () => around(text('a <id/>')),
    doctype: () => `<!DOCTYPE a [${text('<!ENTITY a "b">')}]>`,
  };
}
