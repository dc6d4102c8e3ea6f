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
 * `unevaluatedItems` is used instead of the equivalent `items`, because openapi-python-client distinguishes the bodies
 * of an operation by their classes, and with a list among them its clients fail on every patch.
 */
const patch: Schema & { readonly unevaluatedItems: Schema } = { type: 'array', unevaluatedItems: operation };

/**
 * The body of a JSON Patch.
 * @see https://www.rfc-editor.org/rfc/rfc6902
 */
export const JSON_PATCH: Content = {
  'application/json-patch+json': {
    schema: patch,
    examples: { [FRENCH]: { value: [{ op: 'add', path: '/language', value: 'fr' }] } },
  },
};
