import { Injectable } from '@nestjs/common';
import { Outcome } from '../errors/operation-outcome';
import type { JsonObject } from '../json';
import { FhirOperation, type OperationCall } from '../service/operations/fhir-operation';
import { OperationParameter } from '../service/operations/operation-parameter';
import { ValidateService } from './validate.service';
import { validationOutcome } from './validation-outcome';
import { MODES, type ValidationMode } from './validation-request';

class ValidateInput {
  @OperationParameter({
    type: 'Resource',
    checked: false,
    documentation: 'The resource to validate; default: the stored resource.',
    example: { resourceType: 'Organization', name: 'CHU' },
  })
  resource?: JsonObject;

  @OperationParameter({
    type: 'code',
    values: MODES,
    documentation: 'The interaction to validate for: `create`, `update`, `delete`, or none (`profile`).',
  })
  mode?: ValidationMode;

  @OperationParameter({
    type: 'uri',
    max: '*',
    documentation: 'Canonical URL of the only profile to validate against.',
  })
  profile?: string[];
}

/** `$validate` at system, type and instance level: status 200 with all issues. */
@Injectable()
export class ValidateOperation {
  constructor(private readonly validation: ValidateService) {}

  @FhirOperation('system', '$validate', {
    title: 'Validate a resource',
    level: ['system', 'type', 'instance'],
    get: ['instance'],
    reads: false,
    takesMisread: true,
    input: ValidateInput,
    output: 'OperationOutcome',
    base: 'http://hl7.org/fhir/OperationDefinition/Resource-validate',
    documentation: {
      en: 'All findings of R4, the profiles and the domain rules about a resource, as an OperationOutcome with status 200. With a mode that names an interaction: the result that interaction would have with the current configuration.',
      fr: 'Tout ce que R4, les profils et les règles du domaine disent d’une ressource, dans un OperationOutcome de statut 200. Avec un mode qui nomme une interaction : ce que celle-ci ferait avec les réglages du serveur.',
    },
  })
  async validate({ context, input, misread, placeOf }: OperationCall<ValidateInput>): Promise<Outcome> {
    const { resource, mode = 'profile', profile: profiles = [] } = input;
    const asked = { mode, profiles, at: placeOf('resource'), misread, ...(resource && { resource }) };
    return validationOutcome(await this.validation.validate(context, asked));
  }
}
