import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import { FhirError } from '../errors/fhir-error';
import { say } from '../messages';
import type { Principal } from '../options/authenticator';
import type { Throttle } from '../options/throttle';
import type { RateStore } from '../ports/rates';

export interface ClientLimitsOptions {
  /** Requests per client and period; 0 for no limit. */
  readonly requests: number;
  /** Concurrent searches, histories and Bundles per client in this process; 0 for no limit. */
  readonly searches: number;
  /** Milliseconds since 1970; default: the clock. */
  readonly now?: () => number;
}

/** Length of a period. */
const PERIOD_MS = 60_000;
/** How often the processes exchange their counts. */
const SHARE_MS = 1_000;
/** Clients counted in a period. When there are more, the least recently seen are counted afresh. */
const MOST_CLIENTS = 100_000;
/** Interactions that read many resources, or may; a Bundle processes several entries at a time. */
const SEARCHES = new Set(['search-type', 'search-system', 'history-type', 'history-system', 'batch', 'transaction']);

/** The requests of a client in this period. */
interface Count {
  /** Counted by this process. */
  own: number;
  /** The part of `own` that the other processes know. */
  told: number;
  /** Counted by the other processes, as of the last exchange. */
  others: number;
  /** {@link hashOf} the client, computed for the first exchange of the period. */
  hash?: string;
}

/**
 * Limits the requests of each client. Requests are counted in this process, at no cost; every second the counts are
 * exchanged with the other processes on the same database. A client that spreads its requests over all processes can
 * exceed the limit by what it sends in one second.
 */
export class ClientLimits implements Throttle {
  private period = -1;
  /** Limited by size: a `max` would reserve the memory of all clients for a server that limits none. */
  private readonly counts = new LRUCache<string, Count>({ maxSize: MOST_CLIENTS, sizeCalculation: () => 1 });
  private readonly searching = new Map<string, number>();
  private readonly process = randomUUID();
  private readonly policy: string;
  private readonly now: () => number;
  private timer: NodeJS.Timeout | undefined;
  private sharing: Promise<void> = Promise.resolve();

  constructor(private readonly options: ClientLimitsOptions) {
    this.policy = `"client";q=${options.requests};w=${PERIOD_MS / 1_000}`;
    this.now = options.now ?? Date.now;
  }

  /**
   * Exchanges the counts periodically until {@link stop}.
   * @param failed called when an exchange fails; each process then counts alone
   */
  shareBy(store: RateStore, failed: (error: unknown) => void): void {
    if (this.options.requests === 0) return;
    this.timer = setInterval(() => void this.share(store).catch(failed), SHARE_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.sharing.catch(() => undefined);
  }

  /** @see https://www.ietf.org/archive/id/draft-ietf-httpapi-ratelimit-headers-10.html */
  count(principal: Principal | undefined, { socket }: IncomingMessage, response: ServerResponse): void {
    const { requests } = this.options;
    if (requests === 0) return;
    const now = this.now();
    this.begun(now);
    const client = nameOf(principal, socket.remoteAddress);
    let count = this.counts.get(client);
    if (!count) this.counts.set(client, (count = { own: 0, told: 0, others: 0 }));
    const left = requests - count.own - count.others;
    const seconds = Math.ceil((PERIOD_MS - (now % PERIOD_MS)) / 1_000);
    response.setHeader('RateLimit-Policy', this.policy);
    response.setHeader('RateLimit', `"client";r=${Math.max(0, left - 1)};t=${seconds}`);
    if (left <= 0) throw tooOften(requests, seconds);
    count.own += 1;
  }

  begin(interaction: string, principal: Principal | undefined, response: ServerResponse): void {
    const { searches } = this.options;
    if (searches === 0 || principal === undefined || !SEARCHES.has(interaction)) return;
    // A response that is closed does not say so again, and its place would never be free.
    if (response.destroyed) return;
    const client = nameOf(principal, undefined);
    const going = this.searching.get(client) ?? 0;
    if (going >= searches) throw tooManyAtOnce(searches);
    this.searching.set(client, going + 1);
    response.once('close', () => {
      const left = (this.searching.get(client) ?? 1) - 1;
      if (left === 0) this.searching.delete(client);
      else this.searching.set(client, left);
    });
  }

  /** Publishes this process's counts and reads the totals. Calls are serialised. */
  share(store: RateStore): Promise<void> {
    this.sharing = this.sharing.catch(() => undefined).then(() => this.shareNow(store));
    return this.sharing;
  }

  private async shareNow(store: RateStore): Promise<void> {
    const { period } = this;
    if (period < 0) return;
    const told = new Map<string, Count>();
    for (const [client, count] of this.counts.entries()) {
      count.hash ??= hashOf(client);
      if (count.own > count.told) told.set(count.hash, count);
    }
    const counts = new Map([...told].map(([hash, { own }]) => [hash, own]));
    const totals = await store.share(period, this.process, counts);
    if (period !== this.period) return;
    for (const [hash, own] of counts) told.get(hash)!.told = own;
    for (const count of this.counts.values()) {
      // A client counted since then takes part in the next exchange.
      const total = count.hash === undefined ? undefined : totals.get(count.hash);
      if (total !== undefined) count.others = Math.max(0, total - count.told);
    }
  }

  private begun(now: number): void {
    const period = Math.floor(now / PERIOD_MS);
    if (period === this.period) return;
    this.period = period;
    this.counts.clear();
  }
}

/** Identifies a client; anonymous requests are identified by their address. */
function nameOf(principal: Principal | undefined, address: string | undefined): string {
  if (!principal) return address ?? '';
  return principal.client === undefined ? principal.id : `${principal.issuer}#${principal.client}`;
}

/** The table holds hashes so that it does not reveal who the clients are. */
function hashOf(client: string): string {
  return createHash('sha256').update(client).digest('base64url');
}

function tooOften(requests: number, seconds: number): FhirError {
  const text = say`This client has used up its ${requests} requests per minute`;
  const hint = say`Send it again in ${seconds} seconds.`;
  return new FhirError('throttled', text, [{ text, hint }], { headers: { 'Retry-After': String(seconds) } });
}

function tooManyAtOnce(searches: number): FhirError {
  const text = say`Searches and Bundles of this client in progress: ${searches}; it may not have more at the same time`;
  const hint = say`Wait until one of them has been answered.`;
  return new FhirError('throttled', text, [{ code: 'too-costly', text, hint }], { headers: { 'Retry-After': '1' } });
}
