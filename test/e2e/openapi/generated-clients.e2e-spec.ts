import { DocumentReader, FORM, type Operation, type Schema } from '../../support/openapi-document';
import { startTestApp } from '../../support/test-app';

/*
 * What client generators require of the document. Without each of these rules, openapi-typescript,
 * openapi-python-client or OpenAPI Generator (typescript-axios, java) left an operation out or generated a client that
 * did not compile.
 */

let reader: DocumentReader;
beforeAll(async () => {
  const server = await startTestApp({ DATABASE_URL: 'sqlite::memory:' });
  reader = await DocumentReader.of(server);
  await server.close();
});

/** A name as a generator may see it: letters and digits only, without case. */
function bare(name: string): string {
  return name.replace(/[^a-z\d]/gi, '').toLowerCase();
}

function doubles(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.filter((name) => seen.size === seen.add(bare(name)).size);
}

const operations = (): Operation[] => reader.operations().map(({ operation }) => operation);
const schemas = (): [string, Schema][] =>
  Object.entries((reader.document.components?.schemas ?? {}) as Record<string, Schema>);

/** The fields of a form become arguments beside the parameters. */
function formFields({ requestBody }: Operation): string[] {
  return Object.keys(requestBody?.content[FORM]?.schema.properties ?? {});
}

describe('a generated client has every operation', () => {
  it.each([
    ['_format', 'format', true],
    ['event', '_event', true],
    ['If-Match', 'If-None-Match', false],
  ])('(%s and %s are one name to it: %s)', (a, b, same) => expect(doubles([a, b]).length > 0).toBe(same));

  it('each under a name of its own, which needs no escape', () => {
    const ids = operations().map(({ operationId }) => operationId);
    expect(ids.length).toBeGreaterThan(50);
    expect(doubles(ids)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z][A-Za-z]+$/.test(id))).toEqual([]);
  });

  it('with each argument once, whether in the URL, a header or a form', () => {
    const twice = operations().flatMap((operation) => {
      const names = operation.parameters.map(({ name }) => name);
      return doubles([...names, ...formFields(operation)]).map((name) => `${operation.operationId}: ${name}`);
    });
    expect(operations().flatMap(formFields)).toContain('_format');
    expect(twice).toEqual([]);
  });

  it('with headers that are single strings', () => {
    const headers = operations().flatMap(({ parameters }) => parameters.filter(({ in: place }) => place === 'header'));
    expect(headers.length).toBeGreaterThan(100);
    expect(headers.filter(({ schema }) => schema.type !== 'string' || schema.$ref !== undefined)).toEqual([]);
  });

  it('with bodies that differ in their classes, and are not lists', () => {
    const bodies = operations().flatMap((operation) => reader.bodiesOf(operation));
    const several = bodies.map((body) => Object.values(body)).filter((body) => body.length > 1);
    expect(several.length).toBeGreaterThan(10);
    expect(several.flat().filter(({ schema }) => reader.follow(schema).items !== undefined)).toEqual([]);
  });

  it('with requests and answers typed as FHIR JSON, or as a form', () => {
    const contents = operations().flatMap((operation) => [
      ...reader.bodiesOf(operation),
      ...reader.answersOf(operation),
    ]);
    const untyped = contents.filter((content) => {
      const { schema } = content['application/fhir+json'] ?? content[FORM] ?? {};
      return !schema || !(schema.$ref ?? schema.oneOf ?? schema.properties);
    });
    expect(untyped).toEqual([]);
  });
});

describe('the types of a generated client', () => {
  it('have names of their own', () => {
    // The alias of a primitive, such as `code`, is inlined where it is used.
    const types = schemas().filter(([, schema]) => schema.type === 'object');
    expect(types.length).toBeGreaterThan(50);
    expect(doubles(types.map(([name]) => name))).toEqual([]);
  });

  it('have members whose names differ in letters or digits', () => {
    const twice = schemas().flatMap(([type, { properties = {} }]) =>
      doubles(Object.keys(properties)).map((name) => `${type}.${name}`),
    );
    expect(twice).toEqual([]);
  });

  it('require no member that they do not have', () => {
    const missing = schemas().flatMap(([type, { properties = {}, required = [] }]) =>
      required.filter((name) => !(name in properties)).map((name) => `${type}.${name}`),
    );
    expect(missing).toEqual([]);
  });
});
