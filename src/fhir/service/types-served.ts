import { say, type Message } from '../messages';
import { DEFINITION_TYPES } from '../profile/served-definitions';

/** What can be asked for here, as a sentence. @param types of resources that are stored */
export function typesServed(types: Iterable<string>): Message {
  return say`Resource types of this server: ${[...types].sort().join(', ')}; definitions: ${DEFINITION_TYPES.join(', ')}.`;
}
