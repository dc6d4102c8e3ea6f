import { Inject, Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { FhirError } from '../../errors/fhir-error';
import { say } from '../../messages';
import { FHIR_OPTIONS, type FhirOptions } from '../../options/fhir-options';
import { CLOCK, type Clock } from '../../ports/clock';
import { unusableCursor } from '../../ports/cursor';
import { StoreRegistry } from '../../service/store-registry';

/** Position of a page within a search. */
export interface PagePlace {
  /** `after`: the page begins after the cursor; `before`: it ends before the cursor. */
  readonly side: 'after' | 'before';
  /** Cursor of the store. */
  readonly cursor: string;
  /** Number of resources before the cursor, if the client came from the first page. */
  readonly passed: number;
}

/** What a page token is bound to. */
export interface PageOwner {
  /** Identifies the search and its order; the same text for the same search. */
  readonly search: string;
  /** Digest of the index that answers the search. */
  readonly index: string;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const INDEX_CHARACTERS = 10;
const HOUR = 3_600_000;
const DEFAULT_HOURS = 24;
const FORM = /^[A-Za-z0-9\-_]{1,12000}$/;
const SECRET = 'page-links';

/**
 * Page positions as they appear in links. They are encrypted and authenticated: a store only receives cursors it has
 * made, and a cursor reveals nothing of the resource it points to, which the client may not be allowed to see. Tokens
 * are bound to the search and to the version of the index. The server does not store them.
 */
@Injectable()
export class PageTokens {
  private found?: Promise<Buffer>;

  constructor(
    @Inject(FHIR_OPTIONS) private readonly options: Pick<FhirOptions, 'search'>,
    private readonly stores: StoreRegistry,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async seal({ search, index }: PageOwner, { side, cursor, passed }: PagePlace): Promise<string> {
    const hour = Math.floor(this.clock().getTime() / HOUR);
    const place = [index.slice(0, INDEX_CHARACTERS), hour, side === 'after' ? 1 : 0, passed, cursor];
    return encrypted(keyOf(await this.key(), search), JSON.stringify(place)).toString('base64url');
  }

  /**
   * @throws FhirError `invalid-request` for a token not sealed for this search; `expired` (410) for a token that is too
   * old, or sealed for another version of the index
   */
  async open({ search, index }: PageOwner, token: unknown): Promise<PagePlace> {
    if (typeof token !== 'string' || !FORM.test(token)) throw unusableCursor();
    const bytes = Buffer.from(token, 'base64url');
    const payload =
      bytes.toString('base64url') === token ? decrypted(keyOf(await this.key(), search), bytes) : undefined;
    if (payload === undefined) throw unusableCursor();
    const [made, hour, isAfter, passed, cursor] = JSON.parse(payload) as [
      string, number, number, number, string,
    ]; // prettier-ignore
    const age = this.clock().getTime() / HOUR - hour;
    if (made !== index.slice(0, INDEX_CHARACTERS) || age > (this.options.search?.linkHours ?? DEFAULT_HOURS) + 1) {
      throw expired();
    }
    return { side: isAfter === 1 ? 'after' : 'before', cursor, passed };
  }

  /** Fetches the key in advance, since the store could not provide it within a transaction. */
  async ready(): Promise<void> {
    await this.key();
  }

  /** The key, shared by all processes on a database, or taken from the options. Fetched again if that failed. */
  private key(): Promise<Buffer> {
    return (this.found ??= this.findKey().catch((error: unknown) => {
      delete this.found;
      throw error;
    }));
  }

  private async findKey(): Promise<Buffer> {
    const { linkKey } = this.options.search ?? {};
    if (linkKey !== undefined) return Buffer.from(linkKey);
    const kept = await this.stores.all.find(({ secret }) => secret !== undefined)?.secret!(SECRET);
    return kept === undefined ? randomBytes(32) : Buffer.from(kept);
  }
}

/** Derives a key per search, so that the token of one search is invalid for others. */
function keyOf(secret: Buffer, search: string): Buffer {
  return createHmac('sha256', secret).update(search).digest();
}

function encrypted(key: Buffer, text: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** @returns undefined for bytes not encrypted with this key */
function decrypted(key: Buffer, bytes: Buffer): string | undefined {
  if (bytes.length <= NONCE_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return undefined;
  }
}

function expired(): FhirError {
  const text = say`This link to a page has expired: the search index has changed since, or the link is too old`;
  const hint = say`Begin at the first page: the same request without ${'_cursor'}.`;
  return new FhirError('expired', text, [{ text, hint, expression: 'http._cursor' }]);
}
