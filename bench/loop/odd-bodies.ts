import type { JsonObject } from '../../src/fhir';
import { FULL, entries, narrative, nested, text } from './bodies';
import { JSON_TYPE, XML_TYPE, get, organization, times, type LoopCase } from './requests';

const XHTML = 'http://www.w3.org/1999/xhtml';
/** Bytes of a text of characters outside ASCII. */
const wide = (piece: string, bytes = 1_800_000): string => piece.repeat(Math.floor(bytes / Buffer.byteLength(piece)));
const raw = (resource: JsonObject): string => JSON.stringify(resource);
const named = (name: string): string => raw(organization({ name }));
const withText = (inside: string): string => raw(organization({ text: narrative(inside) }));
const withExtension = (members: string): string =>
  `{"resourceType":"Organization","id":"big","identifier":[{"value":"big"}],"extension":[${members}]}`;

/** Texts that cost much to fold, to split into words or to compare. */
const texts: Readonly<Record<string, () => string>> = {
  'a name of accents': () => named(wide('é')),
  'a name of letters with marks': () => named(wide('e\u0301')),
  'a name of one letter and marks': () => named(`e${wide('\u0301')}`),
  'a name of marks out of order': () => named(wide('a\u0323\u0301\u0327')),
  'a name of ligatures that grow': () => named(wide('ﷺ')),
  'a name of Korean': () => named(wide('각')),
  'a name of emoji': () => named(wide('👩‍👩‍👧')),
  'a name of blanks': () => named(`a${text(' ', 1_800_000)}b`),
  'a name of control characters': () => raw(organization({ name: text('\u200b', 600_000) })),
  'a name of dots': () => named(text('.', 1_800_000)),
  'a name of 300,000 words': () => named(times(260_000, (i) => `${i}`).join(' ')),
  'an alias of 9,000 words, 100 times': () =>
    raw(organization({ alias: times(100, (i) => times(3_000, (j) => `${i * j}`).join(' ')) })),
  '900 aliases of ligatures': () => raw(organization({ alias: times(900, (i) => `${i}${wide('ﷺ', 1_900)}`) })),
  '900 aliases of accents': () => raw(organization({ alias: times(900, (i) => `${i}${wide('é', 1_900)}`) })),
  'a comment of tags': () => raw({ resourceType: 'HealthcareService', id: 'big', comment: text('<b><!--') }),
  'a narrative of accents': () => withText(wide('é')),
  'a narrative of named characters': () => withText(text('&eacute;', 1_800_000)),
  'a narrative of numbered characters': () => withText(text('&#233;', 1_800_000)),
  'a narrative of different characters': () => withText(times(200_000, (i) => `&#${1_000 + i};`).join('')),
  'a narrative of bold letters': () => withText(text('<b>a</b>', 1_800_000)),
  'a narrative of empty elements': () => withText(text('<br/>', 1_800_000)),
  'a narrative 10,000 deep': () => withText(text('<b>', 30_000) + 'a' + text('</b>', 40_000)),
  'a narrative of tables': () => withText(text('<table><tr><td>a</td></tr></table>', 1_800_000)),
  'a narrative of links': () => withText(times(60_000, (i) => `<a href="#${i}">a</a>`).join('')),
  'a narrative of pictures': () => withText(text('<img src="#a" alt="b"/>', 1_500_000)),
  'a narrative of ids': () => withText(times(60_000, (i) => `<p id="${i}">a</p>`).join('')),
  'a narrative of words': () => withText(times(250_000, (i) => `${i}`).join(' ')),
  'a narrative of a long style': () => withText(`<p style="${text('color:red;', 1_800_000)}">a</p>`),
  'a narrative of a long url()': () => withText(`<p style="${text('url( ', 1_800_000)}">a</p>`),
  'a narrative of an unknown tag': () => withText(`<${text('a', 1_800_000)}>`),
  'a narrative of angle brackets': () => withText(text('>', 1_800_000)),
  'a narrative of unknown characters': () => withText(times(180_000, (i) => `&x${i};`).join('')),
  'a narrative of characters that are never ended': () => withText(text('&aaaaaaaaa', 1_800_000)),
  'a narrative in a contained resource': () =>
    raw(
      organization({
        contained: [{ resourceType: 'Location', id: 'a', text: narrative(text('&amp;', 1_800_000)) }],
        extension: [{ url: 'urn:x', valueReference: { reference: '#a' } }],
      }),
    ),
  '1,500 contained narratives': () =>
    raw(
      organization({
        contained: times(1_500, (i) => ({
          resourceType: 'Location',
          id: `c${i}`,
          text: narrative(text('&amp;<b>a</b>', 1_000)),
        })),
        extension: times(1_500, (i) => ({ url: 'urn:x', valueReference: { reference: `#c${i}` } })),
      }),
    ),
};

/** JSON with odd numbers, names, escapes and shapes. */
const json: Readonly<Record<string, () => string>> = {
  'decimals of 18 digits': () =>
    withExtension(times(24_000, (i) => `{"url":"u","valueDecimal":1.${10 ** 15 + i}}`).join()),
  'decimals with exponents': () =>
    withExtension(times(24_000, (i) => `{"url":"u","valueDecimal":${i}e-${i % 300}}`).join()),
  'numbers out of range': () => withExtension(times(24_000, () => `{"url":"u","valueDecimal":1e400}`).join()),
  'a decimal of 1.8 million digits': () => withExtension(`{"url":"u","valueDecimal":0.${text('1', 1_800_000)}}`),
  'a decimal with a long exponent': () => withExtension(`{"url":"u","valueDecimal":1e${text('1', 1_800_000)}}`),
  'numbers as names': () => `{"resourceType":"Organization","id":"big",${times(45_000, (i) => `"${i}":1`).join()}}`,
  'names of escapes': () => `{"resourceType":"Organization","id":"big","${text('\\u0061', 1_800_000)}":1}`,
  'many names of escapes': () =>
    `{"resourceType":"Organization","id":"big",${times(45_000, (i) => `"\\u0061\\"${i}":1`).join()}}`,
  'halves of characters': () => `{"resourceType":"Organization","id":"big","name":"${text('\\ud800', 1_800_000)}"}`,
  'escaped accents': () => `{"resourceType":"Organization","id":"big","name":"${text('\\u00e9', 1_800_000)}"}`,
  'escaped quotes': () => `{"resourceType":"Organization","id":"big","name":"${text('\\"', 1_800_000)}"}`,
  'escaped backslashes': () => `{"resourceType":"Organization","id":"big","name":"${text('\\\\', 1_800_000)}"}`,
  'blanks between values': () => `{${text(' \n', 1_800_000)}"resourceType":"Organization","id":"big"}`,
  'blanks before a fault': () => `{${text(' \n', 1_800_000)}"resourceType":"Organization","id":"big",}`,
  'lines before many faults': () =>
    `{"resourceType":"Organization","id":"big",${text('\n', 1_000_000)}"telecom":[${times(1_000, () => '{"sistem":1}').join()}]}`,
  'members named __proto__': () =>
    `{"resourceType":"Organization","id":"big","telecom":[${times(40_000, () => '{"__proto__":1}').join()}]}`,
  'a name 30,000 times': () => `{"resourceType":"Organization","id":"big",${times(30_000, () => '"name":"a"').join()}}`,
  'extensions 500 deep': () =>
    raw(
      organization({
        extension: [nested(500, (inner) => ({ url: 'u', extension: [inner] }), { url: 'u', valueCode: 'a' })],
      }),
    ),
  'contained in contained': () =>
    raw(
      organization({
        contained: [
          nested(200, (inner) => ({ resourceType: 'Location', id: 'a', contained: [inner] }), {
            resourceType: 'Location',
            id: 'a',
          }),
        ],
      }),
    ),
  'lists in lists': () => raw(organization({ alias: entries(() => [['a']]) })),
  'objects for texts': () => raw(organization({ alias: entries(() => ({ a: 1 })) })),
  'siblings without values': () => raw(organization({ _alias: entries((i) => ({ id: `i${i}` })) })),
  'siblings of other types': () => raw(organization({ _name: entries(() => ({})), _telecom: 1, _alias: 'a' })),
  '24,000 ids of elements': () =>
    raw(organization({ telecom: times(12_000, (i) => ({ id: `i${i}`, system: 'phone', value: 'a' })) })),
  '24,000 elements of one id': () =>
    raw(organization({ telecom: times(12_000, () => ({ id: 'i', system: 'phone', value: 'a' })) })),
  '16,000 tags': () => raw(organization({ meta: { tag: entries((i) => ({ system: 'urn:t', code: `${i}` })) } })),
  '16,000 periods': () =>
    raw(
      organization({
        telecom: entries((i) => ({ system: 'phone', value: 'a', period: { start: `20${10 + (i % 80)}` } })),
      }),
    ),
  '9,000 addresses': () =>
    raw(organization({ address: entries((i) => ({ line: [`${i} rue`], city: 'Brest', postalCode: '29200' })) })),
  '999 identifiers of 1.8 KB': () =>
    raw(organization({ identifier: times(999, (i) => ({ system: 'urn:l', value: `${i}${text('a', 1_800)}` })) })),
  'a code of 1.8 MB': () =>
    raw(organization({ type: [{ coding: [{ system: 'urn:c', code: text('a', 1_800_000) }] }] })),
  'a reference of 1.8 MB': () => raw(organization({ partOf: { reference: `Organization/${text('a', 1_800_000)}` } })),
  'a reference of slashes': () => raw(organization({ partOf: { reference: text('/', 1_800_000) } })),
  'a reference by a long URL': () =>
    raw(organization({ partOf: { reference: `http://a.example/${text('a/', 1_800_000)}Organization/1` } })),
  'a profile of bars': () => raw(organization({ meta: { profile: [`http://a.example/${text('|', 1_800_000)}`] } })),
  'an extension URL of 1.8 MB': () => raw(organization({ extension: [{ url: text('u', 1_800_000), valueCode: 'a' }] })),
  'a long time zone': () =>
    raw(organization({ extension: [{ url: 'u', valueInstant: `2020-01-01T00:00:00${text('+01:00', 1_800_000)}` }] })),
  'a long e-mail': () => raw(organization({ telecom: [{ system: 'email', value: text('a@', 1_800_000) }] })),
  'a long resource type': () => `{"resourceType":"${text('Organization', 1_800_000)}","id":"big"}`,
};

const around = (inside: string, attributes = ''): string =>
  `<Organization xmlns="http://hl7.org/fhir"${attributes}><id value="big"/><identifier><value value="big"/></identifier>${inside}</Organization>`;

const xml: Readonly<Record<string, () => string>> = {
  'a div of blanks': () =>
    around(`<text><status value="generated"/><div xmlns="${XHTML}"${text(' ', 1_800_000)}><p>a</p></div></text>`),
  'a div of attributes and a namespace': () =>
    around(
      `<text><status value="generated"/><div xmlns="${XHTML}" ${times(100_000, (i) => `class${i}="a"`).join(' ')}>a</div></text>`,
    ),
  'a narrative of namespaces': () =>
    around(
      `<text><status value="generated"/><div xmlns="${XHTML}">${text(`<p xmlns="${XHTML}">a</p>`, 1_700_000)}</div></text>`,
    ),
  'a narrative of prefixes': () =>
    around(
      `<text><status value="generated"/><h:div xmlns:h="${XHTML}">${text('<h:b>a</h:b>', 1_700_000)}</h:div></text>`,
    ),
  'a narrative of namespaces with blanks': () =>
    around(
      `<text><status value="generated"/><div xmlns="${XHTML}">${text(`<p${text(' ', 20_000)}xmlns:a="urn:a">a</p>`, 1_700_000)}</div></text>`,
    ),
  'a narrative of comments in it': () =>
    around(`<text><status value="generated"/><div xmlns="${XHTML}">${text('<!-- a -->', 1_700_000)}</div></text>`),
  'one long attribute of references': () => around(`<name value="${text('&#x1F600;', 1_800_000)}"/>`),
  'one long attribute of lines': () => around(`<name value="${text('\r\n', 1_800_000)}"/>`),
  'unknown references': () => around(`<name value="${text('&nothing;', 1_800_000)}"/>`),
  'references without end': () => around(`<name value="${text('&amp', 1_800_000)}"/>`),
  'processing instructions': () => around(text('<?a b?>', 1_800_000)),
  'blanks between elements': () => around(text(' \n', 1_800_000)),
  'blanks in a tag': () => around(`<name${text(' ', 1_800_000)}value="a"/>`),
  'blanks in an end tag': () => around(`<contact></contact${text(' ', 1_800_000)}>`),
  'a long element name': () => around(`<${text('a', 1_800_000)}/>`),
  'a long prefix': () => around(`<${text('a:', 1_800_000)}b/>`),
  'prefixes everywhere': () =>
    `<f:Organization xmlns:f="http://hl7.org/fhir"><f:id value="big"/>${text('<f:alias value="a"/>', 1_800_000)}</f:Organization>`,
  'a namespace on each element': () => around(text('<alias xmlns="http://hl7.org/fhir" value="a"/>', 1_800_000)),
  'extensions 500 deep': () =>
    around(text('<extension url="u">', 19 * 500) + '<valueCode value="a"/>' + text('</extension>', 12 * 500)),
  'extensions side by side': () => around(text('<extension url="u"><valueCode value="a"/></extension>', 1_800_000)),
  'contained resources without type': () => around(text('<contained/>', 1_800_000)),
  'contained resources of two types': () => around(text('<contained><Location/><Location/></contained>', 1_800_000)),
  'elements out of order': () => around(text('<name value="a"/><alias value="b"/>', 1_800_000)),
  'a character section in a narrative': () =>
    around(`<text><status value="generated"/><div xmlns="${XHTML}"><![CDATA[${text(']]', 1_700_000)}]]></div></text>`),
  'an encoding that is not': () => `<?xml version="1.0" encoding="${text('utf-', 1_800_000)}"?>${around('')}`,
  'a long version of XML': () => `<?xml version="${text('1.', 1_800_000)}"?>${around('')}`,
  'a doctype of entities': () =>
    `<!DOCTYPE a [${times(40_000, (i) => `<!ENTITY a${i} "&a${i - 1};&a${i - 1};">`).join('')}]>${around('')}`,
};

/** Bodies that are odd rather than large in count: texts, numbers, names and markup. */
export function oddBodies(): LoopCase[] {
  const stored = [
    'a narrative of numbered characters',
    'a name of 300,000 words',
    'a comment of tags',
    'escaped quotes',
  ];
  const puts = (bodies: Readonly<Record<string, () => string>>, type: string): LoopCase[] =>
    Object.entries(bodies).map(([name, body]) => {
      const inXml = type === XML_TYPE;
      return {
        name: `PUT ${inXml ? 'in XML: ' : ''}${name}, odd`,
        request: () => {
          const sent = body();
          const resourceType = /"resourceType":"([A-Za-z]{1,40})"/.exec(sent.slice(0, 200))?.[1] ?? 'Organization';
          return { method: 'PUT', path: `/${resourceType}/big`, type, body: sent.slice(0, FULL * 2) };
        },
      };
    });
  return [
    ...puts(texts, JSON_TYPE),
    ...puts(json, JSON_TYPE),
    ...puts(xml, XML_TYPE),
    ...stored.flatMap((name) => {
      const { request } = puts({ ...texts, ...json }, JSON_TYPE).find((each) => each.name === `PUT ${name}, odd`)!;
      const path = request().path;
      return [
        { name: `store ${name}`, request },
        { name: `GET ${name}, as a page`, request: () => get(path, 'text/html'), needs: [`store ${name}`] },
        { name: `GET ${name}, as XML`, request: () => get(path, XML_TYPE), needs: [`store ${name}`] },
      ];
    }),
  ];
}
