import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../plugin/request-context';
import type { StoredVersion } from '../ports/versions';

/** Addresses below the base of what tells who made versions, in their order; undefined: nothing does, or not to this client. */
export type ProvenanceOf = (
  context: RequestContext,
  versions: readonly StoredVersion[],
) => Promise<readonly (string | undefined)[]>;

/** Who tells of versions who made them; a server without an audit has nobody. */
@Injectable()
export class VersionProvenance {
  private by: ProvenanceOf | undefined;

  tellBy(provenanceOf: ProvenanceOf): void {
    this.by = provenanceOf;
  }

  of: ProvenanceOf = (context, versions) => this.by?.(context, versions) ?? NOBODY;
}

const NOBODY = Promise.resolve([]);
