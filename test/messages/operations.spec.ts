import type { Request } from 'express';
import type { FhirResource } from 'fhir/r4';
import { MinLength } from 'class-validator';
import { FhirError, type FhirErrorKind, type JsonObject, OperationParameter, type StoredVersion } from '../../src/fhir';
import type { Outcome } from '../../src/fhir/errors/operation-outcome';
import { AsyncOperation } from '../../src/fhir/operations/async.operation';
import { definitionControllers } from '../../src/fhir/operations/definition.controllers';
import { ValidateService } from '../../src/fhir/operations/validate.service';
import { validationOutcome } from '../../src/fhir/operations/validation-outcome';
import { bindInput } from '../../src/fhir/operations/bind-input';
import { wordsOf } from '../../src/fhir/operations/constraint-words';
import { operationOf } from '../../src/fhir/service/operations/operation';
import { WriteTrial } from '../../src/fhir/operations/write-trial';
import { readSide, readVersionId } from '../../src/fhir/operations/version-reference';
import type { RequestContext } from '../../src/fhir/plugin/request-context';
import type { DefinitionLibrary } from '../../src/fhir/profile/definition-library';
import type { Job } from '../../src/fhir/ports/jobs';
import type { Jobs } from '../../src/fhir/service/jobs/jobs';
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

/** Tries a deletion on a stubbed service. */
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

/** What a client is told about an asynchronous request with this result. */
async function answerLater(result: object, method: 'GET' | 'DELETE' = 'GET'): Promise<Told> {
  const job = { id: 'j1', state: 'failed', result: JSON.stringify(result) } as Job;
  const jobs = { cancel: () => Promise.resolve(), find: () => Promise.resolve(job) } as unknown as Jobs;
  const operation = new AsyncOperation(jobs, { baseUrl: 'http://a.test/fhir' }, () => new Date(0));
  const call = { context: {}, input: { jobId: 'j1' }, method } as Parameters<AsyncOperation['status']>[0];
  return ((await operation.status(call)).body as Outcome).issues;
}

class CloseInput {
  @OperationParameter({ type: 'string', min: 1 })
  @MinLength(2)
  reason!: string;
  @OperationParameter({ type: 'code', max: '2', values: ['a', 'b'] })
  codes?: string[];
  @OperationParameter({ type: 'Patient' })
  patient?: JsonObject;
  @OperationParameter({ type: 'Period' })
  range?: JsonObject;
}
class TwoInput {
  @OperationParameter({ type: 'string', min: 2, max: '*' })
  both?: string[];
}
const operation = (name: string, input?: new () => object) =>
  operationOf({ type: 'system', name, level: ['system'], ...(input && { input }) }, () => undefined, 'x');
const CLOSE = operation('$close', CloseInput);
const PING = operation('$ping');
const TWO = operation('$two', TwoInput);
const REASON = { name: 'reason', valueString: 'why' };
const CODE = { name: 'codes', valueCode: 'a' };
const sent = (...parameter: JsonObject[]) => bindInput(CLOSE, { ...PARAMETERS, parameter }, {});

const constraint = (rule: string, said: string) => () => [{ text: wordsOf(rule, 'n', said) }];

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
        'to does not name a version',
        'Write { "name": "to", "valueReference": { "reference": "Organization/1234/_history/1" } }, or a "resource".',
        refused(() => readSide({ name: 'to', valueString: 'x' }, 'to')),
      ],
      [
        'codes: `valueCode` is an empty string.',
        'Leave the element out, or give it a value.',
        refused(() => bindInput(CLOSE, undefined, { reason: 'why', codes: '' })),
      ],
      ['$validate needs a resource', SEND, refused(() => validate({ type: 'Organization' }))],
      ['The resource is not of type Location', SEND, refused(() => validate({ type: 'Location' }, ORGANIZATION))],
      [
        '$ping expects a Parameters resource',
        'Begin the body with { "resourceType": "Parameters", …',
        refused(() => bindInput(PING, {}, {})),
      ],
      [
        '$close needs the parameter reason',
        'Its parameters: reason, codes, patient, range.',
        refused(() => bindInput(CLOSE, PARAMETERS, {})),
      ],
      [
        '$close has no parameter raison; did you mean reason?',
        'Its parameters: reason, codes, patient, range.',
        refused(() => sent({ name: 'raison', valueString: 'x' }, REASON)),
      ],
      [
        '$close has no parameter zzzzzz',
        'Its parameters: reason, codes, patient, range.',
        refused(() => sent({ name: 'zzzzzz', valueString: 'x' }, REASON)),
      ],
      [
        '$ping has no parameter x',
        'The operation has no parameters.',
        refused(() => bindInput(PING, { ...PARAMETERS, parameter: [{ name: 'x', valueString: 'y' }] }, {})),
      ],
      [
        '$close was given the parameter reason twice',
        'Its parameters: reason, codes, patient, range.',
        refused(() => sent(REASON, REASON)),
      ],
      [
        '$close accepts codes at most 2 times',
        'Its parameters: reason, codes, patient, range.',
        refused(() => sent(REASON, CODE, CODE, CODE)),
      ],
      [
        '$two needs the parameter both at least 2 times',
        'Its parameters: both.',
        refused(() => bindInput(TWO, PARAMETERS, {})),
      ],
      [
        'reason must be of type string',
        'Write "valueString".',
        refused(() => sent({ name: 'reason', valueInteger: 1 })),
      ],
      [
        'reason has no value',
        'Write "valueString".',
        refused(() => sent({ name: 'reason', resource: { resourceType: 'Basic', code: { text: 'x' } } })),
      ],
      [
        'z is not a value of codes',
        'Allowed values: a, b.',
        refused(() => sent(REASON, { name: 'codes', valueCode: 'z' })),
      ],
      [
        'patient must be a resource of type Patient',
        'Send it as resource.',
        refused(() => sent(REASON, { name: 'patient', valueString: 'x' })),
      ],
      ['reason must have at least 2 characters', undefined, refused(() => sent({ name: 'reason', valueString: 'x' }))],
      ['n must be at least 2', undefined, constraint('min', 'n must not be less than 2')],
      ['n must be at most 2', undefined, constraint('max', 'n must not be greater than 2')],
      ['n must be more than 0', undefined, constraint('isPositive', 'n must be a positive number')],
      ['n must be a whole number', undefined, constraint('isInt', 'n must be an integer number')],
      [
        'n must have at least 2 characters',
        undefined,
        constraint('minLength', 'n must be longer than or equal to 2 characters'),
      ],
      [
        'n must have at most 2 characters',
        undefined,
        constraint('maxLength', 'n must be shorter than or equal to 2 characters'),
      ],
      [
        'n must have 2 to 3 characters',
        undefined,
        constraint('isLength', 'n must be longer than or equal to 2 and shorter than or equal to 3 characters'),
      ],
      ['n must be sent at least 2 times', undefined, constraint('arrayMinSize', 'n must contain at least 2 elements')],
      [
        'n may be sent at most 2 times',
        undefined,
        constraint('arrayMaxSize', 'n must contain no more than 2 elements'),
      ],
      ['n must not have the same value twice', undefined, constraint('arrayUnique', "All n's elements must be unique")],
      ['n must be one of a, b', undefined, constraint('isIn', 'n must be one of the following values: a, b')],
      ['n must not be empty', undefined, constraint('isNotEmpty', 'n should not be empty')],
      ['n must match /a/', undefined, constraint('matches', 'n must match /a/ regular expression')],
      ['n is not accepted: n must be an email', undefined, constraint('isEmail', 'n must be an email')],
      ['The mode delete needs an id', SEND, refused(() => tryDelete({}))],
      [
        'Organization/2 would be deleted. This was a dry run; nothing was deleted.',
        undefined,
        () => tryDelete({ delete: () => DELETED, read: () => DELETED }, '2'),
      ],
      [
        'Organization/2 does not exist; deleting it would change nothing.',
        undefined,
        () => tryDelete({ delete: () => DELETED, read: refusing('gone') }, '2'),
      ],
      [
        'The interaction delete would be refused with status 409.',
        undefined,
        async () => (await tryDelete({ delete: refusing('referenced') }, '2')).slice(1),
      ],
      [
        'The request j1 has no answer: the server stopped while carrying it out, so it is not known whether it was done',
        'Read the resources it was to change, and send the request again if it was not done.',
        refused(() => answerLater({ reason: 'interrupted' })),
      ],
      [
        'The request j1 has no answer: it was interrupted several times without making progress',
        'Send the request again, with or without Prefer: respond-async.',
        refused(() => answerLater({ reason: 'attempts' })),
      ],
      [
        'The request j1 has no answer: an error occurred in the server; its log records the error under the id of the job',
        'Send the request again, with or without Prefer: respond-async.',
        refused(() => answerLater({})),
      ],
      ['The request was cancelled and its answer was deleted.', undefined, () => answerLater({}, 'DELETE')],
      ['No issues were found.', undefined, () => validationOutcome([]).issues],
      ['StructureDefinition/x is not known here', undefined, refused(readDefinition)],
    ],
  );
});
