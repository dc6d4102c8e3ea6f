import { Controller, Get, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { ServiceRegistry } from '../service/service-registry';
import { StoreRegistry } from '../service/store-registry';
import type { FhirReply } from './fhir-reply';
import { FhirRoute } from './fhir-route';
import { FhirRoutes } from './fhir-routes';
import { HistoryAnswers } from './history/history-answers';
import { Mount } from './mount';
import { contextOf } from './request-context';
import { requireForm } from './search/form-body';
import { SystemSearch } from './search/system-search';

/** System-level search and history. */
@FhirRoutes()
@Controller()
export class SystemController {
  constructor(
    private readonly mount: Mount,
    private readonly stores: StoreRegistry,
    private readonly services: ServiceRegistry,
    private readonly histories: HistoryAnswers,
    private readonly searches: SystemSearch,
  ) {}

  @Get()
  @FhirRoute({ interaction: 'search-system', type: '' })
  async search(@Req() request: Request): Promise<FhirReply> {
    // There is nothing to read at the base URL itself.
    if (!request.originalUrl.includes('?')) throw this.mount.refusal(request);
    return this.searched(request);
  }

  @Post('_search')
  @FhirRoute({ interaction: 'search-system', type: '' })
  async searchByPost(@Req() request: Request): Promise<FhirReply> {
    requireForm(request);
    return this.searched(request);
  }

  @Get('_history')
  @FhirRoute({ interaction: 'history-system', type: '' })
  async history(@Req() request: Request): Promise<FhirReply> {
    const services = this.stores.typesWith('history-type').map((type) => this.services.of(type));
    if (services.length === 0) throw this.mount.refusal(request);
    return this.histories.answer(request, contextOf(request), services);
  }

  private searched(request: Request): Promise<FhirReply> {
    if (this.stores.typesWith('search-type').length === 0) throw this.mount.refusal(request);
    return this.searches.answer(request, contextOf(request));
  }
}
