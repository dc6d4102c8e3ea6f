import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../plugin/request-context';
import type { StoredVersion } from '../ports/versions';

/**
 * Provenance references relative to the base URL, one per version, in order; undefined where the client may see none.
 */
export type ProvenanceOf = (
  context: RequestContext,
  versions: readonly StoredVersion[],
) => Promise<readonly (string | undefined)[]>;

/** Extension point through which the audit provides the Provenance of versions. Without an audit there is none. */
@Injectable()
export class VersionProvenance {
  private by: ProvenanceOf | undefined;

  tellBy(provenanceOf: ProvenanceOf): void {
    this.by = provenanceOf;
  }

  of: ProvenanceOf = (context, versions) => this.by?.(context, versions) ?? NOBODY;
}

const NOBODY = Promise.resolve([]);
