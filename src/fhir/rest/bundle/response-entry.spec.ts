import { ENGLISH } from '../../messages';
import { FhirReply } from '../fhir-reply';
import { responseEntry } from './response-entry';

const lastModifiedIn = (header: string): string => {
  const text = responseEntry({ reply: new FhirReply(200, { 'Last-Modified': header }) }, () => ENGLISH).join('');
  return (JSON.parse(text) as { response: { lastModified: string } }).response.lastModified;
};

describe('response.lastModified', () => {
  it.each(Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 9 + month, 8, 5, 1))))(
    'is the instant of Last-Modified: %s',
    (date) => expect(lastModifiedIn(date.toUTCString())).toBe(date.toISOString()),
  );

  it('is read from a header of another form as well', () => {
    expect(lastModifiedIn('9 Nov 2026 08:05:01 GMT')).toBe('2026-11-09T08:05:01.000Z');
  });
});
