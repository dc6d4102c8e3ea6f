import { DataSource } from 'typeorm';
import { seed, StoreRegistry, WritePipeline } from '../../../src/fhir';
import { validateResource } from '../../../src/fhir/validation';
import { sampleDirectory } from '../../../src/ror';
import { DocumentReader, FORM, type Located, type Parameter, type Shown } from '../../support/openapi-document';
import { exported } from '../../support/exports';
import { FHIR_JSON, FHIR_XML, startTestApp, type TestApp } from '../../support/test-app';

let server: TestApp;
let reader: DocumentReader;
let job: string;
let later: string;
beforeAll(async () => {
  server = await startTestApp({ DATABASE_URL: 'sqlite::memory:', SAMPLE_DATA: 'true' });
  reader = await DocumentReader.of(server);
  job = new URL((await exported(server, '/Location/$export')).output[0]!.url).searchParams.get('_jobId')!;
  const reply = await server.send('get', '/Location').set('Prefer', 'respond-async').expect(202);
  later = new URL(reply.headers['content-location']!).searchParams.get('_jobId')!;
});
afterAll(() => server.close());

/** Resets the database to the sample directory. */
async function startAgain(): Promise<void> {
  const dataSource = server.app.get(DataSource);
  const tables = dataSource.entityMetadatas.filter(({ tableName }) => !tableName.startsWith('fhir_job'));
  for (const { name } of tables) await dataSource.getRepository(name).clear();
  await seed(server.app.get(StoreRegistry), server.app.get(WritePipeline), sampleDirectory());
}

const SAMPLES = new Map(sampleDirectory().map((resource) => [`${resource.resourceType}/${resource.id}`, resource]));

/** Undoes a write, because the next example is written for the original directory. */
async function takeBack(method: string, { status, body }: Answer): Promise<void> {
  if (method === 'delete') return startAgain();
  const address = `${body.resourceType}/${body.id}`;
  const original = SAMPLES.get(address);
  if (status === 201) await server.send('delete', `/${address}`).expect(204);
  else if (original && ['put', 'patch'].includes(method))
    await server.write('put', `/${address}`, original).expect(200);
}

interface Answer {
  readonly status: number;
  readonly body: { readonly resourceType?: string; readonly id?: string };
}

/** Examples printed in a guide need not be valid FHIR; they only have to work. */
const PRINTED = /as the guide prints it|comma added/;

/** The value of a parameter to send with an example of the body: the one with the same label, or the only one. */
function valueOf({ name, schema, examples }: Parameter, path: string, label: string): string | undefined {
  // A document cannot know the id of a future job.
  if (name === '_jobId' && schema.example !== undefined) return path.endsWith('$async-status') ? later : job;
  return examples?.[label]?.value ?? schema.example;
}

function addressOf({ path, operation }: Located, label: string): string {
  const named = operation.parameters.flatMap((parameter) => {
    const value = valueOf(parameter, path, label);
    return value === undefined ? [] : [{ ...parameter, value }];
  });
  const inPath = named.filter(({ in: place }) => place === 'path');
  const inQuery = named.filter(({ in: place }) => place === 'query').map(({ name, value }) => [name, value]);
  const filled = inPath.reduce((text, { name, value }) => text.replace(`{${name}}`, value), path);
  const query = new URLSearchParams(inQuery).toString();
  return filled.replace('/fhir', '') + (query && `?${query}`);
}

function bodyExamples({ operation }: Located): Shown[] {
  return reader.bodiesOf(operation).flatMap((content) => reader.examplesOf(content));
}

async function send(located: Located, example?: Shown) {
  const method = located.method as 'get' | 'post' | 'put' | 'patch' | 'delete';
  const address = addressOf(located, example?.name ?? '');
  if (!example) return server.send(method, address);
  const { mediaType, value } = example;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const body = mediaType === FORM ? new URLSearchParams(value as Record<string, string>).toString() : text;
  return server.send(method, address).set('Content-Type', mediaType).send(body);
}

describe('every operation, with every example it has', () => {
  it('is answered with a success that is documented', async () => {
    const tried: string[] = [];
    const refused: string[] = [];
    for (const located of reader.operations()) {
      const { operationId, responses } = located.operation;
      const examples = bodyExamples(located);
      for (const example of examples.length > 0 ? examples : [undefined]) {
        const name = `${operationId} ${example?.mediaType ?? ''} ${example?.name ?? ''}`;
        const reply = await send(located, example);
        tried.push(name);
        if (reply.status >= 300 || !(reply.status in responses)) refused.push(`${name}: ${reply.status} ${reply.text}`);
        await takeBack(located.method, reply);
      }
    }
    expect(refused).toEqual([]);
    expect(tried.length).toBeGreaterThan(100);
  });

  it('has an example for each part of its path', () => {
    const without = reader.operations().flatMap((located) => {
      const labels = bodyExamples(located).map(({ name }) => name);
      const needed = located.operation.parameters.filter(({ required }) => required);
      return needed
        .filter((parameter) =>
          (labels.length > 0 ? labels : ['']).some((label) => valueOf(parameter, '', label) === undefined),
        )
        .map(({ name }) => `${located.operation.operationId}: ${name}`);
    });
    expect(without).toEqual([]);
  });

  it('has an example of a patch for each value that names its resource', () => {
    const loose = reader.operations().flatMap((located) => {
      const labels = bodyExamples(located).map(({ name }) => name);
      return located.operation.parameters.flatMap(({ name, examples = {} }) =>
        Object.keys(examples)
          .filter((label) => !labels.includes(label))
          .map((label) => `${located.operation.operationId} ${name}: ${label}`),
      );
    });
    expect(loose).toEqual([]);
  });

  it('says in its label which resource it is about, where that is not the usual one', () => {
    const targets = reader.operations().flatMap(({ operation: { parameters } }) => {
      const { examples = {} } = parameters.find(({ name }) => name === 'id') ?? {};
      return Object.entries(examples).map(([label, { value }]) => [label, value] as const);
    });
    const named = targets.filter(([label]) => /\(\w+\/\d+\)/.test(label));
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(([label, id]) => !label.endsWith(`/${id})`))).toEqual([]);
  });

  it('bed management patches a place by the name its software knows it by', () => {
    const located = reader.operation('conditionalPatchLocation');
    const [first] = bodyExamples(located);
    expect(addressOf(located, first!.name)).toBe('/Location?identifier=1946613186%2FNCH-3N');
    expect(JSON.stringify(first!.value)).toContain('ror-location-supported-capacity');
  });
});

describe('what the document shows', () => {
  const shown = (): { operationId: string; example: Shown }[] =>
    reader.operations().flatMap((located) => {
      const answers = reader.answersOf(located.operation).flatMap((content) => reader.examplesOf(content));
      const bodies = bodyExamples(located).filter(({ name }) => !PRINTED.test(name));
      return [...answers, ...bodies].map((example) => ({ operationId: located.operation.operationId, example }));
    });

  it('fits its schema, in JSON and in XML', () => {
    expect(shown().length).toBeGreaterThan(500);
    const wrong = shown().flatMap(({ operationId, example: { resource, schema, name } }) =>
      reader.faults(resource, schema).map((fault) => `${operationId} ${name}: ${fault}`),
    );
    expect(wrong).toEqual([]);
  });

  it('is FHIR R4, as this server judges it', () => {
    const resources = shown().filter(({ example }) => [FHIR_JSON, FHIR_XML].includes(example.mediaType));
    expect(resources.length).toBeGreaterThan(500);
    const wrong = resources.flatMap(({ operationId, example: { resource, name } }) =>
      validateResource(resource as Parameters<typeof validateResource>[0])
        .filter(({ severity = 'error' }) => severity === 'error')
        .map(({ text, expression }) => `${operationId} ${name}: ${String(expression)} ${String(text)}`),
    );
    expect(wrong).toEqual([]);
  });
});
