import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import { parseStored } from '../json';
import type { SearchIndex } from '../ports/search-index';
import { searchableType, type SearchableType } from '../search';
import { StoreRegistry } from './store-registry';

/** Resources between two lines of the log. */
const TOLD_EVERY = 10_000;

/**
 * Brings the search indexes up to date when the server starts: after a change of the declared search parameters, what is
 * stored already is indexed anew. A server that starts beside others does no harm to them.
 */
@Injectable()
export class IndexUpkeep implements OnApplicationBootstrap {
  private readonly logger = new Logger(IndexUpkeep.name);

  constructor(
    private readonly stores: StoreRegistry,
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
  ) {}

  /** @throws Error one sentence, when an index cannot be brought up to date */
  async onApplicationBootstrap(): Promise<void> {
    for (const definition of this.stores.served.values()) {
      const { index } = this.stores.of(definition.type);
      const searchable = searchableType(definition);
      if (!index || (await index.noted(definition.type)) === searchable.digest) continue;
      try {
        await this.reindex(index, searchable);
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new Error(`The search index of ${definition.type} cannot be brought up to date: ${reason}`, { cause });
      }
    }
  }

  /**
   * Makes the index of a type anew, whatever it is.
   * @returns how many resources there are
   */
  async reindex(index: SearchIndex, { type, indexed, digest }: SearchableType): Promise<number> {
    const codes = indexed.flatMap((parameter) => parameter.codes);
    const entriesOf = (json: string) => {
      const resource = parseStored(json);
      return indexed.flatMap((parameter) => parameter.entries(resource, this.options.baseUrl));
    };
    await index.keepOnly(type, codes);
    let done = 0;
    for (let after = ''; ;) {
      const { count, last } = await index.rebuild(type, after, codes, entriesOf);
      if (count === 0) break;
      if (Math.floor((done + count) / TOLD_EVERY) > Math.floor(done / TOLD_EVERY)) {
        this.logger.log(`${done + count} resources of type ${type} are indexed`);
      }
      done += count;
      after = last;
    }
    await index.note(type, digest);
    if (done > 0) this.logger.log(`The search parameters of ${type} are new here: all ${done} resources are indexed`);
    return done;
  }
}
