import { criteriaOfHeader, utf8Header } from './conditions';

describe('criteria in a header, whose bytes Node gives as characters', () => {
  it.each([
    ['in ASCII', 'name=a', 'a'],
    ['in UTF-8', 'name=\u00c3\u00a9', 'é'],
    ['percent-encoded', 'name=%C3%A9', 'é'],
  ])('%s', (_, header, name) => {
    expect(criteriaOfHeader(utf8Header(header), 'Organization')).toEqual({ name });
  });

  it('are refused in another encoding', () => {
    const read = () => criteriaOfHeader(utf8Header('_id=1&name=\u00e9'), 'Organization');
    expect(read).toThrow('The parameter name cannot be read');
  });
});
