import type { IssueDetail } from '../../errors/fhir-error';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value';
import { say } from '../../messages';
import { quote, refusal, tooManyOperations, unreadable } from '../patch-fault';

/** The allowed members of Parameters; `id`, `meta` and `language` have no effect on a patch. */
const MEMBERS = new Set(['resourceType', 'id', 'meta', 'language', 'parameter']);

/** Maximum number of unknown members reported. */
const MOST_TOLD = 10;

/**
 * The operations of a patch document, in order and unchanged. The list may be empty, as in the `$diff` of two equal
 * resources.
 *
 * @throws FhirError `invalid-request` when it is not Parameters or has something other than operations (all faults at
 *   once); `too-large` when there are too many operations
 */
export function readParameters(body: JsonValue, mostOperations: number): readonly JsonObject[] {
  if (!isJsonObject(body) || body.resourceType !== 'Parameters') {
    const type = isJsonObject(body) && typeof body.resourceType === 'string' ? quote(body.resourceType) : undefined;
    throw unreadable({
      text: type
        ? say`A FHIRPath Patch is a Parameters resource, not ${type}.`
        : say`A FHIRPath Patch is a Parameters resource.`,
      hint: say`Send { "resourceType": "Parameters", "parameter": [ { "name": "operation", "part": [ … ] } ] }.`,
      expression: type ? `${type}.resourceType` : undefined,
    });
  }
  const { parameter = [] } = body;
  const faults: IssueDetail[] = Object.keys(body)
    .filter((key) => !MEMBERS.has(key))
    .slice(0, MOST_TOLD)
    .map((key) => ({
      code: 'structure',
      text: say`\`${quote(key)}\` is not allowed in a patch.`,
      hint: say`Put operations in the list \`parameter\`.`,
      expression: 'Parameters',
    }));
  if (!Array.isArray(parameter)) {
    faults.push({
      code: 'structure',
      text: say`\`parameter\` is not a list.`,
      hint: say`Put operations in the list \`parameter\`; leave it out if there are none.`,
      expression: 'Parameters.parameter',
    });
  } else if (parameter.length > mostOperations) {
    throw tooManyOperations(parameter.length, mostOperations, 'Parameters.parameter');
  } else {
    parameter.forEach((each, index) => {
      const fault = faultOf(each);
      if (fault) faults.push({ ...fault, expression: `Parameters.parameter[${index}]` });
    });
  }
  if (faults.length > 0) throw refusal('invalid-request', faults);
  return parameter as JsonObject[];
}

function faultOf(parameter: JsonValue): IssueDetail | undefined {
  const hint = say`Every parameter of a patch is named \`operation\`.`;
  if (!isJsonObject(parameter)) return { code: 'structure', text: say`A parameter is not a JSON object.`, hint };
  if (typeof parameter.name !== 'string') return { code: 'required', text: say`A parameter has no name.`, hint };
  if (parameter.name !== 'operation') {
    return { code: 'not-found', text: say`A patch has no parameter \`${quote(parameter.name)}\`.`, hint };
  }
  const extra = Object.keys(parameter).find((key) => !['name', 'part', 'id', 'extension'].includes(key));
  if (!extra) return undefined;
  return {
    code: 'structure',
    text: say`An operation has no member \`${quote(extra)}\`.`,
    hint: say`It can have only parts.`,
  };
}
