import { Controller, Get, Inject, Req, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request } from 'express';
import { FhirError } from '../errors/fhir-error';
import { FHIR_OPTIONS, type FhirOptions } from '../fhir-options';
import { DEFINITION_TYPES, DefinitionLibrary, type DefinitionType } from '../profile/definition-library';
import { FhirReply } from '../rest/fhir-reply';
import { answerForm } from '../rest/formats/answer-form';
import { searchReply } from '../rest/replies';
import { say } from '../messages';

/** Profiles, value sets and code systems as this server uses them: read, and search by canonical `url`. */
export const definitionControllers: readonly Type[] = DEFINITION_TYPES.map(definitionController);

function definitionController(type: DefinitionType): Type {
  @ApiExcludeController()
  @Controller(type)
  class DefinitionController {
    constructor(
      private readonly library: DefinitionLibrary,
      @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
    ) {}

    @Get()
    search(@Req() request: Request): FhirReply {
      answerForm(request);
      const { url } = request.query;
      const found = this.library.list(type, typeof url === 'string' ? url : undefined);
      const base = `${this.options.baseUrl}/${type}`;
      const self = typeof url === 'string' ? `${base}?url=${encodeURIComponent(url)}` : base;
      const matches = found.map((each) => ({ fullUrl: `${base}/${each.id}`, json: JSON.stringify(each) }));
      return searchReply({ total: found.length, links: { self }, matches });
    }

    @Get(':id')
    read(@Req() request: Request): FhirReply {
      answerForm(request);
      const id = String(request.params['id']);
      const found = this.library.read(type, id);
      if (!found) throw new FhirError('not-found', say`${type}/${id.slice(0, 64)} is not known here`);
      return new FhirReply(200, {}, JSON.stringify(found));
    }
  }
  return DefinitionController;
}
