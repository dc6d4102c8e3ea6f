import type { Request } from 'express';
import type { JsonObject } from '../../src/fhir';
import { definitionControllers } from '../../src/fhir/operations/definition.controllers';
import { ValidateService } from '../../src/fhir/operations/validate.service';
import { validationOutcome } from '../../src/fhir/operations/validation-outcome';
import { readValidation } from '../../src/fhir/operations/validation-request';
import { readSide, readVersionId } from '../../src/fhir/operations/version-reference';
import type { RequestContext } from '../../src/fhir/plugin/request-context';
import type { DefinitionLibrary } from '../../src/fhir/profile/definition-library';
import type { ServiceRegistry } from '../../src/fhir/service/service-registry';
import { describeTold, toldByRefusal, type Row, type Told } from '../support/told';

const EMPTY_LIBRARY = { issues: () => [], read: () => undefined } as unknown as DefinitionLibrary;
const PARAMETERS: JsonObject = { resourceType: 'Parameters' };
const ORGANIZATION: JsonObject = { resourceType: 'Organization', id: '1', name: 'A' };

function validate(context: Partial<RequestContext>, resource?: JsonObject): Promise<Told> {
  const service = new ValidateService(EMPTY_LIBRARY, { find: () => undefined } as unknown as ServiceRegistry);
  const asked = { at: [], mode: 'update', profiles: [], ...(resource && { resource }) } as const;
  return service.validate(context as RequestContext, asked);
}

function readDefinition(): unknown {
  const controller = new definitionControllers[0]!(EMPTY_LIBRARY, {}) as { read(request: Request): unknown };
  return controller.read({ params: { id: 'x' }, query: {}, headers: {}, url: '/' } as unknown as Request);
}

const SEND = 'Send the resource, or Parameters with resource, mode (create, update, delete, profile) and profile.';
const refused =
  (action: () => unknown): Row[2] =>
  () =>
    toldByRefusal(action);

describe('the messages of operations', () => {
  describeTold(
    ['src/fhir/operations'],
    [
      [
        'fromVersion must be the number of a version, such as 3',
        undefined,
        refused(() => readVersionId('fromVersion', '0')),
      ],
      [
        '$diff needs Parameters with one parameter from',
        'Write { "name": "from", "valueReference": { "reference": "Organization/1234/_history/1" } }, or a "resource".',
        refused(() => readSide(PARAMETERS, 'from')),
      ],
      [
        'to names no version',
        'Write { "name": "to", "valueReference": { "reference": "Organization/1234/_history/1" } }, or a "resource".',
        refused(() => readSide({ ...PARAMETERS, parameter: [{ name: 'to', valueString: 'x' }] }, 'to')),
      ],
      [
        'The mode of $validate is one of create, update, delete, profile',
        SEND,
        refused(() => readValidation(ORGANIZATION, { mode: 'x' })),
      ],
      ['$validate needs a resource', SEND, refused(() => validate({ type: 'Organization' }))],
      ['The resource is no Location', SEND, refused(() => validate({ type: 'Location' }, ORGANIZATION))],
      [
        'The id of the body is not that of the URL, 2',
        'Write "id": "2".',
        () => validate({ type: 'Organization', id: '2' }, ORGANIZATION),
      ],
      ['Nothing is wrong.', undefined, () => validationOutcome([]).issues],
      ['StructureDefinition/x is not known here', undefined, refused(readDefinition)],
    ],
  );
});
