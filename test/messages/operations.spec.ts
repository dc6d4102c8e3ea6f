import type { Request } from 'express';
import type { FhirResource } from 'fhir/r4';
import { FhirError, type FhirErrorKind, type JsonObject, type StoredVersion } from '../../src/fhir';
import { definitionControllers } from '../../src/fhir/operations/definition.controllers';
import { ValidateService } from '../../src/fhir/operations/validate.service';
import { validationOutcome } from '../../src/fhir/operations/validation-outcome';
import { readValidation } from '../../src/fhir/operations/validation-request';
import { requireParameters } from '../../src/fhir/operations/operation-parameters';
import { WriteTrial } from '../../src/fhir/operations/write-trial';
import { readSide, readVersionId } from '../../src/fhir/operations/version-reference';
import type { RequestContext } from '../../src/fhir/plugin/request-context';
import type { DefinitionLibrary } from '../../src/fhir/profile/definition-library';
import type { ServiceRegistry } from '../../src/fhir/service/service-registry';
import type { ResourceService } from '../../src/fhir/service/resource.service';
import { describeTold, toldByRefusal, type Row, type Told } from '../support/told';

const EMPTY_LIBRARY = { issues: () => [], read: () => undefined } as unknown as DefinitionLibrary;
const PARAMETERS: JsonObject = { resourceType: 'Parameters' };
const ORGANIZATION: JsonObject = { resourceType: 'Organization', id: '1', name: 'A' };

function validate(context: Partial<RequestContext>, resource?: JsonObject): Promise<Told> {
  const services = { find: () => undefined } as unknown as ServiceRegistry;
  const service = new ValidateService(EMPTY_LIBRARY, services, new WriteTrial(services));
  const asked = { at: [], mode: 'profile', profiles: [], ...(resource && { resource }) } as const;
  return service.validate(context as RequestContext, asked);
}

/** A trial of a deletion, on a service that answers as it is told. */
function tryDelete(service: Partial<ResourceService<FhirResource>>, id?: string): Promise<Told> {
  const services = { of: () => ({ type: 'Organization', ...service }) } as unknown as ServiceRegistry;
  const context = { type: 'Organization', headers: {}, ...(id && { id }) } as unknown as RequestContext;
  return new WriteTrial(services).issues(context, 'delete', id ? undefined : { resourceType: 'Organization' });
}
const DELETED = Promise.resolve({} as StoredVersion);
const refusing = (kind: FhirErrorKind) => () => Promise.reject(new FhirError(kind, 'no'));

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
        'fromVersion must be a version, such as the versionId in an ETag',
        undefined,
        refused(() => readVersionId('fromVersion', 'a/b')),
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
        '$diff has no parameter versions',
        'Its parameters: from, to.',
        refused(() => requireParameters('$diff', { parameter: [{ name: 'versions' }] }, ['from', 'to'])),
      ],
      [
        '$diff has from twice',
        'Its parameters: from.',
        refused(() => requireParameters('$diff', { parameter: [{ name: 'from' }, { name: 'from' }] }, ['from'])),
      ],
      ['The mode delete needs an id', SEND, refused(() => tryDelete({}))],
      [
        'Organization/2 would be deleted: this was a dry run, and it is still there.',
        undefined,
        () => tryDelete({ delete: () => DELETED, read: () => DELETED }, '2'),
      ],
      [
        'Organization/2 is not there, and its deletion would change nothing.',
        undefined,
        () => tryDelete({ delete: () => DELETED, read: refusing('gone') }, '2'),
      ],
      [
        'The interaction delete would be refused with status 409.',
        undefined,
        async () => (await tryDelete({ delete: refusing('referenced') }, '2')).slice(1),
      ],
      ['Nothing is wrong.', undefined, () => validationOutcome([]).issues],
      ['StructureDefinition/x is not known here', undefined, refused(readDefinition)],
    ],
  );
});
