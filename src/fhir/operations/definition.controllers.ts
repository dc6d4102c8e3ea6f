import { Controller, Get, Inject, Req, type Type } from '@nestjs/common';
import type { Request } from 'express';
import { FhirError } from '../errors/fhir-error';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import { DEFINITION_TYPES, DefinitionLibrary, type DefinitionType } from '../profile/definition-library';
import { FhirReply } from '../rest/fhir-reply';
import { FhirRoute } from '../rest/fhir-route';
import { FhirRoutes } from '../rest/fhir-routes';
import { preferencesOf } from '../rest/preferences';
import { searchReply } from '../rest/replies';
import { parametersOf } from '../rest/request-parameters';
import { PageTokens } from '../rest/search/page-tokens';
import { searchLinks } from '../rest/search/search-links';
import { readSearch } from '../rest/search/search-query';
import { say } from '../messages';
import { findDefinitions, searchableDefinitions } from './definition-search';

/** Serves the profiles, value sets and code systems this server uses: read, and search by canonical `url`. */
export const definitionControllers: readonly Type[] = DEFINITION_TYPES.map(definitionController);

function definitionController(type: DefinitionType): Type {
  @FhirRoutes()
  @Controller(type)
  class DefinitionController {
    constructor(
      private readonly library: DefinitionLibrary,
      private readonly tokens: PageTokens,
      @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
    ) {}

    @Get()
    @FhirRoute({ interaction: 'search-type', type })
    async search(@Req() request: Request): Promise<FhirReply> {
      const { handling } = preferencesOf(request);
      const query = readSearch(searchableDefinitions(type), parametersOf(request), {
        lenient: handling === 'lenient',
        baseUrl: this.options.baseUrl,
        pageSize: this.options.search?.pageSize,
      });
      const owner = { search: query.search, index: '' };
      const place = query.cursor === undefined ? undefined : await this.tokens.open(owner, query.cursor);
      const { definitions, total, next } = findDefinitions(this.library, type, { ...query, after: place?.cursor });
      const address = `${this.options.baseUrl}/${type}`;
      const matches = definitions.map((each) => ({ fullUrl: `${address}/${each.id}`, json: each.text() }));
      const page = { address, owner, place, shown: definitions.length, ...(next !== undefined && { next }) };
      const links = await searchLinks(query, page, this.tokens);
      return searchReply({ total, links, matches, warnings: query.ignored }, { ...(handling && { handling }) });
    }

    @Get(':id')
    @FhirRoute({ interaction: 'read', type })
    read(@Req() request: Request): FhirReply {
      const id = String(request.params['id']);
      const found = this.library.read(type, id);
      if (!found) throw new FhirError('not-found', say`${type}/${id.slice(0, 64)} is not known here`);
      return new FhirReply(200, {}, JSON.stringify(found));
    }
  }
  return DefinitionController;
}
