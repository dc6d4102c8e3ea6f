import { runInNewContext, Script } from 'node:vm';
import { followExample } from '../../../src/fhir/openapi/follow-example';
import { DocumentReader, fetchText } from '../../support/openapi-document';
import { startTestApp, type TestApp } from '../../support/test-app';

let server: TestApp;
beforeAll(async () => {
  server = await startTestApp({ DATABASE_URL: 'sqlite::memory:' });
});
afterAll(() => server.close());

const script = (): Promise<string> => fetchText(server, '/docs/swagger-ui-init.js');

describe('Swagger UI', () => {
  it.each(['/docs', '/docs/'])('is a page of this server at %s, with nothing from elsewhere', async (path) => {
    const page = await fetchText(server, path);
    expect(page).toContain('<div id="swagger-ui">');
    const links = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link!);
    expect(links.length).toBeGreaterThan(3);
    expect(links.filter((link) => !link.startsWith('./'))).toEqual([]);
  });

  it('uses no validator on the internet', async () => {
    expect(await script()).toContain('"validatorUrl": null');
  });

  it('gets a document it can show at once, without open choices in its schemas', async () => {
    const { document } = await DocumentReader.of(server);
    expect((await script()).includes('"valueSampledData"')).toBe(false);
    expect(JSON.stringify(document).includes('"valueSampledData"')).toBe(true);
  });

  it('sends to the server the page came from', async () => {
    expect(await script()).toMatch(/"servers": \[\s*\{\s*"url": "\/"/);
  });

  it('gets a script that a browser can read, with the plugin in it', async () => {
    const text = await script();
    expect(() => new Script(text)).not.toThrow();
    expect(text).toContain('function followExample()');
  });
});

describe('choosing an example of the body', () => {
  type Choose = (choice: object) => unknown;
  interface Plugin {
    readonly statePlugins: {
      readonly oas3: { readonly wrapActions: { setActiveExamplesMember(choose: Choose, ui: object): Choose } };
    };
  }

  const parameter = (name: string, place: string, examples: Record<string, string>) => ({
    get: (key: string) => ({ name, in: place })[key],
    getIn: ([, label = '']: string[]) => examples[label],
  });
  const pathMethod = ['/fhir/Location/{id}', 'patch'];
  const id = parameter('id', 'path', { A: '654', B: '5253' });
  const pretty = parameter('_pretty', 'query', {});

  /** What the plugin does with a choice: the choices it passes on, and the values it sets. */
  function chosen(name: string, contextType: string) {
    // As in the browser: from its source text, without any scope around it.
    const plugin = runInNewContext(`(${followExample.toString()})()`) as Plugin;
    const choices: object[] = [];
    const values: unknown[] = [];
    const ui = {
      specSelectors: { specJsonWithResolvedSubtrees: () => ({ getIn: () => [id, pretty] }) },
      specActions: { changeParamByIdentity: (...change: unknown[]) => values.push(change) },
    };
    const { setActiveExamplesMember } = plugin.statePlugins.oas3.wrapActions;
    setActiveExamplesMember((choice) => choices.push(choice), ui)({ name, pathMethod, contextType, contextName: 'x' });
    return { choices, values };
  }

  it('sets the id of that example', () => {
    const { choices, values } = chosen('B', 'requestBody');
    expect(values).toEqual([[pathMethod, id, '5253']]);
    expect(choices).toEqual([
      { name: 'B', pathMethod, contextType: 'parameters', contextName: 'id-path' },
      { name: 'B', pathMethod, contextType: 'requestBody', contextName: 'x' },
    ]);
  });

  it.each([
    ['an example that goes with no parameter', 'C', 'requestBody'],
    ['an example of a parameter', 'B', 'parameters'],
    ['an example of an answer', 'B', 'responses'],
  ])('%s changes nothing else', (_, name, contextType) => {
    expect(chosen(name, contextType)).toEqual({
      values: [],
      choices: [{ name, pathMethod, contextType, contextName: 'x' }],
    });
  });
});
