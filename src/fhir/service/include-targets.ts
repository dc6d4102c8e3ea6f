import { Injectable } from '@nestjs/common';
import { AccessControl } from '../access';
import { parseStored } from '../json';
import type { RequestContext } from '../plugin/request-context';
import type { ReferenceTo } from '../ports/snapshot';
import type { StoredVersion } from '../ports/versions';
import { Narrowing } from './narrowing';
import { Pace } from './pace';
import { ResourceIndex } from './resource-index';

/** Resources and characters of text whose references are looked up together; the latter bounds their number. */
const AT_ONCE = 100;
const CHARACTERS_AT_ONCE = 1024 ** 2;

export type IncludeTarget = Omit<ReferenceTo, 'id'>;

/**
 * Finds what resources refer to, as far as the client may see it: in the search index, which takes a fraction of the
 * time of parsing the resources, or in their text when the store keeps no index entries.
 */
@Injectable()
export class IncludeTargets {
  constructor(
    private readonly index: ResourceIndex,
    private readonly access: AccessControl,
    private readonly narrowing: Narrowing,
  ) {}

  /**
   * @param sources current versions of one type, none of them deleted, all visible to the client
   * @param codes codes of reference parameters of that type
   * @returns targets in the order of `sources`
   */
  async of(
    context: RequestContext,
    sources: readonly StoredVersion[],
    codes: readonly string[],
    baseUrl: string,
  ): Promise<readonly IncludeTarget[]> {
    const targets: IncludeTarget[] = [];
    const pace = new Pace();
    for (const some of inParts(sources)) {
      const [{ type }] = some;
      const ids = some.map(({ id }) => id);
      const indexed = await this.narrowing.references(context, { type, ids, codes });
      if (indexed) targets.push(...inOrderOf(ids, indexed));
      for (const source of indexed ? [] : some) {
        targets.push(...this.written(context, source, codes, baseUrl));
        if (pace.isDue()) await pace.rest();
      }
    }
    return targets;
  }

  private written(
    context: RequestContext,
    { type, json }: StoredVersion,
    codes: readonly string[],
    baseUrl: string,
  ): readonly IncludeTarget[] {
    const resource = this.access.view(context, parseStored(json!));
    return this.index
      .of(type)
      .indexed.filter(({ code }) => codes.includes(code))
      .flatMap((parameter) => parameter.entries(resource, baseUrl))
      .flatMap((entry) =>
        entry.kind === 'reference' ? [{ code: entry.code, target: { type: entry.type, id: entry.id } }] : [],
      );
  }
}

function inOrderOf(ids: readonly string[], references: readonly ReferenceTo[]): readonly IncludeTarget[] {
  const place = new Map(ids.map((id, at) => [id, at]));
  return references.toSorted((one, other) => place.get(one.id)! - place.get(other.id)!);
}

type Part = readonly [StoredVersion, ...StoredVersion[]];

function* inParts(sources: readonly StoredVersion[]): Generator<Part> {
  let part: StoredVersion[] = [];
  let characters = 0;
  for (const source of sources) {
    // The text itself may never be needed.
    const { length } = source.utf8 ?? source.json!;
    const isFull = part.length === AT_ONCE || characters + length > CHARACTERS_AT_ONCE;
    if (isFull && part.length > 0) {
      yield part as unknown as Part;
      part = [];
      characters = 0;
    }
    part.push(source);
    characters += length;
  }
  if (part.length > 0) yield part as unknown as Part;
}
