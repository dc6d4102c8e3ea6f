export { FhirDecimal } from './fhir-decimal';
export { parseJson, type ParseJsonOptions } from './parse-json';
export { parseStored } from './parse-stored';
export { stringifyJson } from './stringify-json';
export { decodeUtf8 } from './utf8';
export { requireObject } from './require-object';
export { positionOf, positionsOf } from './position-of';
export { stringifyPath, type JsonPath } from './json-path';
export { isJsonNumber, isJsonObject, type JsonObject, type JsonValue } from './json-value';
