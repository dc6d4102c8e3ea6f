import { FhirError, isJsonObject, jsonEqual, say, type IssueDetail, type JsonObject, type JsonValue } from '../../fhir';

/** Elements named in one answer. */
const MOST_TOLD = 20;

/** An element that the tables did not keep unchanged. */
export interface Unkept {
  /** FHIRPath, such as `Organization.telecom[1].rank`. */
  readonly expression: string;
  readonly path: readonly (string | number)[];
}

/**
 * Elements of a resource that the tables did not return as they were written.
 * @param wanted as it was sent; @param kept as the tables return it; both without what the server stamps
 * @param assigned elements that the database fills in if they were not sent
 */
export function unkeptElements(
  wanted: Readonly<JsonObject>,
  kept: Readonly<JsonObject>,
  assigned: readonly string[] = [],
): readonly Unkept[] {
  const found: Unkept[] = [];
  const given = Object.fromEntries(
    assigned.flatMap((name) => (wanted[name] === undefined && kept[name] !== undefined ? [[name, kept[name]]] : [])),
  );
  compare({ ...wanted, ...given }, kept, wanted['resourceType'] as string, [], found);
  return found;
}

/** @throws FhirError `unprocessable` (422), which names them, when there are any */
export function refuseUnkept(unkept: readonly Unkept[]): void {
  if (unkept.length === 0) return;
  const issues = unkept.slice(0, MOST_TOLD).map(({ expression, path }): IssueDetail => ({
    severity: 'error',
    code: 'not-supported',
    text: say`The tables behind this server cannot store ${expression} as it was sent`,
    hint: say`Nothing was stored. Leave the element out, or send it as a read returns it.`,
    expression,
    path,
  }));
  throw new FhirError('unprocessable', issues[0]!.text, issues);
}

function compare(
  wanted: JsonValue | undefined,
  kept: JsonValue | undefined,
  expression: string,
  path: readonly (string | number)[],
  found: Unkept[],
): void {
  if (jsonEqual(wanted, kept)) return;
  if (isJsonObject(wanted) && isJsonObject(kept)) {
    for (const name of new Set([...Object.keys(wanted), ...Object.keys(kept)])) {
      compare(wanted[name], kept[name], `${expression}.${name}`, [...path, name], found);
    }
  } else if (Array.isArray(wanted) && Array.isArray(kept) && wanted.length === kept.length) {
    wanted.forEach((item, i) => compare(item, kept[i], `${expression}[${i}]`, [...path, i], found));
  } else {
    found.push({ expression, path });
  }
}
