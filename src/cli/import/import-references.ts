import type { ResourceKey, StoreRegistry } from '../../fhir';
import type { IssueDetail } from '../../fhir/errors/fhir-error';
import { findReferences } from '../../fhir/integrity/find-references';
import { targetOf } from '../../fhir/integrity/references';
import type { JsonObject } from '../../fhir/json';
import type { Place } from '../input/read-resources';
import { say } from '../messages';
import type { LinesFile } from './lines-file';

/** Resources of which it is remembered that they are there. */
const REMEMBERED = 200_000;
/** References that are looked up together. */
const AT_ONCE = 500;

/** A reference to what has not been seen. */
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

/** The references of an import, which may lead to what comes later: looked at when all is there. */
export class ImportReferences {
  private readonly known = new Set<string>();

  /** @param open where those are kept that lead to what has not been seen yet */
  constructor(
    private readonly stores: StoreRegistry,
    private readonly baseUrl: string,
    private readonly open: LinesFile,
  ) {}

  /** To be called when resources are written, in their order. */
  async note(written: readonly { readonly place: Place; readonly resource: Readonly<JsonObject> }[]): Promise<void> {
    for (const { resource } of written) this.remember(nameOf(keyOf(resource)));
    await this.open.append(written.flatMap(({ place, resource }) => this.openOf(place, resource)));
  }

  /** Those that lead nowhere. */
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

  private openOf(place: Place, resource: Readonly<JsonObject>): Open[] {
    const self = nameOf(keyOf(resource));
    return findReferences(resource).flatMap(({ reference, expression }) => {
      const key = targetOf(reference, this.baseUrl);
      if (!key || !this.stores.served.has(key.type)) return [];
      const target = nameOf(key);
      return this.known.has(target) ? [] : [{ place, resource: self, target, reference, expression }];
    });
  }

  private async *missing(some: readonly Open[]): AsyncGenerator<LeadsNowhere> {
    const asked = new Map<string, ResourceKey>();
    for (const { target } of some) {
      const [type = '', id = ''] = target.split('/');
      if (!this.known.has(target)) asked.set(target, { type, id });
    }
    const missing = await this.missingOf([...asked.values()]);
    for (const target of asked.keys()) if (!missing.has(target)) this.remember(target);
    for (const { place, resource, target, reference, expression } of some) {
      if (missing.has(target)) yield { place, resource, issue: leadsNowhere(reference, target, expression) };
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

  /** The oldest are forgotten: they are asked for again. */
  private remember(name: string): void {
    this.known.add(name);
    if (this.known.size > REMEMBERED) this.known.delete(this.known.values().next().value!);
  }
}

function leadsNowhere(reference: string, target: string, expression: string): IssueDetail {
  const text = say`\`${reference}\` leads nowhere: there is no ${target}`;
  const hint = say`Import it as well, or correct the reference.`;
  return { code: 'not-found', text, hint, expression };
}

function keyOf({ resourceType, id }: Readonly<JsonObject>): ResourceKey {
  return { type: resourceType as string, id: id as string };
}

function nameOf({ type, id }: ResourceKey): string {
  return `${type}/${id}`;
}
