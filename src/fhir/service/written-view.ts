import { Injectable } from '@nestjs/common';
import { AccessControl, denied, marked, throughView, unmarked } from '../access';
import type { JsonObject } from '../json';
import { say } from '../messages';
import type { RequestContext } from '../plugin/request-context';
import { sameContent } from './stamp';
import { VisibleVersions } from './visible-versions';

type Resource = Readonly<JsonObject>;

/** Writes by those who do not see everything: made on what they see, and carried out on the whole. */
@Injectable()
export class WrittenView {
  constructor(
    private readonly access: AccessControl,
    private readonly visible: VisibleVersions,
  ) {}

  /** Whether anything is hidden from the client in resources of a type. */
  isWhole(context: RequestContext, type: string): boolean {
    return this.access.sight(context, type).isWhole;
  }

  /** A stored resource as the client reads it; itself where nothing is hidden. */
  shown(context: RequestContext, whole: Resource): Resource {
    const view = this.access.view(context, whole);
    return view === whole ? whole : marked(view);
  }

  /**
   * The whole that a client's wish comes to.
   * @param whole as it is stored; undefined: there is none that the client sees
   * @param wish made of what `shown` gave
   * @throws FhirError `forbidden` when the client would not see afterwards what it asked for, or when it had to touch what is hidden
   */
  async carriedOut(context: RequestContext, whole: Resource | undefined, wish: Resource): Promise<Resource> {
    const mask = whole && this.access.mask(context, whole);
    const wanted = mask ? unmarked(wish) : wish;
    const result = mask ? throughView(whole, mask, wanted) : wanted;
    if (whole && sameContent(whole, result)) return whole;
    if (!sameContent(this.access.view(context, result), wanted) || !(await this.visible.sees(context, result, whole !== undefined)))
      throw denied({
        text: say`This client would not see what it asks for`,
        hint: say`Write what is yours to see, or ask somebody who sees more.`,
      });
    return result;
  } // prettier-ignore

  /** A deletion takes away what is hidden as well. @throws FhirError `forbidden` */
  assertDeletable(context: RequestContext, whole: Resource): void {
    if (!this.access.mask(context, whole)) return;
    throw denied({
      text: say`This resource has elements that this client may not see, and may not take away`,
      hint: say`Ask somebody who sees the whole resource.`,
    });
  }
}
