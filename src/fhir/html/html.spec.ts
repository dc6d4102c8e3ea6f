import { escapeHtml, Html, html, type HtmlValue } from './html';

describe('the template', () => {
  it.each<[string, HtmlValue, string]>([
    ['text', `<b title="x">'&`, '&lt;b title=&quot;x&quot;&gt;&#39;&amp;'],
    ['markup', new Html('<b>'), '<b>'],
    ['a number', 3, '3'],
    ['undefined', undefined, ''],
    ['false', false, ''],
    ['a list of any of them', ['<', new Html('<b>'), ['>']], '&lt;<b>&gt;'],
  ])('holds %s', (_, value, expected) => {
    expect(html`[${value}]`.text).toBe(`[${expected}]`);
  });

  it('does not escape twice when templates nest', () => {
    expect(html`<p>${html`<i>${'&'}</i>`}</p>`.text).toBe('<p><i>&amp;</i></p>');
  });

  it('leaves text without special characters as it is', () => {
    expect(escapeHtml('Établissement')).toBe('Établissement');
  });
});
