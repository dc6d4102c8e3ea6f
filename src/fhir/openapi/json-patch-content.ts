import type { Content, Schema } from './openapi-types';
import { FRENCH } from './patch-examples';

const operation: Schema = {
  type: 'object',
  required: ['op', 'path'],
  properties: {
    op: { type: 'string', enum: ['add', 'remove', 'replace', 'move', 'copy', 'test'] },
    path: { type: 'string', description: 'JSON Pointer: `/telecom/0/value`' },
    from: { type: 'string' },
    value: {},
  },
};

/**
 * Here `unevaluatedItems` says what `items` would: openapi-python-client tells the bodies of an operation apart by
 * their classes, and a client with a list of something among them fails at every patch.
 */
const patch: Schema & { readonly unevaluatedItems: Schema } = { type: 'array', unevaluatedItems: operation };

/** The body of a JSON Patch. @see https://www.rfc-editor.org/rfc/rfc6902 */
export const JSON_PATCH: Content = {
  'application/json-patch+json': {
    schema: patch,
    examples: { [FRENCH]: { value: [{ op: 'add', path: '/language', value: 'fr' }] } },
  },
};
