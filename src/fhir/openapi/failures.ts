import { FhirError, type FhirErrorKind, type IssueDetail } from '../errors/fhir-error';
import { toRefusal } from '../errors/operation-outcome';
import { parseJson, type JsonObject } from '../json';
import { ENGLISH } from '../messages';
import { EntityTagCondition } from '../model/entity-tag';
import { applyFhirPathPatch } from '../patch';
import { SEND_A_RESOURCE } from '../rest/media-types';
import { requireForm } from '../rest/search/form-body';
import { plainType } from '../search';
import { readSearch } from '../rest/search/search-query';
import { validateResource } from '../validation/validate-resource';
import { parseXml } from '../xml';
import { headerRefs, type HeaderName } from './headers';
import { fhirContent, pageContent, xmlText } from './media';
import { type Example, ref, type Response } from './openapi-types';

export interface Failure {
  readonly kind: FhirErrorKind;
  /** When it occurs, and what to do about it. */
  readonly description: string;
  readonly headers?: readonly HeaderName[];
  /** Example issues by label. */
  readonly examples: Readonly<Record<string, IssueDetail>>;
}

const BAD_ID: IssueDetail = {
  code: 'value',
  text: 'Clinique_Nord is not a logical id',
  hint: 'An id is 1 to 64 letters, digits, dashes and dots.',
};

/** The issue that the server reports when `work` is refused. */
function refused(work: () => unknown): IssueDetail {
  try {
    work();
  } catch (error) {
    if (error instanceof FhirError && error.issues[0]) return error.issues[0];
  }
  throw new Error('This was meant as an example of a refusal');
}

const MALFORMED = refused(() =>
  parseJson('{\n  "resourceType": "Organization",\n  "id": "1234"\n  "name": "CHU"\n}', { wellFormed: true }),
);
const MALFORMED_XML = refused(() =>
  parseXml('<Organization xmlns="http://hl7.org/fhir">\n  <id value="1234"/>\n  <name value="CHU"/>\n</Organisation>'),
);
const STRICT = { lenient: false, baseUrl: 'http://localhost:3000/fhir' };

const ORGANIZATION = { resourceType: 'Organization', name: 'CHU', telecom: [{ system: 'phone', value: '1' }] };

/** The first issue that validation reports for an organization with these contact points. */
function invalid(telecom: JsonObject[], position: IssueDetail['position']): IssueDetail {
  const [issue] = validateResource({ ...ORGANIZATION, telecom });
  if (!issue) throw new Error('This was meant as an example of a resource that is not valid');
  const { path: _path, ...told } = issue;
  return { ...told, ...(position && { position }) };
}

/** The issue reported for a patch with this single operation. */
function unpatched(...part: JsonObject[]): IssueDetail {
  const body = { resourceType: 'Parameters', parameter: [{ name: 'operation', part }] };
  const result = applyFhirPathPatch(ORGANIZATION, body);
  if (result.ok || !result.issues[0]) throw new Error('This was meant as an example of a patch that is refused');
  return result.issues[0];
}

const REPLACE: JsonObject = { name: 'type', valueCode: 'replace' };
const NEW_NUMBER: JsonObject = { name: 'value', valueString: '2' };

/**
 * The failures of requests, one component each. The status is that of the kind, and examples are produced by the real
 * code.
 */
const FAILURES = {
  BadAddress: {
    kind: 'invalid-request',
    description: 'The id or a query parameter is invalid.',
    examples: {
      'An invalid id': BAD_ID,
      'A parameter value out of range': refused(() => readSearch(plainType('Organization'), { _count: 'ten' }, STRICT)),
    },
  },
  BadSearch: {
    kind: 'invalid-request',
    description: 'A parameter is unknown, or its value is invalid. All unknown parameters are named.',
    examples: {
      'A misspelt parameter': refused(() => readSearch(plainType('Organization'), { identifer: '1234' }, STRICT)),
      'An unsupported modifier': refused(() =>
        readSearch(plainType('Organization'), { 'identifier:above': '1234' }, STRICT),
      ),
    },
  },
  BadDelete: {
    kind: 'invalid-request',
    description: 'The id, or a header such as `If-Match`, is invalid.',
    examples: {
      'If-Match is not an entity tag': refused(() => EntityTagCondition.parse('If-Match', '3')),
      'An invalid id': BAD_ID,
    },
  },
  BadResource: {
    kind: 'invalid-structure',
    description:
      'The body is not valid JSON or XML, or not a resource of this type; line and column say where. Nothing was stored.',
    examples: {
      'Malformed JSON': MALFORMED,
      'Malformed XML': MALFORMED_XML,
      'An element that does not exist': invalid([{ sytem: 'phone', value: '1' }], { line: 14, column: 7 }),
    },
  },
  BadPatch: {
    kind: 'invalid-request',
    description:
      'The body is not valid JSON or XML, or not a patch; `expression`, or line and column, say where. Nothing was stored.',
    examples: {
      'Malformed JSON': MALFORMED,
      'An operation without a path': unpatched(REPLACE, NEW_NUMBER),
    },
  },
  NotFound: {
    kind: 'not-found',
    description: 'No resource, or no version, with this id has ever existed.',
    examples: { 'An unknown id': { text: 'Organization/12345678 is not known here' } },
  },
  UnknownAddress: {
    kind: 'not-found',
    description: 'Nothing can be read at this address; the issue says what is there, or where to read instead.',
    examples: { 'A type that is not served': { text: 'The operation $meta is not offered there' } },
  },
  UnknownId: {
    kind: 'method-not-allowed',
    description: 'No resource has this id, and this server assigns ids itself: use `POST` to create one.',
    headers: ['Allow'],
    examples: {
      'An unknown id': {
        text: 'Organization/12345678 does not exist, and this server assigns the ids itself',
        hint: 'Create it: POST http://localhost:3000/fhir/Organization',
      },
    },
  },
  NotAcceptable: {
    kind: 'not-acceptable',
    description: '`Accept` or `_format` asks for neither JSON nor XML nor HTML, or for another version of FHIR.',
    examples: {
      'PDF was requested': {
        text: 'This server does not answer as application/pdf',
        hint: 'It answers as application/fhir+json, application/fhir+xml, text/html in FHIR 4.0 (R4).',
        expression: 'http.accept',
      },
    },
  },
  EditConflict: {
    kind: 'edit-conflict',
    description:
      'Too many clients are writing this resource at the same time. Nothing was stored: send the request again.',
    examples: {
      'Too many concurrent writers': {
        text: 'Too many requests write to Organization/1234 at once, and this one did not get its turn',
        hint: 'Nothing was stored. Send the request again.',
      },
    },
  },
  DeleteConflict: {
    kind: 'referenced',
    description:
      'Other resources refer to this one: change or delete those first. Or too many clients are writing it at the same time.',
    examples: {
      'Others refer to it': {
        text: 'Organization/1234 is not deleted, because others refer to it: Organization/4569 (Organization.partOf).',
        hint: 'First change or delete the resources that refer to it.',
        expression: 'Organization',
      },
    },
  },
  Gone: {
    kind: 'gone',
    description: 'The resource was deleted; its versions are still in `_history`.',
    examples: { 'A deleted resource': { text: 'Organization/1234 was deleted' } },
  },
  VersionConflict: {
    kind: 'version-conflict',
    description:
      'The resource has changed since the version that `If-Match` names, `If-None-Match` forbids the write, or several resources match the criteria. Nothing was stored.',
    examples: {
      'If-Match names an older version': {
        text: 'The resource is at version 4, but If-Match asks for W/"3"',
        hint: 'Read the resource again, apply your change to what you read, and send its ETag as If-Match.',
        expression: 'http.if-match',
      },
    },
  },
  TooLarge: {
    kind: 'too-large',
    description: 'The body is larger than this server accepts.',
    examples: { 'A large body': { text: 'The body is larger than this server accepts' } },
  },
  UnsupportedMediaType: {
    kind: 'unsupported-media-type',
    description: 'The `Content-Type` is missing, or is not accepted here.',
    headers: ['Accept-Patch', 'Accept-Post'],
    examples: {
      'Text was sent': {
        text: 'A body of type text/plain is not understood here',
        hint: SEND_A_RESOURCE,
        expression: 'http.content-type',
      },
    },
  },
  NoForm: {
    kind: 'unsupported-media-type',
    description: 'The body is not a form.',
    headers: ['Accept-Post'],
    examples: { 'JSON was sent': refused(() => requireForm({ headers: { 'content-type': 'application/json' } })) },
  },
  InvalidResource: {
    kind: 'unprocessable',
    description:
      'The body is well-formed, but violates a rule of FHIR. Every violated rule is named. Nothing was stored.',
    examples: {
      'A code outside its value set': invalid([{ system: 'telephone', value: '1' }], { line: 11, column: 17 }),
    },
  },
  InapplicablePatch: {
    kind: 'unprocessable',
    description:
      'The patch is well-formed, but cannot be applied to this resource, or its result violates a rule of FHIR. Nothing was stored: a patch is applied as a whole or not at all.',
    examples: {
      'The path finds nothing': unpatched(
        REPLACE,
        { name: 'path', valueString: 'Organization.telecom[5].value' },
        NEW_NUMBER,
      ),
    },
  },
  ServerFault: {
    kind: 'internal',
    description: 'An internal error; the server log has details under the `X-Request-Id` of the response.',
    examples: { 'An internal error': { text: '' } },
  },
  Unavailable: {
    kind: 'unavailable',
    description: 'The database does not respond. Nothing was stored: try again later.',
    headers: ['Retry-After'],
    examples: {
      'The database does not respond': {
        text: 'The database does not answer',
        hint: 'Nothing is wrong with the request: send it again in a few seconds',
      },
    },
  },
} as const satisfies Record<string, Failure>;

export type FailureName = keyof typeof FAILURES;

/** The failures as components. */
export const failureResponses: Readonly<Record<string, Response>> = Object.fromEntries(
  Object.entries<Failure>(FAILURES).map(([name, failure]) => [name, response(failure)]),
);

/** References to failures by status, for an operation. */
export function failureRefs(names: readonly FailureName[]): Record<string, { $ref: string }> {
  return Object.fromEntries(names.map((name) => [statusOf(FAILURES[name].kind), ref('responses', name)]));
}

export function response({ kind, description, headers = [], examples }: Failure): Response {
  const outcomes = Object.entries(examples).map(([name, issue]) => [name, outcomeOf(kind, issue)] as const);
  const [[first, outcome]] = outcomes as [(typeof outcomes)[number]];
  const shown = outcomes.map(([name, value]) => [name, { value }] as const);
  return {
    description,
    headers: headerRefs(['Content-Language', ...headers]),
    content: {
      ...fhirContent(
        { schema: ref('schemas', 'OperationOutcome'), examples: Object.fromEntries<Example>(shown) },
        { [first]: { value: xmlText(outcome) } },
      ),
      ...pageContent,
    },
  };
}

function outcomeOf(kind: FhirErrorKind, issue: IssueDetail): object {
  return toRefusal(new FhirError(kind, issue.text, [issue])).outcome.in(ENGLISH);
}

function statusOf(kind: FhirErrorKind): number {
  return toRefusal(new FhirError(kind, '')).status;
}
