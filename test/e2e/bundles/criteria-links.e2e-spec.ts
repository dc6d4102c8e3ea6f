import { randomUUID } from 'node:crypto';
import type { Location } from 'fhir/r4';
import { describeOnEachDatabase } from '../../support/on-each-database';
import { patchOf } from '../../support/patches';
import { bundle, entry, send, type Answered, type EntryOf } from './support';

/** Names of organizations, new in each row; `one` and `other` are stored under the name `old`. */
interface Known {
  readonly one: string;
  readonly other: string;
  readonly old: string;
  readonly fresh: string;
  /** A stored organization named `top`, with one `child`, which the only location named `place` belongs to. */
  readonly parent: string;
  readonly top: string;
  readonly child: string;
  readonly place: string;
}

interface Row {
  readonly rule: string;
  readonly entries: (known: Known) => readonly EntryOf[];
}
/** The last entry gets a reference to what `to` names. */
interface Resolved extends Row {
  readonly to: (known: Known, reply: Answered) => string;
}
interface Refused extends Row {
  readonly status: number;
  readonly code: string;
  readonly at: string;
}

const organization = (name: string, over: object = {}) => ({ resourceType: 'Organization', name, ...over });
const managedBy = (criteria: string) =>
  entry('POST Location', { resourceType: 'Location', name: 'A', managingOrganization: { reference: `Organization?${criteria}` } }); // prettier-ignore
const named = (name: string) => patchOf({ type: 'replace', path: 'Organization.name', value: { valueString: name } });
const under = (id: string) => ({ partOf: { reference: `Organization/${id}` } });
/** Everything stored so far was written until then. */
const until = () => encodeURIComponent(new Date().toISOString());
const unrelated = entry('POST Organization', organization('C'));
const asJsonPatch = (patch: object) => ({ resourceType: 'Binary', contentType: 'application/json-patch+json', data: Buffer.from(JSON.stringify([patch])).toString('base64') }); // prettier-ignore
const namedByJson = (value: string) => asJsonPatch({ op: 'replace', path: '/name', value });

const RESOLVED: readonly Resolved[] = [
  { rule: 'what a FHIRPath Patch makes match', entries: ({ one, fresh }) => [entry(`PATCH Organization/${one}`, named(fresh)), managedBy(`name=${fresh}`)], to: ({ one }) => one },
  { rule: 'what a JSON Patch makes match', entries: ({ one, fresh }) => [entry(`PATCH Organization/${one}`, namedByJson(fresh)), managedBy(`name=${fresh}`)], to: ({ one }) => one },
  { rule: 'what a patch by criteria makes match', entries: ({ one, fresh }) => [entry(`PATCH Organization?_id=${one}`, named(fresh)), managedBy(`name=${fresh}`)], to: ({ one }) => one },
  { rule: 'what a PUT makes match', entries: ({ one, fresh }) => [entry(`PUT Organization/${one}`, organization(fresh, { id: one })), managedBy(`name=${fresh}`)], to: ({ one }) => one },
  { rule: 'the only match that a patch leaves', entries: ({ one, fresh, old }) => [entry(`PATCH Organization/${one}`, named(fresh)), managedBy(`name=${old}`)], to: ({ other }) => other },
  { rule: 'the only match that a JSON Patch leaves', entries: ({ one, fresh, old }) => [entry(`PATCH Organization/${one}`, namedByJson(fresh)), managedBy(`name=${old}`)], to: ({ other }) => other },
  { rule: 'a match that a patch changes in other respects', entries: ({ one }) => [entry(`PATCH Organization/${one}`, asJsonPatch({ op: 'add', path: '/alias', value: ['B'] })), managedBy(`_id=${one}`)], to: ({ one }) => one },
  { rule: 'the one match by a chain, beside an unrelated resource', entries: ({ top }) => [unrelated, managedBy(`partof.name=${top}`)], to: ({ child }) => child },
  { rule: 'the one match by a chain, beside an unrelated patch', entries: ({ top, one, fresh }) => [entry(`PATCH Organization/${one}`, named(fresh)), managedBy(`partof.name=${top}`)], to: ({ child }) => child },
  { rule: 'the one match by a chain, which it patches in other respects', entries: ({ top, child, fresh }) => [entry(`PATCH Organization/${child}`, named(fresh)), managedBy(`partof.name=${top}`)], to: ({ child }) => child },
  { rule: 'the one match by a chain, whose parent it patches in other respects', entries: ({ top, parent }) => [entry(`PATCH Organization/${parent}`, asJsonPatch({ op: 'add', path: '/alias', value: ['B'] })), managedBy(`partof.name=${top}`)], to: ({ child }) => child },
  { rule: 'the one match by `_has`, beside an unrelated resource', entries: ({ place }) => [unrelated, managedBy(`_has:Location:organization:name=${place}`)], to: ({ child }) => child },
  { rule: 'the one match of a hierarchy, beside an unrelated resource', entries: ({ top }) => [unrelated, managedBy(`partof:above.name=${top}&partof:missing=false`)], to: ({ child }) => child },
  { rule: 'what is created and matches by a chain', entries: ({ old, one, fresh }) => [entry('POST Organization', organization(fresh, under(one))), managedBy(`partof.name=${old}`)], to: (_, reply) => reply.entries[0]!.resource!.id! },
  { rule: 'what is created and matches by a time', entries: ({ fresh }) => [entry('POST Organization', organization(fresh)), managedBy(`name=${fresh}&_lastUpdated=ge2020`)], to: (_, reply) => reply.entries[0]!.resource!.id! },
  { rule: 'what is patched and matches by a time', entries: ({ one, fresh }) => [entry(`PATCH Organization/${one}`, named(fresh)), managedBy(`name=${fresh}&_lastUpdated=ge2020`)], to: ({ one }) => one },
  { rule: 'what a PATCH leaves as it is, by the time when that was written', entries: ({ one, old }) => [entry(`PATCH Organization/${one}`, named(old)), managedBy(`_id=${one}&_lastUpdated=le${until()}`)], to: ({ one }) => one },
  { rule: 'what a PUT leaves as it is, by the time when that was written', entries: ({ one, old }) => [entry(`PUT Organization/${one}`, organization(old, { id: one })), managedBy(`_id=${one}&_lastUpdated=le${until()}`)], to: ({ one }) => one },
]; // prettier-ignore

const REFUSED: readonly Refused[] = [
  { rule: 'several match because of a patch', entries: ({ one, other, fresh }) => [entry(`PATCH Organization/${one}`, named(fresh)), entry(`PATCH Organization/${other}`, named(fresh)), managedBy(`name=${fresh}`)], status: 412, code: 'multiple-matches', at: 'Bundle.entry[2].resource.managingOrganization' },
  { rule: 'none matches because of a patch', entries: ({ one, other, old, fresh }) => [entry(`PATCH Organization/${one}`, named(fresh)), entry(`DELETE Organization/${other}`), managedBy(`name=${old}`)], status: 412, code: 'not-found', at: 'Bundle.entry[2].resource.managingOrganization' },
  { rule: 'a patch that cannot be applied, named by its own entry', entries: ({ one, fresh }) => [managedBy(`name=${fresh}`), entry(`PATCH Organization/${one}`, patchOf({ type: 'replace', path: 'Organization.alias[3]', value: { valueString: 'B' } }))], status: 422, code: 'not-found', at: 'Bundle.entry[1].resource.parameter[0].part[1]' },
  { rule: 'a patch of what does not exist, named by its own entry', entries: ({ fresh }) => [managedBy(`name=${fresh}`), entry('PATCH Organization/nowhere', named(fresh))], status: 404, code: 'not-found', at: 'Bundle.entry[1]' },
  { rule: 'no time of what is created matches', entries: ({ fresh }) => [entry('POST Organization', organization(fresh)), managedBy(`name=${fresh}&_lastUpdated=lt2020`)], status: 412, code: 'not-found', at: 'Bundle.entry[1].resource.managingOrganization' },
  { rule: 'a chain leads to a second match, which it creates', entries: ({ top, parent }) => [entry('POST Organization', organization('C', under(parent))), managedBy(`partof.name=${top}`)], status: 412, code: 'multiple-matches', at: 'Bundle.entry[1].resource.managingOrganization' },
  { rule: 'a chain leads to the only match no longer, by a PUT of that', entries: ({ top, child }) => [entry(`PUT Organization/${child}`, organization('C', { id: child })), managedBy(`partof.name=${top}`)], status: 412, code: 'not-found', at: 'Bundle.entry[1].resource.managingOrganization' },
  { rule: 'a chain leads to the only match no longer, by a PUT of its parent', entries: ({ top, parent, fresh }) => [entry(`PUT Organization/${parent}`, organization(fresh, { id: parent })), managedBy(`partof.name=${top}`)], status: 412, code: 'not-supported', at: 'Bundle.entry[1].resource.managingOrganization' },
  { rule: 'a chain leads to a match only by a PUT of its parent', entries: ({ parent, fresh }) => [entry(`PUT Organization/${parent}`, organization(fresh, { id: parent })), managedBy(`partof.name=${fresh}`)], status: 412, code: 'not-supported', at: 'Bundle.entry[1].resource.managingOrganization' },
  { rule: 'two that it creates might match by a chain', entries: ({ old, one }) => [entry('POST Organization', organization('C', under(one))), unrelated, managedBy(`partof.name=${old}`)], status: 412, code: 'not-supported', at: 'Bundle.entry[2].resource.managingOrganization' },
  { rule: 'a chain leads nowhere, and nothing is written that it leads to', entries: ({ fresh }) => [managedBy(`partof.name=${fresh}`)], status: 412, code: 'not-found', at: 'Bundle.entry[0].resource.managingOrganization' },
  { rule: 'a chain could lead to nothing but the resource that refers by it', entries: ({ fresh }) => [entry('POST Organization', organization('C', { partOf: { reference: `Organization?partof.name=${fresh}` } }))], status: 412, code: 'not-found', at: 'Bundle.entry[0].resource.partOf' },
  { rule: 'none matches in a FHIRPath Patch, at its operation', entries: ({ one, fresh }) => [entry(`PATCH Organization/${one}`, patchOf({ type: 'add', path: 'Organization', name: 'partOf', value: { valueReference: { reference: `Organization?name=${fresh}` } } }))], status: 412, code: 'not-found', at: 'Bundle.entry[0].resource.parameter[0].part[3].value' },
  { rule: 'none matches in a JSON Patch, at its entry', entries: ({ one, fresh }) => [entry(`PATCH Organization/${one}`, asJsonPatch({ op: 'add', path: '/partOf', value: { reference: `Organization?name=${fresh}` } }))], status: 412, code: 'not-found', at: 'Bundle.entry[0]' },
]; // prettier-ignore

describeOnEachDatabase('a reference by criteria in a transaction', {}, (server) => {
  const create = async (resource: ReturnType<typeof organization>): Promise<string> =>
    ((await server.write('post', '/Organization', resource).expect(201)).body as { id: string }).id;
  const known = async (): Promise<Known> => {
    const [old, fresh] = [`A${randomUUID()}`, `B${randomUUID()}`];
    const [top, place] = [`C${randomUUID()}`, `D${randomUUID()}`];
    const [one, other] = [await create(organization(old)), await create(organization(old))];
    const parent = await create(organization(top));
    const child = await create(organization('A', under(parent)));
    const managingOrganization = { reference: `Organization/${child}` };
    await server
      .write('post', '/Location', { resourceType: 'Location', name: place, managingOrganization })
      .expect(201);
    return { old, fresh, one, other, parent, top, child, place };
  };

  it.each(RESOLVED)('leads to $rule', async ({ entries, to }) => {
    const there = await known();
    const reply = await send(server, bundle('transaction', ...entries(there)));
    expect(reply.issues).toEqual([]);
    const { managingOrganization } = reply.entries.at(-1)!.resource as Location;
    expect(managingOrganization!.reference).toBe(`Organization/${to(there, reply)}`);
  });

  it.each(REFUSED)('is refused if $rule: $status', async ({ entries, status, code, at }) => {
    const reply = await send(server, bundle('transaction', ...entries(await known())));
    expect([reply.status, reply.issues[0]]).toMatchObject([status, { code, expression: [at] }]);
  });
});
