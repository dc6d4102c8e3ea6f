import { isResourceType } from '../model/definitions';
import { isId } from '../model/logical-id';
import { relativeReference } from '../model/reference';
import type { Site } from './page-view';

/** What may follow the base URL: a segment that starts like a FHIR one, or a query. Never `//host` or `/\host`. */
const BELOW_BASE = /^(?:\/(?:[A-Za-z$_?][^\s<>"'\\^`{|}]*)?|\?[^\s<>"'\\^`{|}]*)?$/;
/** Dot segments in any spelling, which would lead a browser elsewhere than the link suggests. */
const STEPS = /(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i;

/**
 * The only source of links derived from a resource. A link is created only if it stays below this server's base URL. It
 * is written without the host, so that it also works under another name of the server.
 */
export class ServerLinks {
  readonly base: string;
  private readonly path: string;

  /**
   * @param baseUrl absolute, `https://example.org/fhir`; a trailing slash is ignored
   * @param serves whether an interaction is served; links to others are not created
   */
  constructor(
    baseUrl: string,
    private readonly serves: NonNullable<Site['serves']> = () => true,
  ) {
    this.base = baseUrl.replace(/\/+$/, '');
    this.path = new URL(this.base).pathname.replace(/\/+$/, '');
  }

  /** A path below the base that the template itself provides: `metadata`. */
  to(path: string): string {
    return `${this.path}/${path}`;
  }

  /** The path of an absolute URL if it is below the base. */
  below(url: string): string | undefined {
    if (!url.startsWith(this.base)) return undefined;
    const rest = url.slice(this.base.length);
    return BELOW_BASE.test(rest) && !STEPS.test(rest.split('?', 1)[0]!) ? this.path + rest || '/' : undefined;
  }

  /** A literal reference, `Organization/1234` with or without a version, or an absolute URL on this server. */
  reference(value: string): string | undefined {
    const meant = relativeReference(value);
    if (!meant || !isResourceType(meant.type)) return this.below(value);
    return STEPS.test(value) ? undefined : this.to(value);
  }

  /** An instance or one of its versions; undefined for invalid ids, and for a version when versions cannot be read. */
  instance(type: string, id: string, versionId?: string): string | undefined {
    if (!isResourceType(type) || !isId(id)) return undefined;
    if (versionId === undefined) return this.to(`${type}/${id}`);
    if (!isId(versionId) || !this.serves(type, 'vread')) return undefined;
    return this.to(`${type}/${id}/_history/${versionId}`);
  }

  /** Undefined when histories are not served. */
  history(type: string, id: string): string | undefined {
    const instance = this.serves(type, 'history-instance') ? this.instance(type, id) : undefined;
    return instance && `${instance}/_history`;
  }
}
