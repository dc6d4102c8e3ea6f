import fc from 'fast-check';
import {
  entryKey,
  indexChange,
  isUnseen,
  MOST_LABELS,
  shownAfterAll,
  unseenBy,
  type IndexEntry,
  type JsonObject,
} from '../../src/fhir';
import { Labels, withLabels, type AccessPolicy } from '../../src/fhir/access';
import { coverOf } from '../../src/fhir/access/cover';
import { masked, maskOf } from '../../src/fhir/access/mask';
import { searchableType, type SearchParameterDeclaration } from '../../src/fhir/search';
import { organizationDefinition } from '../../src/ror/organization/organization.definition';
import { organization } from '../support/access/arbitrary-masked';
import { MaskingPolicy, SECRET_URL } from '../support/access/masking-policy';

const RUNS = { numRuns: 400, seed: 20261128 };
const labels = new Labels([new MaskingPolicy()]);
const documentation = { en: 'x', fr: 'x' };
/** Some of these find more when something is left out; some index records, whose numbers must not shift. */
const parameters: readonly SearchParameterDeclaration[] = [
  { code: 'phone', type: 'token', expression: "Organization.telecom.where(system = 'phone')", documentation },
  { code: 'first', type: 'string', expression: 'Organization.telecom.first().value', documentation },
  { code: 'none', type: 'token', expression: "Organization.telecom.where(use = 'old').exists()", documentation },
  { code: 'record', type: 'string', group: 'Organization.contact', expression: 'telecom.value', documentation },
  {
    code: 'secret',
    type: 'string',
    expression: `Organization.extension('${SECRET_URL}').value.ofType(string)`,
    documentation,
  },
];
const plain = searchableType({ ...organizationDefinition, searchParameters: parameters, fullText: true });
const kept = withLabels(plain, labels);

/** The record number is part of the key, because it says which entries belong to the same record. */
const inWords = (entries: readonly IndexEntry[]): string[] =>
  entries.map(({ label: _, ...each }) => entryKey(each as IndexEntry)).sort();
const of = (resource: JsonObject, hidden: number): readonly IndexEntry[] =>
  indexChange(undefined, resource, undefined, kept).entries.added.filter(
    ({ label = 0 }) => !isUnseen(label, unseenBy(hidden, labels.all)),
  );

it('a mask grows by labels that are shown after all, in any order', () => {
  const bits = fc.nat(2 ** MOST_LABELS - 1);
  fc.assert(
    fc.property(bits, bits, bits, (hidden, one, other) => {
      const [first, second] = [hidden & one, hidden & other & ~one];
      const grown = unseenBy(hidden, 2 ** MOST_LABELS - 1) + shownAfterAll(first) + shownAfterAll(second);
      expect(grown).toBe(unseenBy(hidden & ~first & ~second, 2 ** MOST_LABELS - 1));
    }),
    RUNS,
  );
});

describe('entries with labels', () => {
  it('are, for every client, exactly those of its view', () => {
    fc.assert(
      fc.property(organization, fc.nat(labels.all), (whole, hidden) => {
        const view = masked(whole, maskOf(labels.of(whole), hidden));
        const expected = plain.indexed.flatMap((parameter) => parameter.entries(view, undefined));
        expect(inWords(of(whole, hidden))).toEqual(inWords(expected));
      }),
      RUNS,
    );
  });

  it('change with the content and with what is hidden, as if they were rebuilt', () => {
    fc.assert(
      fc.property(organization, organization, (before, after) => {
        const [old, now] = [before, after].map((each) => new Map(indexChange(undefined, each, undefined, kept).entries.added.map((entry) => [entryKey(entry), entry]))); // prettier-ignore
        const { added, removed } = indexChange(before, after, undefined, kept).entries;
        for (const entry of removed) expect(old!.delete(entryKey(entry))).toBe(true);
        for (const entry of added) old!.set(entryKey(entry), entry);
        expect([...old!.keys()].sort()).toEqual([...now!.keys()].sort());
      }),
      RUNS,
    );
  });

  it('of unlabelled content are the same as without labels', () => {
    const resource = { resourceType: 'Organization', name: 'x', telecom: [{ system: 'phone', value: '1' }] };
    const entries = indexChange(undefined, resource, undefined, kept).entries.added;
    expect(entries).toEqual(indexChange(undefined, resource, undefined, plain).entries.added);
  });

  it.each([
    ['a parameter with an expression', 'phone'],
    ['the words of all texts', '_content'],
  ])('change with the member that decides what is hidden, although their own does not: %s', (_what, code) => {
    const closed: AccessPolicy = {
      name: 'closed',
      labels: {
        names: ['closed'],
        of: (_type, { active }) => (active === false ? [{ path: ['telecom', 0], label: 'closed' }] : []),
      },
    };
    const own = new Labels([closed]);
    const searchable = withLabels(plain, own);
    const [open, shut] = [true, false].map((active) => ({ resourceType: 'Organization', active, telecom: [{ system: 'phone', value: '1' }] })); // prettier-ignore
    const { added, removed } = indexChange(open, shut, undefined, searchable).entries;
    const isVisible = ({ label = 0 }: IndexEntry): boolean => !isUnseen(label, unseenBy(own.all, own.all));
    const ofCode = (entries: readonly IndexEntry[]) => entries.filter((each) => each.code === code);
    expect(ofCode(removed).map(isVisible)).toEqual([true]);
    expect(ofCode(added).map(isVisible)).toEqual([false]);
  });

  it('with more labels than can be distinguished are found only by clients that see all of them', () => {
    const names = Array.from({ length: 7 }, (_, n) => `l${n}`);
    const policy: AccessPolicy = {
      name: 'many',
      labels: { names, of: () => names.map((label, at) => ({ path: ['telecom', at], label })) },
    };
    const many = new Labels([policy]);
    const telecom = names.map((value) => ({ system: 'phone', value }));
    const resource = { resourceType: 'Organization', telecom };
    const found = (hidden: number) =>
      indexChange(undefined, resource, undefined, withLabels(plain, many)).entries.added.filter(
        ({ code, label = 0 }) => code === 'phone' && !isUnseen(label, unseenBy(hidden, many.all)),
      );
    expect(found(0)).toHaveLength(7);
    expect(found(64)).toEqual([]);
  });

  it('change the digest of the index of a type, as do other labels and another version', () => {
    const digest = (...policies: AccessPolicy[]) => withLabels(plain, new Labels(policies)).digest;
    const policy = (names: string[], version?: number): AccessPolicy => ({ name: 'p', labels: { names, of: () => [], ...(version && { version }) } }); // prettier-ignore
    const digests = [plain.digest, digest(policy(['a'])), digest(policy(['a', 'b'])), digest(policy(['b', 'a'])), digest(policy(['a'], 2))]; // prettier-ignore
    expect(new Set(digests).size).toBe(5);
    expect(digest({ name: 'none' })).toBe(plain.digest);
  });
});

describe('a cover', () => {
  it('contains each wanted view in exactly one term, and no other view', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }).chain((bits) => fc.array(fc.boolean(), { minLength: 2 ** bits, maxLength: 2 ** bits })), (isIn) => {
        const bits = Array.from({ length: Math.log2(isIn.length) }, (_, n) => 2 ** n);
        const terms = coverOf(isIn, bits);
        for (const [view, wanted] of isIn.entries()) {
          const having = terms.filter(({ shown, hidden }) => (view & shown) === 0 && (~view & hidden) === 0);
          expect(having).toHaveLength(wanted ? 1 : 0);
        }
      }),
      RUNS,
    ); // prettier-ignore
  });
});
