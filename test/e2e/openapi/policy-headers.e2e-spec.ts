import request from 'supertest';
import { SmartScopesModule } from '../../../src/fhir';
import { RorAccessModule, USER_HEADERS } from '../../../src/ror';
import { Clients } from '../../support/access/authenticator';
import { startTestApp } from '../../support/test-app';

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly parameters?: readonly { readonly $ref?: string }[] }>>>>;
  readonly components: { readonly parameters?: Readonly<Record<string, object>> };
} // prettier-ignore

const REFS = USER_HEADERS.map((name) => `#/components/parameters/${name}`);

async function documentWith(plugins: readonly Parameters<typeof startTestApp>[1][]): Promise<Document> {
  const server = await startTestApp({ DATABASE_URL: 'sqlite::memory:' }, ...plugins);
  const { body } = await request(server.app.getHttpServer()).get('/openapi.json').expect(200);
  await server.close();
  return body as Document;
}

/** The inputs for headers of a policy, by path and method. */
const inputs = ({ paths }: Document): Record<string, readonly string[]> =>
  Object.fromEntries(
    Object.entries(paths)
      .filter(([path]) => path.startsWith('/fhir'))
      .flatMap(([path, item]) =>
        Object.entries(item).map(([method, { parameters = [] }]) => [
          `${method} ${path}`,
          parameters.flatMap(({ $ref = '' }) => (REFS.includes($ref) ? [$ref] : [])),
        ]),
      ),
  );

describe('Swagger', () => {
  it('has inputs for the headers that identify the user of a consumer, where the access profiles apply', async () => {
    const document = await documentWith([{ plugins: [RorAccessModule.forRoot({})], authenticator: new Clients() }]);
    const found = inputs(document);
    expect(found['get /fhir/metadata']).toEqual([]);
    for (const each of [
      'get /fhir/Organization/{id}',
      'get /fhir/HealthcareService',
      'patch /fhir/Location/{id}',
      'post /fhir/$diff',
    ])
      expect([each, found[each]]).toEqual([each, REFS]);
    for (const name of USER_HEADERS)
      expect(document.components.parameters![name]).toMatchObject({ name, in: 'header', description: expect.stringMatching(/`.+`/) as string }); // prettier-ignore
  });

  it('has none where they do not apply', async () => {
    const document = await documentWith([{ plugins: [SmartScopesModule], authenticator: new Clients() }]);
    expect(Object.values(inputs(document)).flat()).toEqual([]);
    expect(Object.keys(document.components.parameters ?? {})).toEqual([]);
  });
});
