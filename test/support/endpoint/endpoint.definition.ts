import type { Endpoint } from 'fhir/r4';
import { defineResource } from '../../../src/fhir';

export const endpointDefinition = defineResource<Endpoint>({
  type: 'Endpoint',
  interactions: [
    'read',
    'vread',
    'history-instance',
    'history-type',
    'search-type',
    'create',
    'update',
    'patch',
    'delete',
  ],
  documentation: 'Where a service can be reached by machines.',
  searchParameters: [
    {
      code: 'connection-type',
      type: 'token',
      expression: 'Endpoint.connectionType',
      documentation: { en: 'How it is spoken to.', fr: 'Protocole.' },
      example: 'hl7-fhir-rest',
    },
  ],
});
