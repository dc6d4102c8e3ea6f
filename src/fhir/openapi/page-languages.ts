import { HTML_FORMAT } from '../rest/formats/formats';
import { eachOperation } from './each-operation';
import { type OpenAPIObject, type Operation, ref } from './openapi-types';

const PAGE = HTML_FORMAT.mediaTypes[0]!;

/** Adds `Content-Language` to each response that may be a page, because a page is in the client's language. */
export function pathsWithPages(paths: OpenAPIObject['paths']): OpenAPIObject['paths'] {
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => [
      path,
      eachOperation(item, (operation) => ({ ...operation, responses: withLanguage(operation.responses) })),
    ]),
  );
}

function withLanguage(responses: Operation['responses']): Operation['responses'] {
  return Object.fromEntries(
    Object.entries(responses).map(([status, response]) => {
      if (!response || '$ref' in response || !response.content?.[PAGE]) return [status, response];
      const headers = { ...response.headers, 'Content-Language': ref('headers', 'Content-Language') };
      return [status, { ...response, headers }];
    }),
  );
}
