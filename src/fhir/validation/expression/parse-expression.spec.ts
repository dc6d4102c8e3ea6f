import { parse } from 'fhirpath';
import { unwrap, type AstNode } from '../../model/fhirpath-ast';
import { parseExpression } from './parse-expression';

/** A tree without the positions of its nodes, and without nodes that only wrap others. */
function said(node: AstNode): unknown {
  const { type, text, children = [] } = unwrap(node);
  const below = children.filter((child) => child.type !== 'Identifier').map(said);
  return { type, ...(text !== undefined && { text }), ...(below.length > 0 && { below }) };
}

describe('parseExpression', () => {
  it.each([
    'active',
    'Organization',
    'Organization.meta.tag',
    'Practitioner.name.given',
    'a1.b_2.c3',
    'Patient.contact.contains',
    'as.is.in',
    "Practitioner.telecom.where(system='phone')",
    "extension('a').value.ofType(Money).value",
    "extension('https://example.org/a').extension('b').value.ofType(CodeableConcept)",
    "A.notAvailable.where(id='x').during",
    "$this.contains('|')",
    '$this',
    '$this.a',
    'a.$this',
    "where(a.b='c').exists()",
    "a.where(b.where(c='d').e='f')",
    'a.as(Quantity).is(Money)',
    "a.where($this='b')",
    "iif(true, 'a', 'b')",
    "a.where('b'='c')",
    "a = 'b'",
    "a.where(b = 'c')",
    "a.where(b='it\\'s')",
    'Organization.telecom[5].value',
    'a or b',
    '`div`.mode',
  ])('gives the tree that the parser gives: %s', (text) => {
    expect(said(parseExpression(text))).toEqual(said(parse(text) as AstNode));
  });

  it.each(['and', 'Organization.div', 'true.xor', 'a.', '.a', 'a..b', '1a', 'a b', '', 'a.and(b)', 'a.div(b)', "a('b'", 'a(', 'a())', "a('b).c", "'a' 'b'", '$thisa'])('refuses what the parser refuses: %j', (text) => {
    expect(() => void parse(text)).toThrow();
    expect(() => parseExpression(text)).toThrow();
  }); // prettier-ignore

  const made = (parsed: () => AstNode): unknown => {
    try {
      return said(parsed());
    } catch {
      return 'refused';
    }
  };
  const KEYWORDS =
    'and or xor implies is as in contains div mod true false asc desc year years month months week weeks day days hour hours ' +
    'minute minutes second seconds millisecond milliseconds';

  it.each(KEYWORDS.split(' ').flatMap((word) => [word, `a.${word}`, `${word}.a`]))('reads %s as the parser does', (text) => {
    expect(made(() => parseExpression(text))).toEqual(made(() => parse(text) as AstNode));
  }); // prettier-ignore

  it('gives the same tree for the same text', () => {
    expect(parseExpression("extension('a').value")).toBe(parseExpression("extension('a').value"));
  });
});
