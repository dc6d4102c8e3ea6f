import { ENGLISH, say } from '../messages';
import { escapeHtml, Html, html, type HtmlValue } from './html';
import { withCode } from './with-code';

describe('the template', () => {
  it.each<[string, HtmlValue, string]>([
    ['text', `<b title="x">'&`, '&lt;b title=&quot;x&quot;&gt;&#39;&amp;'],
    ['markup', new Html('<b>'), '<b>'],
    ['a number', 3, '3'],
    ['undefined', undefined, ''],
    ['false', false, ''],
    ['a list of any of them', ['<', new Html('<b>'), ['>']], '&lt;<b>&gt;'],
  ])('holds %s', (_, value, expected) => {
    expect(html`[${value}]`.in(ENGLISH)).toBe(`[${expected}]`);
  });

  it('writes messages in the language of the page, escaped like any text', () => {
    const french = { tag: 'fr', translations: { 'by {0} & co': 'par {0} & <co>' } };
    const page = html`<p title="${say`by ${'"us"'} & co`}">${html`<i>${[say`by ${1} & co`]}</i>`}</p>`;
    expect(page.in(ENGLISH)).toBe('<p title="by &quot;us&quot; &amp; co"><i>by 1 &amp; co</i></p>');
    expect(page.in(french)).toBe('<p title="par &quot;us&quot; &amp; &lt;co&gt;"><i>par 1 &amp; &lt;co&gt;</i></p>');
    expect(withCode(say`by ${'`<b>`'} & co`).in(french)).toBe('par <code>&lt;b&gt;</code> &amp; &lt;co&gt;');
  });

  it('does not let a line start with the punctuation of a sentence', () => {
    expect(html`${say`quoi ; « qui » : où ?`}`.in(ENGLISH)).toBe('quoi\u00a0; «\u00a0qui\u00a0»\u00a0: où\u00a0?');
    expect(withCode('`a ; b` ; c').in(ENGLISH)).toBe('<code>a ; b</code>\u00a0; c');
    expect(html`${'a ; b'}`.in(ENGLISH)).toBe('a ; b');
  });

  it('does not escape twice when templates nest', () => {
    expect(html`<p>${html`<i>${'&'}</i>`}</p>`.in(ENGLISH)).toBe('<p><i>&amp;</i></p>');
  });

  it('leaves text without special characters as it is', () => {
    expect(escapeHtml('Établissement')).toBe('Établissement');
  });
});
