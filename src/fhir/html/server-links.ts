import { isResourceType } from '../model/definitions';
import { isId } from '../model/logical-id';
import { relativeReference } from '../model/reference';
import type { Site } from './page-view';

/** What may follow the base in an address: a segment that starts like a FHIR one, or a query. Never `//host`, never `/\host`. */
const BELOW_BASE = /^(?:\/(?:[A-Za-z$_?][^\s<>"'\\^`{|}]*)?|\?[^\s<>"'\\^`{|}]*)?$/;
/** What a browser walks up or stays at, however it is written, and so leads elsewhere than it says. */
const STEPS = /(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i;

/**
 * The only source of addresses that come out of a resource. A link leads below the base of this server or is not made;
 * it is written without the host, so that it also works behind another name of the same server.
 */
export class ServerLinks {
  readonly base: string;
  private readonly path: string;

  /**
   * @param baseUrl absolute, `https://example.org/fhir`; a slash at the end is ignored
   * @param serves what there are no links without
   */
  constructor(
    baseUrl: string,
    private readonly serves: NonNullable<Site['serves']> = () => true,
  ) {
    this.base = baseUrl.replace(/\/+$/, '');
    this.path = new URL(this.base).pathname.replace(/\/+$/, '');
  }

  /** A place below the base that the template names itself: `metadata`. */
  to(path: string): string {
    return `${this.path}/${path}`;
  }

  /** An absolute address, if it lies below the base. */
  below(url: string): string | undefined {
    if (!url.startsWith(this.base)) return undefined;
    const rest = url.slice(this.base.length);
    return BELOW_BASE.test(rest) && !STEPS.test(rest.split('?', 1)[0]!) ? this.path + rest || '/' : undefined;
  }

  /** A literal reference, `Organization/1234` with or without a version, or the same as an absolute address here. */
  reference(value: string): string | undefined {
    const meant = relativeReference(value);
    if (!meant || !isResourceType(meant.type)) return this.below(value);
    return STEPS.test(value) ? undefined : this.to(value);
  }

  /** An instance, or one of its versions; undefined when these are no ids, and for a version nobody can read. */
  instance(type: string, id: string, versionId?: string): string | undefined {
    if (!isResourceType(type) || !isId(id)) return undefined;
    if (versionId === undefined) return this.to(`${type}/${id}`);
    if (!isId(versionId) || !this.serves(type, 'vread')) return undefined;
    return this.to(`${type}/${id}/_history/${versionId}`);
  }

  /** Undefined when there is none to be read. */
  history(type: string, id: string): string | undefined {
    const instance = this.serves(type, 'history-instance') ? this.instance(type, id) : undefined;
    return instance && `${instance}/_history`;
  }
}
