import { formatLinks } from './format-links';

describe('links to other formats', () => {
  it('keep the query, with any earlier _format replaced', () => {
    expect(formatLinks('/fhir/Organization?name=a%20b&_format=html', 'json', ['json', 'xml'])).toEqual([
      { label: 'JSON', url: '/fhir/Organization?name=a+b&_format=html/json', current: true },
      { label: 'XML', url: '/fhir/Organization?name=a+b&_format=html/xml', current: false },
      { label: 'Raw JSON', url: '/fhir/Organization?name=a+b&_format=json' },
      { label: 'Raw XML', url: '/fhir/Organization?name=a+b&_format=xml' },
    ]);
  });

  it('are for the formats that the server has', () => {
    expect(formatLinks('/fhir/metadata', 'json', ['json']).map(({ label }) => label)).toEqual(['JSON', 'Raw JSON']);
  });
});
