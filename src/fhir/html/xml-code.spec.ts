import { ENGLISH } from '../messages';
import { MOST_OF_A_VALUE } from './code-writer';
import { ServerLinks } from './server-links';
import { textOf } from '../../../test/support/html-tags';
import { xmlCode } from './xml-code';

const links = new ServerLinks('http://localhost:3000/fhir');
const paint = (text: string) => xmlCode(text, { links, language: ENGLISH, foldDepth: 2 }).in(ENGLISH);
const lines = (text: string) =>
  (paint(text).match(/ id="\d+">.*?<\/(?:div|summary)>/g) ?? []).map((line) => textOf(`<p${line}`));

describe('XML as lines', () => {
  it('puts each element on its line', () => {
    expect(lines('<?xml version="1.0"?><A xmlns="x"><b value="1"/><c><d value="&lt;&quot;"/></c></A>')).toEqual([
      '<?xml version="1.0"?>',
      '<A xmlns="x">',
      '  <b value="1"/>',
      '  <c>',
      '    <d value="&lt;&quot;"/>',
      '  </c>',
      '</A>',
    ]);
  });

  it('leaves a narrative as it was written', () => {
    const div = '<div xmlns="http://www.w3.org/1999/xhtml"><p>a <b>b</b></p><div>c</div><div/></div>';
    expect(lines(`<text>${div}<status value="x"/></text>`)).toEqual([
      '<text>',
      `  ${div}`,
      '  <status value="x"/>',
      '</text>',
    ]);
  });

  it('links references and the addresses of a Bundle', () => {
    expect(paint('<a><reference value="Organization/1"/></a>')).toContain('<a href="/fhir/Organization/1">');
    expect(paint('<url value="http://localhost:3000/fhir/Organization?a=1&amp;b=2"/>')).toContain(
      '<a href="/fhir/Organization?a=1&amp;b=2">',
    );
    expect(paint('<reference value="javascript:x"/>')).not.toContain('<a ');
  });

  it.each(['', '<', '</a></b>', '<a', '<a b=c>', '<div>', '<a><![CDATA[<script>]]></a>', '<!-- <b> -->', 'x<script>'])(
    'never fails: %s',
    (text) => {
      expect(() => paint(text)).not.toThrow();
      expect(paint(text)).not.toContain('<script');
    },
  );

  it.each([
    ['a value', (text: string) => `<a value="${text}"/>`],
    ['a narrative', (text: string) => `<div>${text}</div>`],
  ])('shows the beginning of what is long, and says so: %s', (_, around) => {
    expect(paint(around('x'.repeat(1_000)))).not.toContain('characters more');
    const painted = paint(around('x'.repeat(3 * MOST_OF_A_VALUE)));
    expect(painted.length).toBeLessThan(1.1 * MOST_OF_A_VALUE);
    expect(painted).toContain('characters more');
  });
});
