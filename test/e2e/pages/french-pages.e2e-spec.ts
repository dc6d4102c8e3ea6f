import { french } from '../../../src/fhir/messages/fr';
import { serverFrench } from '../../../src/server/messages/fr';
import { textsOf } from '../../support/page-texts';
import { messagesIn } from '../../support/said-in-source';
import { FHIR_JSON, startTestApp, type TestApp } from '../../support/test-app';
import request from 'supertest';

/** The messages that are written for pages, with their French. */
const SAID = ['src/fhir/html', 'src/fhir/rest/search', 'src/server'].flatMap(messagesIn).map(({ source }) => source);
const FRENCH: Readonly<Record<string, string>> = { ...french, ...serverFrench };

/** Whole texts in English, with anything in the places of values; without those that are the same in French. */
const ENGLISH = SAID.filter((source) => /[A-Za-z]{3}/.test(source) && FRENCH[source] !== source).map(
  (source) => new RegExp(`^${source.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\d+\}/g, '.+')}$`),
);

const inEnglish = (page: string): string[] => textsOf(page).filter((text) => ENGLISH.some((form) => form.test(text)));

type Send = (server: TestApp) => request.Test;
const get =
  (path: string): Send =>
  (server) =>
    server.send('get', path);
const start: Send = (server) => request(server.app.getHttpServer()).get('/');
const batch = {
  resourceType: 'Bundle',
  type: 'batch',
  entry: [{ request: { method: 'GET', url: 'Organization/789' } }],
};

const PAGES: readonly (readonly [string, number, Send])[] = [
  ['the start page', 200, start],
  ['a search', 200, get('/Organization?name=h&_count=2')],
  ['a search with what is included', 200, get('/HealthcareService?_include=*&_count=3')],
  ['a search that finds nothing', 200, get('/Organization?name=nobody')],
  ['a search with a warning', 200, (server) => get('/Organization?nonsense=1&_count=1')(server).set('Prefer', 'handling=lenient')],
  ['a search of several types', 200, get('/?_type=Organization,Location&_count=2')],
  ['a refused search', 400, get('/Organization?_count=x')],
  ['a resource', 200, get('/Organization/789')],
  ['a resource in XML', 200, get('/Organization/789?_format=html/xml')],
  ['a part of a resource', 200, get('/Organization/1234?_summary=true')],
  ['a version', 200, get('/Organization/789/_history/1')],
  ['a history', 200, get('/Organization/789/_history')],
  ['the history of a type', 200, get('/Organization/_history?_count=3')],
  ['the changes between versions', 200, get('/Organization/789/$diff?fromVersion=1')],
  ['a validation', 200, get('/Organization/789/$validate')],
  ['capabilities', 200, get('/metadata')],
  ['a definition', 200, get('/OperationDefinition/export')],
  ['definitions', 200, get('/StructureDefinition')],
  ['a deleted resource', 410, get('/Organization/5')],
  ['nothing', 404, get('/Organization/nobody')],
  ['an unknown address', 404, get('/Nothing')],
  ['a form of search where it is not served', 405, (server) => server.send('delete', '/metadata')],
  ['a batch', 200, (server) => server.write('post', '', batch)],
]; // prettier-ignore

describe('pages', () => {
  let server: TestApp;
  beforeAll(async () => {
    server = await startTestApp({ DATABASE_URL: 'sqlite::memory:', SAMPLE_DATA: 'true', UPDATE_CREATE: 'true' });
    await server.write('put', '/Organization/789', (await server.send('get', '/Organization/789')).body as object);
    await server.write('put', '/Organization/5', { resourceType: 'Organization', id: '5', name: 'Hôpital' });
    await server.send('delete', '/Organization/5');
  });
  afterAll(() => server.close());

  const asPage = (send: Send, language: string): Promise<request.Response> =>
    Promise.resolve(send(server).set({ Accept: 'text/html', 'Accept-Language': language }));

  it('are said in messages of the catalogue', () => {
    expect(ENGLISH.length).toBeGreaterThan(100);
  });

  it.each(PAGES)('%s is in French for a French browser, and in English for others', async (_, status, send) => {
    const [page, english] = await Promise.all([asPage(send, 'fr-FR,fr;q=0.8,en;q=0.5'), asPage(send, 'en')]);
    expect([page.status, english.status]).toEqual([status, status]);
    expect(page.text).toMatch(/^<!DOCTYPE html>\s*<html lang="fr">/);
    expect(english.text).toMatch(/^<!DOCTYPE html>\s*<html lang="en">/);
    expect([page, english].map(({ headers }) => headers['content-language'])).toEqual(['fr', 'en']);
    for (const { headers } of [page, english]) expect(headers['vary']).toMatch(/\bAccept-Language\b/);
    expect(page.headers['content-security-policy']).toBe(english.headers['content-security-policy']);
    expect(inEnglish(page.text)).toEqual([]);
    expect(inEnglish(english.text).length).toBeGreaterThan(3);
  });

  it('of a search explain every parameter in their language', async () => {
    const explained = async (language: string) => {
      const { text } = await asPage(get('/Organization'), language);
      return Array.from(text.matchAll(/<small>([^]*?)<\/small>/g), ([, said]) => said);
    };
    const [inFrench, inItsEnglish] = await Promise.all([explained('fr'), explained('en')]);
    expect(inItsEnglish.length).toBeGreaterThan(30);
    expect(inFrench.length).toBe(inItsEnglish.length);
    expect(inFrench.filter((said) => inItsEnglish.includes(said))).toEqual([]);
  });

  it.each([
    ['the page in another language', 'text/html', 200],
    ['the resource', FHIR_JSON, 304],
  ])('are not taken for the version a client knows: it asks for %s', async (_, accept, status) => {
    const { headers } = await server.send('get', '/Organization/1234').set('Accept', FHIR_JSON);
    const answer = await server
      .send('get', '/Organization/1234')
      .set({ Accept: accept, 'Accept-Language': 'fr', 'If-None-Match': headers['etag'] ?? '' });
    expect(answer.status).toBe(status);
    expect('etag' in answer.headers).toBe(status === 304);
  });

  it.each([
    ['JSON', FHIR_JSON],
    ['XML', 'application/fhir+xml'],
  ])('leave %s the same in all languages', async (_, accept) => {
    const paths = ['/Organization/789', '/Organization?name=h', '/Organization/789/_history'];
    for (const path of paths) {
      const [fr, en] = await Promise.all(
        ['fr', 'en'].map((language) => server.send('get', path).set({ Accept: accept, 'Accept-Language': language })),
      );
      expect(String(fr!.text)).toBe(String(en!.text));
      expect(fr!.headers).not.toHaveProperty('content-language');
      expect(fr!.headers['vary']).not.toMatch(/Accept-Language/);
    }
  });
});
