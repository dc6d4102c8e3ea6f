import { say, type Message } from '../messages';
import { DEFINITION_TYPES } from '../profile/served-definitions';

/** Lists the served types, as a sentence. @param types types of stored resources */
export function typesServed(types: Iterable<string>): Message {
  return say`Resource types of this server: ${[...types].sort().join(', ')}; definitions: ${DEFINITION_TYPES.join(', ')}.`;
}
