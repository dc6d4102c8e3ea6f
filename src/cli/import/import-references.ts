import type { ResourceKey, StoreRegistry } from '../../fhir';
import type { IssueDetail } from '../../fhir/errors/fhir-error';
import { findReferences, type FoundReference } from '../../fhir/integrity/find-references';
import { namesAnEntry, targetOf } from '../../fhir/integrity/references';
import type { JsonObject } from '../../fhir/json';
import type { Found, Place } from '../input/read-resources';
import { say } from '../messages';
import type { LinesFile } from './lines-file';

/** How many existing resources are remembered. */
const REMEMBERED = 200_000;
/** References looked up together. */
const AT_ONCE = 500;

/** A reference to a resource not seen yet. */
interface Open {
  readonly place: Place;
  readonly resource: string;
  readonly target: string;
  readonly reference: string;
  readonly expression: string;
}

export interface LeadsNowhere {
  readonly place: Place;
  readonly resource: string;
  readonly issue: IssueDetail;
}

/** Checks the references of an import at its end, since they may point to resources that come later. */
export class ImportReferences {
  private readonly known = new Set<string>();

  /** @param open file for references to resources not seen yet */
  constructor(
    private readonly stores: StoreRegistry,
    private readonly baseUrl: string,
    private readonly open: LinesFile,
  ) {}

  /** Call it for resources that were written, in order. */
  async note(written: readonly Found[]): Promise<void> {
    for (const found of written) if (!found.fault) this.remember(nameOf(found.ready ?? keyOf(found.resource)));
    await this.open.append(written.flatMap((found) => this.openOf(found)));
  }

  /** The references that lead nowhere. */
  async *leadingNowhere(): AsyncGenerator<LeadsNowhere> {
    let some: Open[] = [];
    for await (const line of this.open.lines()) {
      some.push(line as Open);
      if (some.length < AT_ONCE) continue;
      yield* this.missing(some);
      some = [];
    }
    yield* this.missing(some);
  }

  private openOf(found: Found): Open[] {
    if (found.fault) return [];
    const { place, ready } = found;
    const self = nameOf(ready ?? keyOf(found.resource));
    const references = ready?.references ?? referencesToCheck(found.resource, this.stores, this.baseUrl);
    return references.flatMap(({ reference, expression }) => {
      const key = targetOf(reference, this.baseUrl);
      const target = key ? nameOf(key) : reference;
      return this.known.has(target) ? [] : [{ place, resource: self, target, reference, expression }];
    });
  }

  private async *missing(some: readonly Open[]): AsyncGenerator<LeadsNowhere> {
    const asked = new Map<string, ResourceKey>();
    for (const { target } of some) {
      if (namesAnEntry(target)) continue;
      const [type = '', id = ''] = target.split('/');
      if (!this.known.has(target)) asked.set(target, { type, id });
    }
    const missing = await this.missingOf([...asked.values()]);
    for (const target of asked.keys()) if (!missing.has(target)) this.remember(target);
    for (const { place, resource, target, reference, expression } of some) {
      if (namesAnEntry(target)) yield { place, resource, issue: namesNoResource(reference, expression) };
      else if (missing.has(target)) yield { place, resource, issue: leadsNowhere(reference, target, expression) };
    }
  }

  private async missingOf(keys: readonly ResourceKey[]): Promise<ReadonlySet<string>> {
    const missing = new Set<string>();
    for (const store of this.stores.all) {
      const own = keys.filter(({ type }) => this.stores.of(type) === store);
      if (own.length === 0) continue;
      for (const key of await store.transaction((unit) => unit.missing(own))) missing.add(nameOf(key));
    }
    return missing;
  }

  /** The oldest are forgotten, and looked up again if needed. */
  private remember(name: string): void {
    this.known.add(name);
    if (this.known.size > REMEMBERED) this.known.delete(this.known.values().next().value!);
  }
}

/** The references of a resource to types that this server serves, and to entries of a Bundle. */
export function referencesToCheck(
  resource: Readonly<JsonObject>,
  stores: Pick<StoreRegistry, 'served'>,
  baseUrl: string,
): readonly FoundReference[] {
  return findReferences(resource).filter(({ reference }) => {
    const key = targetOf(reference, baseUrl);
    return key === undefined ? namesAnEntry(reference) : stores.served.has(key.type);
  });
}

function leadsNowhere(reference: string, target: string, expression: string): IssueDetail {
  const text = say`\`${reference}\` refers to ${target}, which does not exist`;
  const hint = say`Import that resource as well, or correct the reference.`;
  return { code: 'not-found', text, hint, expression };
}

function namesNoResource(reference: string, expression: string): IssueDetail {
  const text = say`\`${reference}\` refers to an entry of a Bundle; an import does not resolve such references`;
  const hint = say`Write the reference as Type/id, or send the Bundle to the server as a transaction.`;
  return { code: 'not-found', text, hint, expression };
}

function keyOf({ resourceType, id }: Readonly<JsonObject>): ResourceKey {
  return { type: resourceType as string, id: id as string };
}

function nameOf({ type, id }: ResourceKey): string {
  return `${type}/${id}`;
}
