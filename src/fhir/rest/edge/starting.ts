import type { ServerResponse } from 'node:http';
import { ENGLISH, say, speakLanguages, type LanguageTag } from '../../messages';
import { told, type UnreadRefusal } from './unread-refusal';

/** Seconds after which a client should try again. */
const RETRY_AFTER = 10;

const STARTING: UnreadRefusal = {
  status: 503,
  issue: {
    code: 'transient',
    text: say`The server is starting: it brings its database up to date first`,
    hint: say`Nothing is wrong with the request: send it again later.`,
  },
};

/** Refuses a request that comes before the server can serve: 503, with an OperationOutcome. */
export function refuseWhileStarting(response: ServerResponse, language: LanguageTag): void {
  const { headers, text } = told(STARTING, speakLanguages(language)[0] ?? ENGLISH);
  response.writeHead(STARTING.status, { ...headers, 'Retry-After': RETRY_AFTER }).end(text);
}
