export { parseJson, type ParseJsonOptions } from './parse-json';
export { decodeUtf8 } from './utf8';
export { requireObject } from './require-object';
export { positionOf } from './position-of';
export { stringifyPath, type JsonPath } from './json-path';
export type { JsonObject, JsonValue } from './json-value';
