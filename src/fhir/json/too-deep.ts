import { say, type Message } from '../messages';

/** The message for a body, in any format, that is nested too deeply. */
export function tooDeep(maxDepth: number): { readonly text: Message; readonly hint: Message } {
  return {
    text: say`The body is nested deeper than ${maxDepth} levels.`,
    hint: say`Send a flatter resource; no FHIR resource in use needs this many levels.`,
  };
}
