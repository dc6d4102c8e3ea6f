import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { SearchIndex } from '../ports/search-index';
import { type KeptIndex, labelsOf, NO_LABELS } from './kept-index';
import { ResourceIndex } from './resource-index';
import { StoreRegistry } from './store-registry';

/**
 * The note of an index that says which labels entries get that are written now. No unit of work is committed, and no
 * page of a rebuild, by a process whose policies give others.
 */
export const WRITERS = 'labels in force';

/** Noted instead of the labels of a type while its entries have those of several sets of policies. */
const MIXED = 'mixed';

/** How long a process relies on what it last read of the note when it searches, milliseconds. */
const FRESH_MS = 1_000;

export interface Agreement {
  /** Whether a process without labels may replace an index with labels. */
  readonly givesUp: boolean;
  /** Whether it leaves everything as it is. */
  readonly keeps: boolean;
  readonly isEmpty: (kept: KeptIndex) => Promise<boolean>;
}

/**
 * Which access policies the processes on one database agree on. The index serves every view only if all entries have
 * the labels of the same policies: an entry without labels is found by everybody. So the process that starts last
 * decides, from its start on the others cannot write, and those that hide something notice and stop searching.
 */
@Injectable()
export class LabelsInForce {
  private readonly logger = new Logger(LabelsInForce.name);
  private readAt = -Infinity;
  private reading: Promise<void> | undefined;

  constructor(
    private readonly stores: StoreRegistry,
    private readonly index: ResourceIndex,
  ) {}

  /** Puts the labels of this process in force, before it changes or reads an index. */
  async agree(kept: readonly KeptIndex[], how: Agreement): Promise<void> {
    for (const index of new Set(kept.map((each) => each.index)))
      await this.agreeOn(index, kept.filter((each) => each.index === index), how); // prettier-ignore
  }

  /**
   * Resolves once it is known whether the labels of this process are still in force; undefined when that is known.
   * @throws FhirError `unavailable`
   */
  known(): Promise<void> | undefined {
    const isFresh = performance.now() - this.readAt < FRESH_MS;
    if (this.index.labels === NO_LABELS || this.stores.isRelabelled || isFresh) return undefined;
    return (this.reading ??= this.read().finally(() => (this.reading = undefined)));
  }

  private async agreeOn(index: SearchIndex, kept: readonly KeptIndex[], how: Agreement): Promise<void> {
    const own = this.index.labels;
    const noted = await index.noted(WRITERS);
    if (noted === own) return;
    if (how.keeps) {
      if (noted !== undefined) this.stores.isRelabelled = true;
      return;
    }
    const others = await othersAmong(kept, own);
    if (own === NO_LABELS && !how.givesUp) {
      for (const { of, labels } of others) {
        if (await how.isEmpty(of)) continue;
        if (noted === undefined) await index.note(WRITERS, labels);
        this.logger.warn(
          `The search index of ${of.searchable.type} hides what access policies hide, and there are none here: this process cannot write. Set AUTH and ACCESS_POLICIES as for the other servers on this database`,
        );
        return;
      }
    }
    // First these: with the note alone, a process of before that starts again would find its index as it left it.
    for (const { of } of others) {
      await index.note(labelsOf(of.searchable.type), MIXED);
      await index.note(of.searchable.type, '');
    }
    await index.note(WRITERS, own);
    // Until then, others may search by the labels of before.
    if (noted) await delay(2 * FRESH_MS);
  }

  private async read(): Promise<void> {
    const at = performance.now();
    for (const { index } of this.stores.all) {
      const noted = await index?.noted(WRITERS);
      if (noted === undefined || noted === this.index.labels || this.stores.isRelabelled) continue;
      this.stores.isRelabelled = true;
      this.logger.error(
        'Another process on this database was started with other access policies: writes are refused here, and so are searches by clients that do not see everything. Restart this server with the same AUTH and ACCESS_POLICIES',
      );
    }
    this.readAt = at;
  }
}

/** Indexes that were built with other labels. */
async function othersAmong(kept: readonly KeptIndex[], own: string) {
  const others: { readonly of: KeptIndex; readonly labels: string }[] = [];
  for (const of of kept) {
    const { type } = of.searchable;
    const labels = (await of.index.noted(labelsOf(type))) ?? NO_LABELS;
    if (labels !== own && (await of.index.noted(type)) !== undefined) others.push({ of, labels });
  }
  return others;
}
