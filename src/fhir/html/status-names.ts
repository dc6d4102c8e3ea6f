import { STATUS_CODES } from 'node:http';
import { say, type Text } from '../messages';

/** What the statuses of FHIR answers mean, in the words of HTTP. */
const NAMES: Readonly<Record<number, Text>> = {
  200: say`OK`,
  201: say`Created`,
  202: say`Accepted`,
  400: say`Bad Request`,
  401: say`Unauthorized`,
  403: say`Forbidden`,
  404: say`Not Found`,
  405: say`Method Not Allowed`,
  406: say`Not Acceptable`,
  408: say`Request Timeout`,
  409: say`Conflict`,
  410: say`Gone`,
  412: say`Precondition Failed`,
  413: say`Payload Too Large`,
  414: say`URI Too Long`,
  415: say`Unsupported Media Type`,
  416: say`Range Not Satisfiable`,
  417: say`Expectation Failed`,
  422: say`Unprocessable Entity`,
  428: say`Precondition Required`,
  429: say`Too Many Requests`,
  431: say`Request Header Fields Too Large`,
  500: say`Internal Server Error`,
  501: say`Not Implemented`,
  502: say`Bad Gateway`,
  503: say`Service Unavailable`,
  504: say`Gateway Timeout`,
  507: say`Insufficient Storage`,
};

/** Of a status that no answer of the server itself has, the name in English; undefined when HTTP has none. */
export function statusName(status: number): Text | undefined {
  return NAMES[status] ?? STATUS_CODES[status];
}
