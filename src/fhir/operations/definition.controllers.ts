import { Controller, Get, Inject, Req, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request } from 'express';
import type { FhirResource } from 'fhir/r4';
import { FhirError } from '../errors/fhir-error';
import { FHIR_OPTIONS, type FhirOptions } from '../fhir-options';
import { DEFINITION_TYPES, DefinitionLibrary, type DefinitionType } from '../profile/definition-library';
import { FhirReply } from '../rest/fhir-reply';
import { answerForm } from '../rest/formats/answer-form';

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
      return new FhirReply(200, {}, JSON.stringify(this.bundle(found, url)));
    }

    @Get(':id')
    read(@Req() request: Request): FhirReply {
      answerForm(request);
      const id = String(request.params['id']);
      const found = this.library.read(type, id);
      if (!found) throw new FhirError('not-found', `${type}/${id.slice(0, 64)} is not known here`);
      return new FhirReply(200, {}, JSON.stringify(found));
    }

    private bundle(found: readonly FhirResource[], url: unknown): object {
      const base = `${this.options.baseUrl}/${type}`;
      const self = typeof url === 'string' ? `${base}?url=${encodeURIComponent(url)}` : base;
      return {
        resourceType: 'Bundle',
        type: 'searchset',
        total: found.length,
        link: [{ relation: 'self', url: self }],
        ...(found.length > 0 && {
          entry: found.map((resource) => ({
            fullUrl: `${base}/${resource.id}`,
            resource,
            search: { mode: 'match' },
          })),
        }),
      };
    }
  }
  return DefinitionController;
}
