import { describeOnEachDatabase } from '../support/on-each-database';

const DIGITS = ['1.00', '-0.000', '1e-22', '1E+5', '1234567890.123456789012', '0.1000000000000000055511'];

/** A Location as text, because numbers in JavaScript objects would lose digits before they are sent. */
const locationText = (id: string, name: string, numbers: readonly string[] = DIGITS): string => {
  const extensions = numbers.map((number) => `{"url":"https://example.org/n","valueDecimal":${number}}`);
  return (
    `{"resourceType":"Location","id":"${id}","extension":[${extensions.join(',')}],"name":"${name}",` +
    '"position":{"longitude":2.350,"latitude":48.8500}}'
  );
};

const patchText = (path: string, value: string): string =>
  '{"resourceType":"Parameters","parameter":[{"name":"operation","part":[{"name":"type","valueCode":"replace"},' +
  `{"name":"path","valueString":"${path}"},{"name":"value",${value}}]}]}`;

/** The numeric values in a text, exactly as they are written. */
const numbersIn = (text: string): string[] =>
  Array.from(text.matchAll(/"(?:valueDecimal|longitude|latitude)":([^,}]+)/g), ([, number]) => number!);

describeOnEachDatabase('the digits of decimals', {}, (server) => {
  const all = [...DIGITS, '2.350', '48.8500'];
  const create = async (): Promise<{ id: string; path: string }> => {
    const created = await server.write('post', '/Location', locationText('x', 'a')).expect(201);
    expect(numbersIn(created.text)).toEqual(all);
    const { id } = created.body as { id: string };
    return { id, path: `/Location/${id}` };
  };

  it('are the same in the answer to a create, in a read and in a version read', async () => {
    const { path } = await create();
    expect(numbersIn((await server.send('get', path).expect(200)).text)).toEqual(all);
    expect(numbersIn((await server.send('get', `${path}/_history/1`).expect(200)).text)).toEqual(all);
  });

  it('survive a patch of another element', async () => {
    const { path } = await create();
    const patched = await server.write('patch', path, patchText('Location.name', '"valueString":"b"')).expect(200);
    expect(patched.headers['etag']).toBe('W/"2"');
    expect(numbersIn(patched.text)).toEqual(all);
    const history = await server.send('get', `${path}/_history`).expect(200);
    expect(numbersIn(history.text)).toEqual([...all, ...all]);
  });

  it('decide whether an update changes anything', async () => {
    const { id, path } = await create();
    const same = await server.write('put', path, locationText(id, 'a')).expect(200);
    expect(same.headers['etag']).toBe('W/"1"');
    const digits = ['1.0', ...DIGITS.slice(1)];
    const other = await server.write('put', path, locationText(id, 'a', digits)).expect(200);
    expect(other.headers['etag']).toBe('W/"2"');
    expect(numbersIn(other.text)).toEqual([...digits, '2.350', '48.8500']);
    const again = await server.write('put', path, locationText(id, 'a', digits)).expect(200);
    expect(again.headers['etag']).toBe('W/"2"');
  });

  it('are the same in every form of an answer, and from XML as from JSON', async () => {
    const { path } = await create();
    const pretty = await server.send('get', `${path}?_pretty=true`).expect(200);
    expect(numbersIn(pretty.text.replaceAll('": ', '":').replaceAll('\n', '}'))).toEqual(all);
    const xml = await server.send('get', `${path}?_format=xml`).expect(200);
    const inXml = Array.from(xml.text.matchAll(/<(?:valueDecimal|longitude|latitude) value="([^"]+)"/g), ([, n]) => n);
    expect(inXml).toEqual(all);
    const put = await server.send('put', path).set('Content-Type', 'application/fhir+xml').send(xml.text).expect(200);
    expect(put.headers['etag']).toBe('W/"1"');
  });

  it('can be patched, and found by their value', async () => {
    const { path } = await create();
    const at = 'Location.position.where(latitude > 48.84 and latitude < 48.86).latitude';
    const patched = await server.write('patch', path, patchText(at, '"valueDecimal":48.86000')).expect(200);
    expect(numbersIn(patched.text)).toEqual([...DIGITS, '2.350', '48.86000']);
  });

  it('are taken from a number in quotes', async () => {
    const text = locationText('x', 'a', ['"1.00"']);
    const created = await server.write('post', '/Location', text, { Prefer: 'handling=lenient' }).expect(201);
    expect(numbersIn(created.text)).toEqual(['1.00', '2.350', '48.8500']);
  });

  it.each([
    ['"valueDecimal":1e400', /out of range/],
    ['"valueDecimal":1e-400', /out of range/],
    ['"valueInteger":1.0', /1\.0 is not an integer/],
    ['"valueInteger":1e2', /1e2 is not an integer/],
  ])('%s is refused with 400', async (member, says) => {
    const text = `{"resourceType":"Location","name":"a","extension":[{"url":"https://example.org/n",${member}}]}`;
    const refused = await server.write('post', '/Location', text).expect(400);
    expect(refused.text).toMatch(says);
    expect(refused.body).toMatchObject({ resourceType: 'OperationOutcome' });
  });
});
