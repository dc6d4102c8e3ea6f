import { Injectable } from '@nestjs/common';
import { AccessControl, denied, marked, masked, throughView, unmarked } from '../access';
import type { JsonObject } from '../json';
import { say } from '../messages';
import type { RequestContext } from '../plugin/request-context';
import { inTurns } from './pace';
import { ResourceValidator, type CheckedWrite } from './resource-validator';
import { sameContent } from './stamp';
import { VisibleVersions } from './visible-versions';

type Resource = Readonly<JsonObject>;

/**
 * Writes by clients that see only part of a resource: they change their view, and the change is applied to the whole.
 */
@Injectable()
export class WrittenView {
  constructor(
    private readonly access: AccessControl,
    private readonly visible: VisibleVersions,
    private readonly validator: ResourceValidator,
  ) {}

  /** Whether the client sees resources of a type in full. */
  isWhole(context: RequestContext, type: string): boolean {
    return this.access.sight(context, type).isWhole;
  }

  /** A stored resource as the client reads it; the same object when nothing is hidden. */
  shown(context: RequestContext, whole: Resource): Resource {
    const view = this.access.view(context, whole);
    return view === whole ? whole : marked(view);
  }

  /**
   * Applies the change of a client to the whole resource.
   * @param whole the stored resource; undefined when none exists that the client sees
   * @param wish the changed resource, based on the result of `shown`
   * @param checked how the write is validated
   * @throws FhirError `forbidden` when the client would not see the result as it asked for it, or when the change
   * touches something hidden; as validation does, when what it asked for is not valid by itself
   */
  async carriedOut(
    context: RequestContext,
    whole: Resource | undefined,
    wish: Resource,
    checked: CheckedWrite,
  ): Promise<Resource> {
    const mask = whole && this.access.mask(context, whole);
    const wanted = mask ? unmarked(wish) : wish;
    const result = mask ? throughView(whole, mask, wanted) : wanted;
    if (whole && sameContent(whole, result)) return whole;
    const hidden = await this.visible.hiddenAfter(context, result, whole);
    const seen = masked(result, this.access.mask(context, result, hidden));
    if (sameContent(seen, wanted) && (await this.visible.sees(context, result, whole))) return result;
    // A reference to a contained resource that is hidden is refused like one to none.
    const { previous: _, ...write } = checked;
    const before = whole && { previous: this.access.view(context, whole) };
    await inTurns(this.validator.assertNothingNew(wanted, { ...write, ...before }));
    throw denied({
      text: say`This client would not be allowed to see the result of this write`,
      hint: say`Write only what you are allowed to see, or ask someone who can see more.`,
    });
  }

  /** Refuses to delete a resource with hidden elements. @throws FhirError `forbidden` */
  assertDeletable(context: RequestContext, whole: Resource): void {
    if (!this.access.mask(context, whole)) return;
    throw denied({
      text: say`This resource has elements that this client is not allowed to see, and so cannot remove`,
      hint: say`Ask someone who can see the whole resource.`,
    });
  }
}
