import type { IssueDetail } from '../errors/fhir-error';
import { operationOutcome } from '../errors/operation-outcome';
import type { JsonObject } from '../json';
import { ENGLISH } from '../messages';
import type { ResourceDefinition } from '../plugin/resource-definition';
import type { StoredVersion } from '../ports/versions';
import { historyBundle } from '../rest/history-bundle';
import { searchsetBundle } from '../rest/search/searchset-bundle';
import { validateResource } from '../validation';
import { xmlText } from './media';
import { type Components, type Example, ref, type Ref } from './openapi-types';
import { FRENCH, idOf, patchExamples } from './patch-examples';

type Known = Pick<ResourceDefinition, 'type' | 'examples'>;
type Body = 'create' | 'update' | 'patch';
type Named = readonly (readonly [name: string, example: Example])[];

/** Examples use the URL of a server on a developer's machine. */
const BASE = 'http://localhost:3000/fhir';
const WRITTEN = new Date('2026-01-31T08:00:00Z');

/** Example request bodies by their labels in Swagger UI. */
export function bodyExamples({ type, examples = {} }: ResourceDefinition, body: Body): Record<string, Ref> {
  return Object.fromEntries(
    Object.keys(given({ type, examples }, body)).map((label, i) => [label, ref('examples', bodyName(type, body, i))]),
  );
}

/**
 * Example request bodies in XML. For POST and PUT it is the resource itself, because the server ignores its id and
 * version anyway.
 */
export function xmlBodyExamples(type: string, body: Body): Record<string, Ref> {
  if (body === 'patch') return { [FRENCH]: ref('examples', `${type}.patch.xml`) };
  return xmlAnswerExamples(type, ['resource']);
}

/** Example answers by label. */
export function answerExamples(type: string, answers: readonly Answer[]): Record<string, Ref> {
  return Object.fromEntries(answers.map((answer) => [LABELS[answer], ref('examples', `${type}.${answer}`)]));
}

export function xmlAnswerExamples(type: string, answers: readonly Answer[]): Record<string, Ref> {
  return Object.fromEntries(answers.map((answer) => [LABELS[answer], ref('examples', `${type}.${answer}.xml`)]));
}

export type Answer = 'resource' | 'outcome' | 'history' | 'searchset';
const LABELS: Readonly<Record<Answer, string>> = {
  resource: 'The resource',
  outcome: 'With Prefer: return=OperationOutcome',
  history: 'Two versions',
  searchset: 'One match',
};

/** All examples of a resource type, as components. */
export function exampleComponents(definition: ResourceDefinition): NonNullable<Components['examples']> {
  const { type } = definition;
  const bodies = (['create', 'update', 'patch'] as const).flatMap((body) =>
    Object.entries(given(definition, body)).map(
      ([summary, value], i) => [bodyName(type, body, i), { summary, value }] as const,
    ),
  );
  const answers: Named = (Object.keys(LABELS) as Answer[]).flatMap((answer) => {
    const [summary, value] = [LABELS[answer], ANSWERS[answer](definition)];
    return [
      [`${type}.${answer}`, { summary, value }],
      [`${type}.${answer}.xml`, { summary, value: xmlText(value) }],
    ] as const;
  });
  const patch: Named = [[`${type}.patch.xml`, { summary: FRENCH, value: xmlText(sayItIsInFrench(type)) }]];
  return Object.fromEntries<Example>([...bodies, ...patch, ...answers]);
}

const ANSWERS: Readonly<Record<Answer, (definition: ResourceDefinition) => object>> = {
  resource: (definition) => version(definition, 3),
  outcome: ({ type, examples }) => operationOutcome([{ text: `${type}/${idOf({ examples })} is now at version 3` }]),
  history: (definition) => {
    const { type } = definition;
    const id = idOf(definition);
    const [newer, older] = [version(definition, 3), version(definition, 2)].map((resource) => JSON.stringify(resource));
    const stored = (versionId: string): StoredVersion => ({
      type, id, versionId, lastUpdated: WRITTEN, interaction: 'patch', json: '',
    }); // prettier-ignore
    const page = { versions: [stored('3'), stored('2')], total: 3, hasMore: true };
    const self = `${BASE}/${type}/${id}/_history`;
    const links = { self: `${self}?_count=2`, next: `${self}?_count=2&_before=2` };
    return JSON.parse(String(historyBundle(page, [newer!, older!], BASE, links))) as object;
  },
  searchset: (definition) => {
    const { type } = definition;
    const id = idOf(definition);
    const match = { fullUrl: `${BASE}/${type}/${id}`, json: JSON.stringify(version(definition, 3)) };
    const links = { self: `${BASE}/${type}?_id=${id}` };
    return JSON.parse(String(searchsetBundle({ total: 1, links, matches: [match] }, ENGLISH))) as object;
  },
};

/**
 * The definition's example bodies by label. Those for PUT are also used for POST and vice versa. Without any, a minimal
 * resource is used, so that Swagger UI does not invent one.
 */
function given({ type, examples = {} }: Known, body: Body): Readonly<Record<string, object>> {
  if (body === 'patch') {
    const patches = Object.entries(patchExamples({ examples }));
    return Object.fromEntries(patches.map(([label, patch]) => [label, patch.body]));
  }
  const own = examples[body];
  if (own) return own;
  const others = examples.create ?? examples.update ?? { 'The least there can be': { resourceType: type } };
  const id = body === 'update' ? { id: idOf({ examples }) } : {};
  return Object.fromEntries(
    Object.entries(others as Record<string, { id?: unknown }>).map(([label, { id: _theirs, ...content }]) => [
      label,
      { ...content, ...id },
    ]),
  );
}

/** A stored resource as a client reads it, made from the first example body that is valid. */
function version(definition: ResourceDefinition, versionId: number): object {
  const { type, examples } = definition;
  const bodies = [examples?.update, examples?.create].flatMap((known): object[] => Object.values(known ?? {}));
  const body = bodies.find((candidate) => validateResource(candidate as JsonObject).every(isHarmless)) ?? {};
  const { meta } = body as { meta?: object };
  const stamp = {
    id: idOf(definition),
    meta: { ...meta, versionId: String(versionId), lastUpdated: WRITTEN.toISOString() },
  };
  return { resourceType: type, ...stamp, ...body, ...stamp };
}

function isHarmless({ severity = 'error' }: IssueDetail): boolean {
  return severity !== 'error' && severity !== 'fatal';
}

/** A patch that can be applied to a resource of any type. */
function sayItIsInFrench(type: string): object {
  const part = [
    { name: 'type', valueCode: 'add' },
    { name: 'path', valueString: type },
    { name: 'name', valueString: 'language' },
    { name: 'value', valueCode: 'fr' },
  ];
  return { resourceType: 'Parameters', parameter: [{ name: 'operation', part }] };
}

function bodyName(type: string, body: Body, index: number): string {
  return `${type}.${body}.${index + 1}`;
}
