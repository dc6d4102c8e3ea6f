import type { Organization } from 'fhir/r4';
import { Neighbours } from '../../../src/fhir';
import { MemoryResourceStore } from '../../../src/persistence/memory/memory-resource-store';
import { topIsTop, treeHolds } from '../../../src/ror/rules';
import { kindOf, type OrganizationKind } from '../../../src/ror/rules/organization-kind';
import { CODE_SYSTEM } from '../../../src/ror/shared/code-systems';
import { fill } from '../../support/fill-store';
import { BASE, keyOf, inShort, organization, TYPES } from '../../support/ror-rules';

describe('what an organization is', () => {
  it.each<[string, unknown, OrganizationKind | undefined]>([
    ['a legal status', TYPES['EJ'], 'legal entity'],
    ['a group of legal statuses', [{ coding: [{ system: CODE_SYSTEM.legalStatusGroup }] }], 'legal entity'],
    ['both of these', [...TYPES['EJ']!, { coding: [{ system: CODE_SYSTEM.legalStatusGroup }] }], 'legal entity'],
    ['a category of establishments', TYPES['EG'], 'geographic entity'],
    ['a level inside a site', TYPES['OI'], 'internal organization'],
    [
      'a level, and a code of somebody else',
      [{ coding: [{ system: 'urn:x' }] }, ...TYPES['OI']!],
      'internal organization',
    ],
    ['two kinds', [...TYPES['EJ']!, ...TYPES['EG']!], undefined],
    ['a text', TYPES['none'], undefined],
    ['no type', undefined, undefined],
    ['what is no type', 'x', undefined],
    ['empty places', [null, { coding: [null] }, { coding: 'x' }], undefined],
  ])('%s', (_, type, kind) => {
    expect(kindOf({ type } as Partial<Organization>)).toBe(kind);
  });
});

describe('the tree of organizations', () => {
  const part = (id: string, type: string, parent?: string): Organization =>
    organization({ id, type: TYPES[type], ...(parent && { partOf: { reference: parent } }) });

  /** Reads a line: in `a EG < b`, a is a geographic entity and part of b. */
  function parse(line: string): Organization {
    const [, id = '', type = '', parent] = /^(\w+) (\w+)(?: < (\S+))?$/.exec(line) ?? [];
    return part(id, type, parent && (parent.includes('/') ? parent : `Organization/${parent}`));
  }

  async function judge(stored: readonly string[], written: string): Promise<string[]> {
    const store = new MemoryResourceStore();
    const all = stored.map(parse);
    await fill(store, all);
    const resource = parse(written);
    const previous = all.find(({ id }) => id === resource.id);
    return store.transaction(async (unit) =>
      inShort([
        ...topIsTop(resource, previous),
        ...(await treeHolds(new Neighbours(unit, keyOf(resource), BASE), resource, previous)),
      ]),
    );
  }

  const [EJ, EG, OI] = ['a legal entity (EJ)', 'a geographic entity (EG)', 'an internal organization (OI)'];
  const cannot = (kind: string, parent: string, parentKind: string) =>
    `Organization.partOf: This is ${kind}, which cannot be part of Organization/${parent}, ${parentKind}`;
  const circle = (line: string) =>
    `Organization.partOf: Organization/x would be part of itself: ${line.replace(/\w+/g, 'Organization/$&')}`;
  const notTop = `Organization.partOf: This is ${EJ}, which cannot be part of anything`;

  it.each<[string, string[], string, string[]]>([
    ['a legal entity at the top', [], 'x EJ', []],
    ['a legal entity below another', ['j EJ'], 'x EJ < j', [notTop]],
    ['a legal entity below what is not known here', [], 'x EJ < j', [notTop]],
    ['a legal entity that was below another before', ['j EJ', 'x EJ < j'], 'x EJ < j', []],
    ['a geographic entity of its own', [], 'x EG', []],
    ['a geographic entity below a legal one', ['j EJ'], 'x EG < j', []],
    ['the same by the address of this server', ['j EJ'], `x EG < ${BASE}/Organization/j`, []],
    ['a geographic entity below another', ['g EG'], 'x EG < g', [cannot(EG, 'g', EG)]],
    ['the same by the address of this server', ['g EG'], `x EG < ${BASE}/Organization/g`, [cannot(EG, 'g', EG)]],
    ['the same by a version', ['g EG'], 'x EG < Organization/g/_history/1', [cannot(EG, 'g', EG)]],
    ['a geographic entity on another server', ['g EG'], 'x EG < https://elsewhere.test/fhir/Organization/g', []],
    ['a geographic entity below an internal one', ['o OI'], 'x EG < o', [cannot(EG, 'o', OI)]],
    ['an internal organization below a geographic entity', ['g EG'], 'x OI < g', []],
    ['an internal organization below another', ['o OI'], 'x OI < o', []],
    ['an internal organization below a legal entity', ['j EJ'], 'x OI < j', [cannot(OI, 'j', EJ)]],
    ['an internal organization without a parent', [], 'x OI', []],
    ['an internal organization below what is not there', [], 'x OI < o', []],
    ['an organization of no kind, anywhere', ['j EJ'], 'x none < j', []],
    ['any kind below one of no kind', ['n none'], 'x EG < n', []],
    ['a fault of before, elsewhere', ['j EJ', 'x OI < j'], 'x OI < j', []],
    [
      'a fault of before, made anew with another parent',
      ['j EJ', 'k EJ', 'x OI < j'],
      'x OI < k',
      [cannot(OI, 'k', EJ)],
    ],
    ['another kind, below the same parent', ['j EJ', 'x EG < j'], 'x OI < j', [cannot(OI, 'j', EJ)]],
    ['out of the tree', ['j EJ', 'x EG < j'], 'x EG', []],

    ['a circle of one', ['x OI'], 'x OI < x', [circle('x → x')]],
    ['a circle of one, new', [], 'x OI < x', [circle('x → x')]],
    ['a circle of two', ['o OI < x', 'x OI'], 'x OI < o', [circle('x → o → x')]],
    ['a circle of four', ['a OI < b', 'b OI < c', 'c OI < x', 'x OI'], 'x OI < a', [circle('x → a → b → c → x')]],
    ['a circle of no kind', ['o none < x', 'x none'], 'x none < o', [circle('x → o → x')]],
    ['a line to the top', ['a OI < b', 'b OI < g', 'g EG < j', 'j EJ', 'x OI'], 'x OI < a', []],
    [
      'another circle above',
      ['a OI < b', 'b OI < a', 'x OI'],
      'x OI < a',
      ['Organization.partOf: The hierarchy has more than 20 levels above this resource'],
    ],
    ['a circle there was before', ['o OI < x', 'x OI < o'], 'x OI < o', []],

    [
      'a site that becomes a legal entity above its services',
      ['o OI < x', 'x EG'],
      'x EJ',
      [`Organization.type: This becomes ${EJ}: Organization/o, ${OI}, cannot be part of it`],
    ],
    [
      'a legal entity that becomes a site above its sites',
      ['g EG < x', 'x EJ'],
      'x EG',
      [`Organization.type: This becomes ${EG}: Organization/g, ${EG}, cannot be part of it`],
    ],
    ['a site that becomes internal above its services', ['o OI < x', 'x EG'], 'x OI', []],
    ['what stood wrong below already', ['g EG < x', 'x EG'], 'x OI', []],
    ['a first type that fits what stands below', ['o OI < x', 'x none'], 'x EG', []],
    [
      'a first type that does not',
      ['o OI < x', 'x none'],
      'x EJ',
      [`Organization.type: This becomes ${EJ}: Organization/o, ${OI}, cannot be part of it`],
    ],
    ['no type any more', ['o OI < x', 'x EG'], 'x none', []],
  ])('%s', async (_, stored, written, wanted) => {
    await expect(judge(stored, written)).resolves.toEqual(wanted);
  });

  it('may be twenty levels deep', async () => {
    const levels = (count: number) => Array.from({ length: count }, (_, n) => `l${n} OI${n ? ` < l${n - 1}` : ''}`);
    await expect(judge(levels(20), 'x OI < l19')).resolves.toEqual([]);
    await expect(judge(levels(21), 'x OI < l20')).resolves.toEqual([
      'Organization.partOf: The hierarchy has more than 20 levels above this resource',
    ]);
  });

  it('looks at no other resource when neither parent nor kind change', async () => {
    const neighbours = new Neighbours(
      new Proxy({} as never, { get: () => fail('it asked') }),
      { type: 'Organization', id: 'x' },
      BASE,
    );
    const [before] = [parse('x OI < a')];
    await expect(treeHolds(neighbours, { ...before, name: 'new' }, before)).resolves.toEqual([]);
  });
});
