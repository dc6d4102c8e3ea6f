import { KeyObject } from 'node:crypto';
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWK } from 'jose';
import { say } from '../../messages';
import { badToken, undecided } from '../refusals';

type FindKey = ReturnType<typeof createLocalJWKSet>;
/** The header of a token, as far as it names a key. */
export type KeyHeader = Parameters<FindKey>[0] & { readonly alg: string };
type FoundKey = Awaited<ReturnType<FindKey>>;

/** Keys are asked for again after so long, while those that are there go on being used, milliseconds. */
const FRESH_MS = 10 * 60_000;
/** Keys that could not be asked for again are used for so long, milliseconds. */
const STALE_MS = 60 * 60_000;
/** Between two tries: a token that names an unknown key must not make us ask each time, milliseconds. */
const COOLDOWN_MS = 30_000;
const MOST_KEYS = 100;
/** Keys that a token which names none is tried with. */
const MOST_TRIED = 4;

/**
 * The keys of an issuer: asked for once, however many wait for them; asked for again when they get old, or a token names one that is not
 * among them. While the issuer does not answer, those that are there are used.
 */
export class IssuerKeys {
  private find: FindKey | undefined;
  /** What each key is, to see when one is withdrawn. */
  private known: ReadonlySet<string> = new Set();
  private readonly keys = new WeakMap<FoundKey, KeyObject>();
  private generation = 0;
  private fetchedAt = -Infinity;
  private triedAt = -Infinity;
  private loading: Promise<void> | undefined;
  private lastFailure: unknown;

  constructor(
    private readonly load: () => Promise<JSONWebKeySet>,
    private readonly now: () => number,
  ) {}

  /**
   * The keys that may have signed a token.
   * @throws FhirError `unauthenticated` there is none, `unavailable` when that cannot be said now
   */
  async candidates(header: KeyHeader): Promise<readonly KeyObject[]> {
    const now = this.now();
    if (this.find === undefined || now - this.fetchedAt > STALE_MS) await this.required(now);
    else this.refreshAt(now);
    const found = await this.look(header);
    if (found.length > 0) return found;
    if (now - this.triedAt > COOLDOWN_MS) await this.required(now);
    else if (this.lastFailure !== undefined) throw undecided(this.lastFailure);
    const later = await this.look(header);
    if (later.length > 0) return later;
    throw badToken(
      say`The token is signed with a key that its issuer does not have`,
      say`Get a new token from the authorization server.`,
    );
  }

  /** Why the keys could not be asked for the last time; undefined when they could. */
  get failure(): unknown {
    return this.lastFailure;
  }

  /** Grows when a key is withdrawn. Asking for it keeps the keys fresh, in the background. */
  generationAt(now: number): number {
    this.refreshAt(now);
    return this.generation;
  }

  /** Asks for the keys, unless somebody does already. Never fails: see {@link failure}. */
  refresh(): Promise<void> {
    this.triedAt = this.now();
    this.loading ??= this.load()
      .then(
        (set) => this.take(set),
        (failure: unknown) => void (this.lastFailure = failure),
      )
      .finally(() => (this.loading = undefined));
    return this.loading;
  }

  private refreshAt(now: number): void {
    if (now - this.fetchedAt > FRESH_MS && now - this.triedAt > COOLDOWN_MS) void this.refresh();
  }

  /** @throws FhirError `unavailable` */
  private async required(now: number): Promise<void> {
    const isTooSoon = this.loading === undefined && this.lastFailure !== undefined && now - this.triedAt < COOLDOWN_MS;
    if (!isTooSoon) await this.refresh();
    if (this.lastFailure !== undefined) throw undecided(this.lastFailure);
  }

  private take(set: JSONWebKeySet): void {
    // One that is shared with the issuer would sign for whoever knows a public key.
    const keys = set.keys.filter(({ kty }) => kty !== 'oct').slice(0, MOST_KEYS);
    const known = new Set(keys.map(identityOf));
    if ([...this.known].some((key) => !known.has(key))) this.generation += 1;
    this.find = createLocalJWKSet({ keys });
    this.known = known;
    this.fetchedAt = this.now();
    this.lastFailure = undefined;
  }

  private async look(header: KeyHeader): Promise<readonly KeyObject[]> {
    try {
      return [this.keyOf(await this.find!(header))];
    } catch (error) {
      if (error instanceof errors.JWKSMultipleMatchingKeys) {
        const several: KeyObject[] = [];
        for await (const key of error) if (several.push(this.keyOf(key)) === MOST_TRIED) break;
        return several;
      }
      // A key that cannot be used is as good as none.
      return [];
    }
  }

  private keyOf(found: FoundKey): KeyObject {
    let key = this.keys.get(found);
    if (!key) this.keys.set(found, (key = KeyObject.from(found)));
    return key;
  }
}

/** The public members that make a key. */
function identityOf({ kid, kty, crv, n, e, x, y }: JWK): string {
  return JSON.stringify([kid, kty, crv, n, e, x, y]);
}
