import { Injectable } from '@nestjs/common';
import type { JsonObject } from '../json/json-value';
import { parseStored } from '../json/parse-stored';
import { stringifyJson } from '../json/stringify-json';
import type { StoredVersion } from '../ports/versions';
import { AccessControl } from './access-control';
import { type KnownVersion, KnownVersions } from './known-versions';
import { marked } from './marks';
import { masked, maskOf } from './mask';

type Resource = Readonly<JsonObject>;

/** Versions as clients see them when parts are hidden. Each view is computed once for all clients that share it. */
@Injectable()
export class VersionViews {
  private readonly known = new KnownVersions();
  /** A request reads a version twice: to see whether it is visible, and to show it. */
  private readonly resources = new WeakMap<StoredVersion, Resource>();

  constructor(private readonly access: AccessControl) {}

  /** The result is shared and must not be changed. @param version not a deletion */
  parsed(version: StoredVersion): Resource {
    let resource = this.resources.get(version);
    if (!resource) this.resources.set(version, (resource = parseStored(version.json!)));
    return resource;
  }

  /** Labels of the whole resource, as bits. @param version not a deletion */
  wholeLabels(version: StoredVersion): number {
    return this.of(version).whole;
  }

  /** Labels of the resource and of all its elements, as bits. @param version not a deletion */
  labels(version: StoredVersion): number {
    return this.of(version).any;
  }

  /**
   * Its text without what is hidden, with its marks; the stored text when nothing is hidden.
   * @param hidden labels, as bits
   */
  shown(version: StoredVersion, hidden: number): string {
    const known = this.of(version);
    if (known.shown.has(hidden)) return known.shown.get(hidden) ?? known.json;
    const whole = this.parsed(version);
    const mask = maskOf(this.access.labels.of(whole), hidden);
    const shown = mask && stringifyJson(marked(masked(whole, mask)));
    this.known.keepShown(version, known, hidden, shown);
    return shown ?? known.json;
  }

  private of(version: StoredVersion): KnownVersion {
    const before = this.known.get(version);
    if (before) return before;
    const resource = this.parsed(version);
    const { labels } = this.access;
    const known = {
      json: version.json!,
      whole: labels.whole(resource),
      any: labels.any(resource),
      shown: new Map<number, string | undefined>(),
    };
    this.known.keep(version, known);
    return known;
  }
}
