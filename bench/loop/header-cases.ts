import { JSON_TYPE, get, organization, put, times, type LoopCase, type LoopRequest } from './requests';

/** Room for one header within Node's limit of 16 KB for all of them and the address. */
const LONGEST = 15_000;

/** As many pieces as fit into one header. */
function listed(at: (index: number) => string, separator = ', '): string {
  const pieces: string[] = [];
  for (let size = 0, index = 0; ; index += 1) {
    const piece = at(index);
    size += piece.length + separator.length;
    if (size > LONGEST) return pieces.join(separator);
    pieces.push(piece);
  }
}

const read = (headers: LoopRequest['headers']): LoopRequest => ({
  ...get('/Organization/small'),
  ...(headers && { headers }),
});

/** Headers as long as Node accepts them. */
export function headers(): LoopCase[] {
  const reads: Readonly<Record<string, LoopRequest['headers']>> = {
    '1,500 media ranges': { Accept: listed((i) => `a/b;q=0.${i % 10}`) },
    'a media range of 1,800 parameters': { Accept: listed((i) => `a${i}=b`, ';') },
    'a media range of blanks': { Accept: `application/fhir+json;${' '.repeat(LONGEST)}q` },
    'a media range of commas': { Accept: ','.repeat(LONGEST) },
    'a media range with quotes': { Accept: listed((i) => `a/b;c="\\"${i}"`) },
    '2,000 languages': { 'Accept-Language': listed((i) => `fr-${i};q=0.${i % 10}`) },
    '1,500 preferences': { Prefer: listed((i) => `handling${i}=a`) },
    'a preference of blanks': { Prefer: `return${' '.repeat(LONGEST)}=${' '.repeat(100)}` },
    'a preference of commas and blanks': { Prefer: ', '.repeat(LONGEST / 2) },
    'a long Authorization': { Authorization: `Bearer ${'a.'.repeat(LONGEST / 2)}` },
    'an Authorization of blanks': { Authorization: `Bearer${' '.repeat(LONGEST)}a` },
    '1,500 cookies': { Cookie: listed((i) => `c${i}=a`, '; ') },
    'If-None-Match with 2,000 tags': { 'If-None-Match': listed((i) => `W/"${i + 2}"`) },
    'If-None-Match of quotes': { 'If-None-Match': '"'.repeat(LONGEST) },
    'If-None-Match of commas': { 'If-None-Match': 'W/, '.repeat(LONGEST / 4) },
    'a long If-Modified-Since': { 'If-Modified-Since': 'Mon, '.repeat(LONGEST / 5) },
    '1,500 proxies': { 'X-Forwarded-For': listed((i) => `10.0.0.${i % 256}`) },
    'a long Forwarded': { Forwarded: listed((i) => `for="[2001:db8::${i}]"`) },
    '1,500 encodings': { 'Accept-Encoding': listed((i) => `gzip${i};q=0.1`) },
    'a long Range': { Range: `bytes=${listed((i) => `${i}-`)}` },
    'a long X-Request-Id': { 'X-Request-Id': 'a-'.repeat(LONGEST / 2) },
    '1,500 headers': Object.fromEntries(times(1_000, (i) => [`x-${i}`, 'a'])),
  };
  const writes: Readonly<Record<string, LoopRequest['headers']>> = {
    'If-Match with 2,000 tags': { 'If-Match': listed((i) => `W/"${i + 2}"`) },
    'If-Match of blanks': { 'If-Match': `W/${' '.repeat(LONGEST)}"1"` },
    'a Content-Type of 1,800 parameters': { 'Content-Type': `${JSON_TYPE};${listed((i) => `a${i}=b`, ';')}` },
    'a Content-Type of blanks': { 'Content-Type': `${JSON_TYPE};${' '.repeat(LONGEST)}charset` },
  };
  return [
    ...Object.entries(reads).map(([name, sent]) => ({ name: `GET with ${name}`, request: () => read(sent) })),
    ...Object.entries(writes).map(([name, sent]) => ({
      name: `PUT with ${name}`,
      request: () => put(organization({}, 'small'), { ...(sent && { headers: sent }) }),
    })),
    {
      name: 'POST with a long If-None-Exist',
      request: () => ({
        ...put(organization({}, 'exist')),
        method: 'POST',
        path: '/Organization',
        headers: { 'If-None-Exist': `identifier=${listed((i) => `a${i}`, ',')}` },
      }),
    },
    {
      name: 'POST with If-None-Exist of 1,500 criteria',
      request: () => ({
        ...put(organization({}, 'exist')),
        method: 'POST',
        path: '/Organization',
        headers: { 'If-None-Exist': listed((i) => `a${i}=1`, '&') },
      }),
    },
  ];
}
