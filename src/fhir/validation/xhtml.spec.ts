import { inEnglish } from '../../../test/support/in-english';
import { xhtmlFault as faultOf } from './xhtml';

const xhtmlFault = (text: string) => {
  const fault = faultOf(text);
  return fault && inEnglish([fault])[0];
};

const NS = 'xmlns="http://www.w3.org/1999/xhtml"';
const div = (content: string): string => `<div ${NS}>${content}</div>`;

describe('the narrative', () => {
  it.each([
    ['plain text', div('Bonjour')],
    [
      'formatting',
      div(
        '<h1>a</h1><p>b <b>c</b><br/></p><ul><li>d</li></ul><table><tbody><tr><td colspan="2">e</td></tr></tbody></table>',
      ),
    ],
    ['attributes of either quote', div(`<p class='a' title="b'c">x</p>`)],
    ['white space in tags', div('<p\n class = "a"\t>x</p\n><br />')],
    ['references', div('&lt;&amp;&gt;&quot;&apos;&#233;&#xE9;')],
    ['a comment', div('x<!-- a - b -->')],
    [
      'addresses',
      div(
        '<a href="https://example.org/?a=1&amp;b=2">a</a><a href="#x">b</a><a href="mailto:a@b.c">c</a><a href="../a:b">d</a>',
      ),
    ],
    ['a data image alone', div('<img src="data:image/png;base64,AAAA" alt="x"/>')],
    ['a plain style', div('<p style="color: red; margin: 1em">x</p>')],
    [
      'a style with a picture of its own',
      div('<p style="background: url(data: image/png;base64,AA==), url(a.png)">x</p>'),
    ],
    ['white space after the div', `${div('x')}\n `],
    ['non-breaking space beside text', div('a&#160;b')],
  ])('may have %s', (_, text) => {
    expect(xhtmlFault(text)).toBeUndefined();
  });

  it.each([
    ['plain text', 'Bonjour'],
    ['another element', `<p ${NS}>x</p>`],
    ['an element that starts with div', `<divan ${NS}>x</divan>`],
    ['something before the div', ` ${div('x')}`],
    ['something after the div', `${div('x')}<p>y</p>`],
    ['a div never closed', `<div ${NS}>x`],
    ['a tag never ended', `<div ${NS}`],
    ['an element never closed', div('<p>x')],
    ['elements that overlap', div('<b><i>x</b></i>')],
    ['an HTML br', div('x<br>')],
    ['a close too many', div('x</p>')],
    ['a bare ampersand', div('a & b')],
    ['an entity of HTML', div('a&nbsp;b')],
    ['a reference to a control character', div('a&#1;b')],
    ['a reference to half a pair', div('a&#xD800;b')],
    ['a reference beyond Unicode', div('a&#x110000;b')],
    ['a bare less-than', div('a < b')],
    ['an attribute without quotes', div('<p class=a>x</p>')],
    ['an attribute without a value', div('<td nowrap>x</td>')],
    ['an attribute twice', div('<p class="a" class="b">x</p>')],
    ['attributes that touch', div('<p class="a"title="b">x</p>')],
    ['a less-than in an attribute', div('<p title="a<b">x</p>')],
    ['a DOCTYPE', `<div ${NS}><!DOCTYPE html>x</div>`],
    ['CDATA', div('<![CDATA[<script>]]>x')],
    ['a processing instruction', div('<?php x ?>x')],
    ['two dashes in a comment', div('x<!-- a -- b -->')],
    ['a comment that browsers end early', div('x<!--><b>y</b>-->')],
    ['a comment never closed', div('x<!-- a')],
    ['no namespace', '<div>x</div>'],
    ['another namespace', '<div xmlns="http://hl7.org/fhir">x</div>'],
    ['another namespace within', div('<p xmlns="http://www.w3.org/2000/svg">x</p>')],
    ['a control character', div('a\u0001')],
  ])('is not well-formed with %s', (_, text) => {
    expect(xhtmlFault(text)).toMatchObject({ code: 'value' });
  });

  it.each([
    ['a script', div('<script>x</script>')],
    ['an element in upper case', div('<SCRIPT>x</SCRIPT>')],
    ['a prefixed element', div('<h:script>x</h:script>')],
    ['a form', div('<form>x</form>')],
    ['an iframe', div('<iframe src="x"/>x')],
    ['a style element', div('<style>x</style>')],
    ['svg', div('<svg>x</svg>')],
    ['an object', div('<object>x</object>')],
    ['an event', div('<p onclick="x()">x</p>')],
    ['an event in upper case', div('<p ONCLICK="x()">x</p>')],
    ['an event on the div', `<div ${NS} onload="x()">x</div>`],
    ['a javascript address', div('<a href="javascript:x()">x</a>')],
    ['a javascript address in disguise', div('<a href=" java&#10;Script&#58;x()">x</a>')],
    ['a javascript address in numbers', div('<a href="&#x6A;avascript:x()">x</a>')],
    ['a vbscript image', div('<img src="vbscript:x"/>')],
    ['a data address', div('<a href="data:text/html,x">x</a>')],
    ['an SVG data image', div('<img src="data:image/svg+xml,x"/>')],
    ['a style that loads', div('<p style="background: url(http://x)">x</p>')],
    ['an image-set of strings', div(`<p style="background: image-set('http://x/a.png' 1x)">x</p>`)],
    ['an image-set in capitals', div(`<p style="background: IMAGE-SET ('//x/a.png' 1x)">x</p>`)],
    ['an image-set of one browser', div(`<p style="background-image:-webkit-image-set('http://x' 1x)">x</p>`)],
    ['an image-set as the first word', div(`<p style="image-set('http://x' 1x)">x</p>`)],
    ['image()', div(`<p style="background: image('http://x/a.png')">x</p>`)],
    ['src()', div(`<p style="background:src('http://x/a.png')">x</p>`)],
    ['cross-fade()', div(`<p style="background: cross-fade('http://x/a.png', red)">x</p>`)],
    ['element()', div('<p style="background:-moz-element(#logo)">x</p>')],
    [
      'a style that loads without a scheme',
      div('<p style="background: url(a.png) URL ( &quot;//x/a.png&quot; )">x</p>'),
    ],
    ['a style that computes', div('<p style="width: expression(x)">x</p>')],
    ['a style in disguise', div('<p style="background: \\75rl(x)">x</p>')],
    ['srcset', div('<img src="a" srcset="b"/>')],
    ['xlink', div('<a xlink:href="javascript:x">x</a>')],
  ])('is refused with %s (txt-1)', (_, text) => {
    expect(xhtmlFault(text)).toMatchObject({ code: 'invariant', text: expect.stringContaining('(txt-1)') });
  });

  it('may have as many elements as a body may have values, and no more', () => {
    const wide = (elements: number): string => div(`${'<br/>'.repeat(elements - 1)}x`);
    expect(xhtmlFault(wide(50_000))).toBeUndefined();
    expect(xhtmlFault(wide(50_001))).toMatchObject({ code: 'too-costly' });
    expect(String(xhtmlFault(wide(50_001))!.text)).toContain('50000 elements');
  });

  it('may be 64 elements deep, and no deeper', () => {
    const nested = (depth: number): string => div(`${'<p>'.repeat(depth - 1)}x${'</p>'.repeat(depth - 1)}`);
    expect(xhtmlFault(nested(64))).toBeUndefined();
    expect(xhtmlFault(nested(65))).toMatchObject({ code: 'value' });
    expect(String(xhtmlFault(nested(65))!.text)).toContain('more than 64 levels');
  });

  it.each([
    ['nothing', div('')],
    ['an empty tag', `<div ${NS}/>`],
    ['spaces', div(' <p>\n</p>&#32;&#160;')],
    ['a comment', div('<!-- x -->')],
    ['an image of nothing', div('<img alt="x"/>')],
  ])('says nothing with %s (txt-2)', (_, text) => {
    expect(xhtmlFault(text)).toMatchObject({ code: 'invariant', text: expect.stringContaining('(txt-2)') });
  });
});
