import type { CodeSystem } from 'fhir/r4';
import { guideUrl, idOfUrl } from '../shared/canonical';

/** The code systems the guide defines itself, as far as their content is known. */
const OWN: readonly [id: string, name: string, codes: string][] = [
  ['act-type-ror-codesystem', 'ActTypeRORCodeSystem', 'specificAct outsideOfficeAct'],
  [
    'input-task-ror-codesystem',
    'InputTaskRORCodeSystem',
    'ruleErrorId errorValue proposedValue pathElementError systemRequester identifierRequester',
  ],
  ['output-task-ror-codesystem', 'OutputTaskRORCodeSystem', 'newValue identifierAnalyst'],
  ['ror-include-associated-data-code-system', 'RORIncludeAssociatedDataCodeSystem', '_myCompleteExtract'],
];

export function codeSystems(): CodeSystem[] {
  return OWN.map(([id, name, codes]) => {
    const url = guideUrl(`CodeSystem/${id}`);
    return {
      resourceType: 'CodeSystem',
      id: idOfUrl(url),
      url,
      name,
      status: 'active',
      caseSensitive: true,
      content: 'complete',
      concept: codes.split(' ').map((code) => ({ code })),
    };
  });
}
