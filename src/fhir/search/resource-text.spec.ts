import fc from 'fast-check';
import type { JsonObject } from '../json';
import { indexChange } from './index-change';
import { LONGEST_SEARCHED, narrativeOf, textsOf } from './resource-text';
import { searchableType } from './searchable-type';

const service: JsonObject = {
  resourceType: 'HealthcareService',
  id: 'secret',
  meta: { source: 'urn:x', tag: [{ system: 'urn:s', code: 'c', display: 'Région' }] },
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><p>H<b>ô</b>pital&#x20;A</p><p>B &amp; C</p></div>' },
  extension: [{ url: 'urn:e', valueString: 'dans une extension' }, { url: 'urn:c', valueCode: 'code' }],
  identifier: [{ system: 'urn:i', value: '1 2' }],
  active: true,
  providedBy: { reference: 'Organization/1', display: 'Qui' },
  _name: { extension: [{ url: 'urn:n', valueString: 'dit autrement' }] },
  comment: 'Un mot',
  contained: [{ resourceType: 'Location', id: 'l', name: 'Là' }],
  unknown: 'ignored',
}; // prettier-ignore

describe('the texts of a resource', () => {
  it('are what people read: no codes, addresses and ids', () => {
    const narrative = expect.stringMatching(/^\s*Hôpital A\s+B & C\s*$/) as string;
    const texts = ['Région', narrative, 'dans une extension', '1 2', 'Qui', 'dit autrement', 'Un mot', 'Là'];
    expect(textsOf(service)).toEqual(texts);
    expect(narrativeOf(service)).toEqual([narrative]);
    expect(narrativeOf({ resourceType: 'Location' })).toEqual([]);
  });

  describe('are read up to a length', () => {
    const length = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + text.length, 0);
    const long = 'é '.repeat(LONGEST_SEARCHED);

    it('in a narrative, which is not cut within a tag', () => {
      const div = `<div>${'<p>ab</p>'.repeat(LONGEST_SEARCHED)}</div>`;
      const [text = ''] = narrativeOf({ resourceType: 'Location', text: { div } });
      expect(text.length).toBeGreaterThan(LONGEST_SEARCHED / 3);
      expect(text.length).toBeLessThan(LONGEST_SEARCHED);
      expect(
        text
          .trim()
          .split(/ +/)
          .every((word) => word === 'ab'),
      ).toBe(true);
    });

    it('in all texts of one member, whatever is in the others', () => {
      const many = { resourceType: 'Organization', alias: Array<string>(3_000).fill('a'.repeat(1_000)) };
      expect(length(textsOf(many))).toBe(LONGEST_SEARCHED);
      expect(textsOf({ ...many, name: 'Last' })).toContain('Last');
    });

    it('before they are split into words', () => {
      const read: number[] = [];
      const words = (text: string): readonly string[] => [String(read.push(text.length))];
      const { indexed } = searchableType({
        type: 'Organization',
        searchParameters: [
          {
            code: 'sound',
            type: 'string',
            expression: 'Organization.name',
            words,
            documentation: { en: 'A.', fr: 'A.' },
          },
        ],
      });
      indexed.find(({ code }) => code === 'sound')!.entries({ resourceType: 'Organization', name: long }, undefined);
      expect(read).toEqual([LONGEST_SEARCHED]);
    });

    it('and no further than there are words to index', () => {
      let asked = 0;
      const words = (text: string): readonly string[] => {
        asked += 1;
        return [text];
      };
      const { indexed } = searchableType({
        type: 'Organization',
        searchParameters: [
          {
            code: 'sound',
            type: 'string',
            expression: 'Organization.alias',
            words,
            documentation: { en: 'A.', fr: 'A.' },
          },
        ],
      });
      const alias = Array.from({ length: 5_000 }, (_, i) => `${i}`);
      const found = indexed
        .find(({ code }) => code === 'sound')!
        .entries({ resourceType: 'Organization', alias }, undefined);
      expect(found).toHaveLength(1_000);
      expect(asked).toBe(1_000);
    });
  });

  const { type, ...searchable } = searchableType({ type: 'HealthcareService', fullText: true });
  const words = (before: JsonObject | undefined, after: JsonObject | undefined) => {
    const { entries } = indexChange(before, after, undefined, { type, ...searchable });
    const of = (entry: (typeof entries.added)[number]) =>
      entry.kind === 'words' && entry.code === '_content' ? entry.words : [];
    return { added: entries.added.flatMap(of).sort(), removed: entries.removed.flatMap(of).sort() };
  };

  it('are indexed by the word, each once', () => {
    const { added } = words(undefined, { resourceType: 'HealthcareService', name: 'Été, été', comment: "L'ÉTÉ" });
    expect(added).toEqual(['ete', 'l']);
  });

  it('are indexed by difference: a word that stands elsewhere stays', () => {
    const before = { ...service, comment: 'Une extension', name: 'Cœur' };
    expect(words(before, { ...before, comment: 'Poumon' })).toEqual({ added: ['poumon'], removed: [] });
    expect(words(before, { ...before, name: 'Poumon' })).toEqual({ added: ['poumon'], removed: ['coeur'] });
  });

  const text = fc.constantFrom('un', 'deux', 'un deux', 'deux trois', 'trois');
  const services = fc
    .record({ name: text, comment: fc.option(text, { nil: undefined }), extraDetails: text }, { requiredKeys: [] })
    .map((members) => JSON.parse(JSON.stringify({ resourceType: 'HealthcareService', ...members })) as JsonObject);

  it('lead from what a resource said to what it says, whatever changes', () => {
    fc.assert(
      fc.property(services, services, (before, after) => {
        const { added, removed } = words(before, after);
        const [old, now] = [words(undefined, before).added, words(undefined, after).added];
        expect(removed).toEqual(old.filter((word) => !now.includes(word)));
        expect(added).toEqual(now.filter((word) => !old.includes(word)));
      }),
    );
  });

  it('stay within their bound when they are changed near it', () => {
    const many = Array.from({ length: 999 }, (_, n) => `m${n}`).join(' ');
    const before = { resourceType: 'HealthcareService', name: 'a', comment: many };
    const change = words(before, { ...before, name: 'b c' });
    expect(change).toEqual({ added: ['b', 'c'], removed: ['a', 'm998'] });
  });

  it('are not looked at where no text has changed', () => {
    const from = jest.fn(() => []);
    const indexed = searchable.indexed.map((each) => (each.code === '_content' ? { ...each, entries: from } : each));
    const after = { ...service, active: false, extension: [...(service['extension'] as JsonObject[]), { url: 'urn:n', valueInteger: 1 }] }; // prettier-ignore
    indexChange(service, after, undefined, { type, ...searchable, indexed });
    expect(from).not.toHaveBeenCalled();
  });

  it.each([
    ['a named character', '&quot;&gt;', '">'],
    ['a decimal number', '&#233;', 'é'],
    ['a hexadecimal number', '&#xe9;&#XE9;', 'éé'],
    ['an unknown name', 'a&nothing;b', 'a b'],
    ['a number that is no character', 'a&#x110000;b', 'a b'],
    ['no reference', 'a & b &; &#; &amp &lt;', 'a & b &; &#; &amp <'],
    ['a name that is too long', '&abcdefghijk;', '&abcdefghijk;'],
  ])('decode %s', (_, written, text) => {
    expect(narrativeOf({ resourceType: 'Organization', text: { div: `<p>${written}</p>` } })).toEqual([` ${text} `]);
  });
});
