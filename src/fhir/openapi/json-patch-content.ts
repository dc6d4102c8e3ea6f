import type { Content } from './openapi-types';
import { FRENCH } from './patch-examples';

/** The body of a JSON Patch. @see https://www.rfc-editor.org/rfc/rfc6902 */
export const JSON_PATCH: Content = {
  'application/json-patch+json': {
    schema: {
      type: 'array',
      items: {
        type: 'object',
        required: ['op', 'path'],
        properties: {
          op: { type: 'string', enum: ['add', 'remove', 'replace', 'move', 'copy', 'test'] },
          path: { type: 'string', description: 'JSON Pointer: `/telecom/0/value`' },
          from: { type: 'string' },
          value: {},
        },
      },
    },
    examples: { [FRENCH]: { value: [{ op: 'add', path: '/language', value: 'fr' }] } },
  },
};
