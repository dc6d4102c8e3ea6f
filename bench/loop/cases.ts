import type { JsonObject } from '../../src/fhir';
import { bundles } from './bundle-cases';
import { diffs, wideDiffs } from './diff-cases';
import { faulty, faultyXml } from './faulty-bodies';
import { headers } from './header-cases';
import { oddBodies } from './odd-bodies';
import { operations } from './operation-cases';
import { others } from './other-cases';
import { patches } from './patch-cases';
import { reads } from './read-cases';
import { JSON_TYPE, put, putXml, validate, XML_TYPE, type LoopCase } from './requests';
import { searches } from './search-cases';
import { valid } from './valid-bodies';
import { writes } from './write-cases';

/** A shorter resource, because XML takes more space. */
function shortened(resource: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(resource).map(([key, value]) => [
      key,
      Array.isArray(value) && value.length > 100 ? value.slice(0, (value.length * 4) / 7) : value,
    ]),
  );
}

/** The cases in the order in which they are sent. */
export function loopCases(): LoopCase[] {
  const resources = Object.entries(valid());
  const sent = (name: string, body: () => string, type: string): LoopCase => ({
    name: `PUT ${name}`,
    request: () => {
      const text = body();
      const resourceType = /"resourceType":"(\w+)"/.exec(text.slice(0, 200))?.[1] ?? 'Organization';
      return { method: 'PUT', path: `/${resourceType}/big`, type, body: text };
    },
  });
  return [
    ...resources.map(([name, resource]) => ({ name: `PUT ${name}`, request: () => put(resource()) })),
    ...resources.map(([name, resource]) => ({
      name: `PUT ${name}, strict`,
      request: () => put({ ...resource(), id: 'strict' }, { prefer: 'handling=strict' }),
    })),
    ...resources.map(([name, resource]) => ({
      name: `PUT in XML: ${name}`,
      request: () => putXml(shortened(resource())),
    })),
    ...resources.map(([name, resource]) => ({ name: `$validate ${name}`, request: () => validate(resource()) })),
    ...Object.entries(faulty()).map(([name, body]) => sent(name, body, JSON_TYPE)),
    ...Object.entries(faultyXml()).map(([name, body]) => sent(`in XML: ${name}`, body, XML_TYPE)),
    ...reads(),
    ...diffs(),
    ...wideDiffs(),
    ...patches(),
    ...others(),
    ...headers(),
    ...oddBodies(),
    ...operations(),
    ...searches(),
    ...bundles(),
    ...writes(),
  ];
}
