import { replaceLinks, type LinkReplacement } from './replace-links';

const BY: LinkReplacement = {
  reference: () => undefined,
  uri: (text) => (text.startsWith('urn:uuid:') ? `http://a/fhir/Organization/${text.slice(9)}?x&y` : undefined),
};

const MADE = '"http://a/fhir/Organization/1?x&amp;y"';

function replacedIn(inside: string): string {
  const div = `<div xmlns="http://www.w3.org/1999/xhtml">${inside}</div>`;
  const { text } = replaceLinks({ resourceType: 'Organization', text: { status: 'generated', div } }, BY);
  return (text as { div: string }).div.slice('<div xmlns="http://www.w3.org/1999/xhtml">'.length, -'</div>'.length);
}

describe('links in a narrative', () => {
  it.each([
    ['href of a', '<a href="urn:uuid:1">x</a>', `<a href=${MADE}>x</a>`],
    ['src of img', '<img alt="y" src="urn:uuid:1"/>', `<img alt="y" src=${MADE}/>`],
    ['in single quotes', "<a href='urn:uuid:1'>x</a>", `<a href=${MADE}>x</a>`],
    ['with spaces around the sign', '<a href = "urn:uuid:1" >x</a>', `<a href = ${MADE} >x</a>`],
    ['written with character references', '<a href="urn&#58;uuid:1">x</a>', `<a href=${MADE}>x</a>`],
    ['several', '<a href="urn:uuid:1">x</a> <a href="#y">y</a><a href="urn:uuid:1">z</a>', `<a href=${MADE}>x</a> <a href="#y">y</a><a href=${MADE}>z</a>`],
  ])('are replaced: %s', (_, written, expected) => {
    expect(replacedIn(written)).toBe(expected);
  }); // prettier-ignore

  it.each([
    ['another attribute', '<a title="urn:uuid:1" href="#b">x</a>'],
    ['href of another element', '<abbr href="urn:uuid:1">x</abbr>'],
    ['text', 'urn:uuid:1'],
    ['a comment', '<!-- <a href="urn:uuid:1">x</a> --><b>x</b>'],
    ['a value that looks like an attribute', '<a title=" href=\'urn:uuid:1\' ">x</a>'],
    ['a narrative that is not well-formed', '<a href="urn:uuid:1">x'],
  ])('are left unchanged: %s', (_, written) => {
    expect(replacedIn(written)).toBe(written);
  });
});
