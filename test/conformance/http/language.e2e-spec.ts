import { startTestApp, type TestApp } from '../../support/test-app';

describe('Accept-Language', () => {
  let english: TestApp;
  let french: TestApp;
  beforeAll(async () => {
    const settings = { DATABASE_URL: 'sqlite::memory:', SAMPLE_DATA: 'true' };
    [english, french] = await Promise.all([startTestApp(settings), startTestApp({ ...settings, LANGUAGE: 'fr' })]);
  });
  afterAll(() => Promise.all([english.close(), french.close()]));

  const EN = 'Organization/nobody is not known here';
  const FR = 'Organization/nobody est inconnue de ce serveur';

  it.each([
    ['no header', undefined, 'en', EN],
    ['fr', 'fr', 'fr', FR],
    ['a region of a language', 'fr-FR', 'fr', FR],
    ['capitals', 'FR', 'fr', FR],
    ['what a French browser sends', 'fr,fr-FR;q=0.8,en-US;q=0.5,en;q=0.3', 'fr', FR],
    ['quality before order', 'fr;q=0.4, en;q=0.9', 'en', EN],
    ['a language refused', 'fr;q=0, en', 'en', EN],
    ['any', '*', 'en', EN],
    ['none of ours', 'de, ja;q=0.5', 'en', EN],
    ['none of ours, then French', 'de, fr;q=0.5', 'fr', FR],
    ['no language at all', ',,;q=x', 'en', EN],
  ])('%s', async (_, header, tag, text) => {
    const request = english.send('get', '/Organization/nobody');
    const answer = await (header === undefined ? request : request.set('Accept-Language', header));
    expect(answer.status).toBe(404);
    expect(answer.headers['content-language']).toBe(tag);
    expect(answer.headers['vary']).toMatch(/\bAccept-Language\b/);
    expect((answer.body as { issue: unknown[] }).issue[0]).toMatchObject({ details: { text } });
  });

  it.each([
    ['no header', undefined, FR],
    ['none of ours', 'de', FR],
    ['en', 'en', EN],
  ])('LANGUAGE=fr, %s', async (_, header, text) => {
    const request = french.send('get', '/Organization/nobody');
    const answer = await (header === undefined ? request : request.set('Accept-Language', header));
    expect((answer.body as { issue: unknown[] }).issue[0]).toMatchObject({ details: { text } });
  });

  it.each([
    ['XML', 'application/fhir+xml', /<text value="Organization\/nobody est inconnue de ce serveur"\/>/],
    ['a page', 'text/html', /<html lang="fr">[^]*<p class="text">\s*Organization\/nobody est inconnue de ce serveur/],
  ])('also applies to %s', async (_, accept, expected) => {
    const answer = await english.send('get', '/Organization/nobody').set({ Accept: accept, 'Accept-Language': 'fr' });
    expect(answer.text).toMatch(expected);
  });

  it('applies to the text, the hint and the place of an issue', async () => {
    const answer = await english
      .write('put', '/Organization/1234', '{\n  "resourceType": "Organization",\n  "id": "5"\n}')
      .set('Accept-Language', 'fr');
    expect((answer.body as { issue: unknown[] }).issue[0]).toMatchObject({
      details: { text: 'L’id du corps n’est pas celui de l’URL, 1234 (ligne 3, colonne 9)' },
      diagnostics: 'Écrivez "id": "1234".',
    });
  });

  it('applies to the outcome that a write returns on request', async () => {
    const read = await english.send('get', '/Organization/1234');
    const answer = await english
      .write('put', '/Organization/1234', read.text, { Prefer: 'return=OperationOutcome' })
      .set('Accept-Language', 'fr');
    expect((answer.body as { issue: unknown[] }).issue[0]).toMatchObject({
      details: { text: 'Organization/1234 a déjà ce contenu à la version 1 : rien n’a été enregistré.' },
    });
  });

  it('does not apply to a resource, which has one language', async () => {
    const answer = await english.send('get', '/Organization/1234').set('Accept-Language', 'fr');
    expect(answer.headers).not.toHaveProperty('content-language');
    expect(answer.headers['vary']).not.toMatch(/Accept-Language/);
  });
});
