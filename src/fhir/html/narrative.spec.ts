import { ENGLISH } from '../messages';
import { MOST_NARRATIVE, narrative } from './narrative';

const NS = 'xmlns="http://www.w3.org/1999/xhtml"';
const show = (content: string) => narrative(`<div ${NS}>${content}</div>`).in(ENGLISH);

describe('the narrative on a page', () => {
  it.each([
    ['formatting', '<p>Île-de-<b>France</b> &lt; &#233;</p>', '<p>Île-de-<b>France</b> &lt; &#233;</p>'],
    ['a link', '<a href="https://example.org/?a=1&amp;b">x</a>', '<a href="https://example.org/?a=1&amp;b">x</a>'],
    [
      'a table',
      '<table><tr><th>a</th><td colspan="2">b</td></tr></table>',
      '<table><tr><th>a</th><td colspan="2">b</td></tr></table>',
    ],
    ['a list', '<ul><li>a</li></ul>', '<ul><li>a</li></ul>'],
    [
      'a picture of its own',
      '<img src="data:image/png;base64,AA" alt="x"/>',
      '<img src="data:image/png;base64,AA" alt="x">',
    ],
  ])('shows %s', (_, content, expected) => {
    expect(show(content)).toBe(`<div>${expected}</div>`);
  });

  it.each([
    [
      'classes, ids and styles, which belong to the page',
      '<p class="skip" id="main" style="color: red" title="t">x</p>',
      '<p title="t">x</p>',
    ],
    ['pictures that would be loaded', '<img src="https://example.org/a.png" alt="x"/>y', '<img alt="x">y'],
    ['comments', 'a<!-- <b> -->b', 'ab'],
    ['a link inside a link', '<a href="a"><b><a href="b">x</a></b></a>', '<a href="a"><b>x</b></a>'],
  ])('leaves out %s', (_, content, expected) => {
    expect(show(content)).toBe(`<div>${expected}</div>`);
  });

  it.each([
    ['an empty element that HTML would not close', '<p/><div/>x', '<p></p><div></div>x'],
    ['an end that HTML would read as a start', 'a<br></br>b', 'a<br>b'],
    [
      'an li in a div in an li, which closes the div',
      '<ul><li>a<div><li>b</li></div></li></ul>',
      '<ul><li>a<div>b</div></li></ul>',
    ],
    ['a div in a table, which moves out of it', '<table><div><table></table></div></table>x', '<table></table>x'],
    ['cells without a table', '<td>a</td>', 'a'],
    ['headings above those of the page', '<h1>a</h1>', '<h3>a</h3>'],
  ])('is read by a browser as XML has it: %s', (_, content, expected) => {
    expect(show(content)).toBe(`<div>${expected}</div>`);
  });

  it.each([
    '<script>alert(1)</script>x',
    '<p onclick="x()">x</p>',
    '<a href="javascript:x()">x</a>',
    '<a href="java&#115;cript:x()">x</a>',
    '<a href="data:text/html,x">x</a>',
    '<p>x',
    '</div><form action="https://evil.example">x</form><div>',
  ])('is not shown with %s', (content) => {
    expect(show(content)).toMatch(/^<p class="muted">\s*The narrative is not shown[^<]*<\/p>$/);
  });

  it('is not shown where it is too long', () => {
    const longest = 'x'.repeat(MOST_NARRATIVE - `<div ${NS}></div>`.length);
    expect(show(longest) === `<div>${longest}</div>`).toBe(true);
    expect(show(`${longest}x`)).toMatch(/^<p class="muted">The narrative is too long for a page/);
  });
});
