import { Injectable } from '@nestjs/common';
import { FhirError } from '../../errors/fhir-error';
import { isJsonObject, parseStored, type JsonObject } from '../../json';
import { say, type Text } from '../../messages';
import { isId } from '../../model/logical-id';
import { relativeReference } from '../../model/reference';
import type { RequestContext } from '../../plugin/request-context';
import type { SearchClause } from '../../ports/search';
import { ServiceRegistry } from '../../service/service-registry';

export const LIST = '_list';

/** Maximum number of list entries used by a search: as many as a parameter may have values. */
const MOST_ENTRIES = 1_000;

/** `_list=42`: the resources that a List refers to. @see https://hl7.org/fhir/R4/search.html#list */
@Injectable()
export class ListCriterion {
  constructor(private readonly services: ServiceRegistry) {}

  /**
   * @param type the searched type
   * @throws FhirError `invalid-request` when List is not served; `not-found` when the List does not exist
   */
  async clauseOf(context: RequestContext, type: string, value: string | readonly string[]): Promise<SearchClause> {
    const service = this.services.find('List');
    if (!service) {
      const hint = say`Search by _id, with the ids of the list separated by commas.`;
      throw refused(say`_list needs List resources, which this server does not serve`, hint);
    }
    if (typeof value !== 'string' || !isId(value)) {
      const hint = say`Lists that a server computes, such as $current-problems, are not offered.`;
      throw refused(say`_list must be the id of one List`, hint);
    }
    const named = { ...context, type: 'List', id: value };
    const list = parseStored(await service.shown(named, await service.read(named, value)));
    const ids = new Set(entriesOf(list).flatMap((entry) => idOf(entry, type) ?? []));
    if (ids.size > MOST_ENTRIES) {
      throw refused(say`The list has more than ${MOST_ENTRIES} entries`, say`Split it into several lists.`);
    }
    return { kind: 'id', ids: [...ids] };
  }
}

function entriesOf({ entry }: JsonObject): readonly JsonObject[] {
  return Array.isArray(entry) ? entry.filter(isJsonObject) : [];
}

/** Undefined for entries of another type, and for entries marked as deleted. */
function idOf({ item, deleted }: JsonObject, type: string): string | undefined {
  const reference = isJsonObject(item) ? item['reference'] : undefined;
  const meant = typeof reference === 'string' && deleted !== true ? relativeReference(reference) : undefined;
  return meant?.type === type ? meant.id : undefined;
}

function refused(text: Text, hint: Text): FhirError {
  return new FhirError('invalid-request', text, [{ code: 'not-supported', text, hint, expression: `http.${LIST}` }]);
}
