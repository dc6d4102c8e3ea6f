const FILES = {
  type: 'array',
  items: {
    type: 'object',
    required: ['type', 'url', 'count'],
    properties: {
      type: { type: 'string', description: 'Type of the resources in it.' },
      url: { type: 'string', format: 'uri' },
      count: { type: 'integer', description: 'Resources in it.' },
    },
  },
};

/** JSON Schema of the export manifest. @see https://hl7.org/fhir/uv/bulkdata/export.html#response---output-manifest */
export const MANIFEST_SCHEMA = {
  type: 'object',
  required: ['transactionTime', 'request', 'requiresAccessToken', 'output', 'error'],
  properties: {
    transactionTime: { type: 'string', format: 'date-time', description: 'To send as `_since` of the next export.' },
    request: { type: 'string', format: 'uri' },
    requiresAccessToken: { type: 'boolean' },
    outputFormat: { type: 'string' },
    output: FILES,
    deleted: { ...FILES, description: 'Bundles that name the resources deleted since `_since`.' },
    error: { ...FILES, description: 'OperationOutcomes about resources that could not be exported.' },
  },
};

export const FILE_SCHEMAS = {
  'application/fhir+ndjson': { type: 'string', description: 'One resource per line.' },
  'application/fhir+json': { type: 'string', description: 'A Bundle.' },
};
