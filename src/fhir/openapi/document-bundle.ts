import { applyDecorators } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { failureRefs } from './failures';
import { headerRefs } from './headers';
import { fhirContent, pageContent, xmlText } from './media';
import { ref } from './openapi-types';
import { parameter } from './parameter-decorator';
import { EVERYWHERE, PARAMETERS } from './parameters';

const OWNER = 'urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a';

const TRANSACTION = {
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [
    {
      fullUrl: OWNER,
      resource: { resourceType: 'Organization', name: 'Clinique du Parc' },
      request: { method: 'POST', url: 'Organization' },
    },
    {
      resource: { resourceType: 'Location', name: 'Bâtiment A', managingOrganization: { reference: OWNER } },
      request: { method: 'POST', url: 'Location' },
    },
  ],
};

const BATCH = {
  resourceType: 'Bundle',
  type: 'batch',
  entry: [
    { request: { method: 'GET', url: 'Organization?_count=1' } },
    { request: { method: 'GET', url: 'Location?_summary=count' } },
  ],
};

const ANSWER = {
  resourceType: 'Bundle',
  type: 'transaction-response',
  entry: [
    {
      response: {
        status: '201 Created',
        location: 'http://localhost:3000/fhir/Organization/1234/_history/1',
        etag: 'W/"1"',
        lastModified: '2026-01-31T08:00:00.000Z',
      },
      resource: { resourceType: 'Organization', id: '1234', name: 'Clinique du Parc' },
    },
  ],
};

/** Documents `POST [base]` in OpenAPI. */
export function documentBundle(): MethodDecorator {
  const examples = { 'A transaction: both or none': { value: TRANSACTION }, 'A batch of searches': { value: BATCH } };
  const operation = ApiOperation({
    operationId: 'bundle',
    tags: ['Bundle'],
    summary: 'Execute many interactions',
    description: [
      'The entries of a Bundle of type `batch` are executed independently of each other; of those of a `transaction`, all or none. They are executed in the order of their methods: DELETE, POST, PUT and PATCH, GET.',
      'In a transaction, entries refer to each other by their `fullUrl`, such as `urn:uuid:…`, and to others by criteria, `Organization?identifier=…`. A patch is a `Parameters` resource, or a `Binary` with a JSON Patch or an XML Patch.',
    ].join('\n\n'),
    requestBody: {
      required: true,
      content: fhirContent(
        { schema: ref('schemas', 'Bundle'), examples },
        { 'A batch of searches': { value: xmlText(BATCH) } },
      ),
    },
    responses: {
      200: {
        description:
          'The outcome of each entry, in the order of the request. Entries of a batch may have been refused.',
        headers: headerRefs(['Content-Language']),
        content: {
          ...fhirContent(
            { schema: ref('schemas', 'Bundle'), examples: { 'What was created': { value: ANSWER } } },
            { 'What was created': { value: xmlText(ANSWER) } },
          ),
          ...pageContent,
        },
      },
      ...failureRefs([
        'BadResource', 'NotFound', 'DeleteConflict', 'Gone', 'VersionConflict', 'InvalidResource', 'TooLarge', 'UnsupportedMediaType',
        'NotAcceptable', 'ServerFault', 'Unavailable',
      ]), // prettier-ignore
    },
  });
  const shown = [PARAMETERS.Prefer, PARAMETERS._dryRun, ...EVERYWHERE.map((name) => PARAMETERS[name])];
  return applyDecorators(operation, ...shown.map(parameter));
}
