import { say, type Message } from '../messages';

/** What is told about a body, whatever its format, that is nested deeper than allowed. */
export function tooDeep(maxDepth: number): { readonly text: Message; readonly hint: Message } {
  return {
    text: say`The body is nested deeper than ${maxDepth} levels.`,
    hint: say`Send a flatter resource; no FHIR resource in use needs this many levels.`,
  };
}
