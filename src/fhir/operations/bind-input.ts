import type { Type } from '@nestjs/common';
import { validateSync } from 'class-validator';
import { wordsOf } from './constraint-words';
import { FhirError, isFault, type IssueDetail } from '../errors/fhir-error';
import { isJsonObject, stringifyPath, type JsonObject, type JsonPath, type JsonValue } from '../json';
import { excerptOf, say, type Text } from '../messages';
import { nearest } from '../model/nearest';
import { typeOfKey, valueKey } from '../patch/values/patch-value';
import type { Operation } from '../service/operations/operation';
import {
  type DeclaredParameter,
  isPrimitiveParameter,
  isResourceParameter,
  parametersOfClass,
  repeats,
} from '../service/operations/operation-parameter';
import { primitiveDefinition } from '../model/definitions';
import type { Parameters } from '../search';
import { divisible, type Steps } from '../steps';
import { validateResource, validationSteps } from '../validation';
import { jsonOfText } from './json-of-text';

/** Maximum number of faults reported per request. */
const MOST_TOLD = 100;
const LONGEST_NAME = 80;

export interface BoundInput {
  /** An instance of the input class. */
  readonly input: object;
  /** Path of each parameter's value in the body. */
  readonly places: ReadonlyMap<string, JsonPath>;
  /** What could not be read of the unchecked resource. */
  readonly misread: readonly IssueDetail[];
}

/** A parameter as sent. */
interface Sent {
  readonly name: string;
  /** `{ name, valueString }`. */
  readonly entry: Readonly<JsonObject>;
  /** Path in the body; absent for a parameter in the URL. */
  readonly path?: JsonPath;
  readonly expression: string;
}

/**
 * Creates the input of an operation from the URL and the body. The body is Parameters, or the bare resource if the
 * operation takes exactly one.
 * @param body absent when none was sent
 * @param query the parameters of the URL that the operation declares
 * @param faults what was left out of the body, because it is not FHIR
 * @throws FhirError `invalid-request` with all faults and their locations
 * @see https://hl7.org/fhir/R4/operations.html#executing
 */
export const bindInput = divisible(function* (
  operation: Operation,
  body: Readonly<JsonObject> | undefined,
  query: Parameters,
  faults: readonly IssueDetail[] = [],
): Steps<BoundInput> {
  const issues: IssueDetail[] = [];
  const bare = body && bareResource(operation, body);
  const sent = [
    ...(bare && body
      ? [{ name: bare.name, entry: { name: bare.name, resource: body }, path: [], expression: bare.name }]
      : []),
    ...(body && !bare ? yield* entriesOf(operation, body, issues) : []),
    ...inUrl(operation, query, issues),
  ];
  if (bare?.checked !== false && bare && body) issues.push(...(yield* faultSteps(body)));
  const places = new Map<string, JsonPath>();
  for (const { name, path, entry } of sent) {
    if (path && !places.has(name))
      places.set(name, bare || !isJsonObject(entry['resource']) ? path : [...path, 'resource']);
  }
  const [misread, others] = misreadOf(operation, sent, places, faults);
  issues.push(...others);
  const input = bind(operation.name, operation.inputClass, operation.input, sent, issues);
  if (issues.length > 0) throw new FhirError('invalid-request', issues[0]!.text, issues.slice(0, MOST_TOLD));
  return { input, places, misread };
});

/** Separates what is about the unchecked resource from what is about the parameters around it. */
function misreadOf(
  { input }: Operation,
  sent: readonly Sent[],
  places: ReadonlyMap<string, JsonPath>,
  faults: readonly IssueDetail[],
): readonly [within: readonly IssueDetail[], around: readonly IssueDetail[]] {
  const unchecked = input.find(({ checked }) => checked === false);
  const place = unchecked && places.get(unchecked.name);
  if (!place) return [[], faults];
  const resource = sent.find(({ name }) => name === unchecked.name)?.entry['resource'];
  const named = isJsonObject(resource) ? resource['resourceType'] : undefined;
  const type = typeof named === 'string' ? named : '';
  const isWithin = ({ path = [] }: IssueDetail): boolean => place.every((step, index) => step === path[index]);
  return [
    faults.filter(isWithin).map((fault) => ofResource(fault, place, type)),
    faults.filter((fault) => !isWithin(fault)),
  ];
}

/** The fault with an expression that begins with the type of the resource, like those of its validation. */
function ofResource({ path: _, expression = '', ...fault }: IssueDetail, place: JsonPath, type: string): IssueDetail {
  const around = stringifyPath(place, 'Parameters');
  return { ...fault, expression: place.length === 0 ? expression : expression.replace(around, type) };
}

/** The parameter whose value is the whole body; undefined when the body must be Parameters. */
function bareResource(
  { input }: Operation,
  { resourceType, parameter }: Readonly<JsonObject>,
): DeclaredParameter | undefined {
  const [only, ...others] = input.filter(isResourceParameter);
  if (!only || others.length > 0) return undefined;
  if (resourceType !== 'Parameters') return only;
  // A Parameters body without any declared parameter is itself the resource.
  const names = Array.isArray(parameter) ? parameter.map((each) => isJsonObject(each) && each['name']) : [];
  return only.type === 'Resource' && !input.some(({ name }) => names.includes(name)) ? only : undefined;
}

function* entriesOf(
  { name, input }: Operation,
  body: Readonly<JsonObject>,
  issues: IssueDetail[],
): Steps<readonly Sent[]> {
  if (body['resourceType'] !== 'Parameters') {
    issues.push({
      text: say`${name} expects a Parameters resource`,
      hint: say`Begin the body with { "resourceType": "Parameters", …`,
      expression: 'resourceType',
      path: ['resourceType'],
    });
    return [];
  }
  issues.push(...(yield* faultSteps(outlined(body, input))));
  return listed(body['parameter'], 'Parameters.parameter', ['parameter']);
}

function listed(entries: JsonValue | undefined, expression: string, path: JsonPath): readonly Sent[] {
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry, index) => {
    if (!isJsonObject(entry)) return [];
    return [{ name: nameOf(entry), entry, path: [...path, index], expression: `${expression}[${index}]` }];
  });
}

function nameOf({ name }: Readonly<JsonObject>): string {
  return typeof name === 'string' ? name : '""';
}

/** Errors of R4 structure validation. */
function faultsOf(resource: Readonly<JsonObject>): IssueDetail[] {
  return validateResource(resource).filter(isFault);
}

/** The same in steps, for what may be long. */
function* faultSteps(resource: Readonly<JsonObject>): Steps<IssueDetail[]> {
  return (yield* validationSteps(resource)).filter(isFault);
}

/** Puts a small valid resource in place of each one that must not be validated. */
function outlined(body: Readonly<JsonObject>, input: readonly DeclaredParameter[]): JsonObject {
  const { parameter } = body;
  if (!Array.isArray(parameter)) return body;
  const unchecked = new Set(input.filter(({ checked }) => checked === false).map(({ name }) => name));
  const entries = parameter.map((entry) =>
    isJsonObject(entry) && isJsonObject(entry['resource']) && unchecked.has(nameOf(entry))
      ? { ...entry, resource: STAND_IN }
      : entry,
  );
  return { ...body, parameter: entries };
}

const STAND_IN: JsonObject = { resourceType: 'Basic', code: { coding: [{ code: 'unchecked' }] } };

function inUrl({ input }: Operation, query: Parameters, issues: IssueDetail[]): readonly Sent[] {
  return input.filter(isPrimitiveParameter).flatMap((declared) => {
    const { name, type = '' } = declared;
    return [query[name] ?? []].flat().map((text) => {
      const entry = { name, [valueKey(type)]: jsonOfText(text, type) };
      const expression = `http.${name}`;
      for (const { text: wrong, hint, code } of faultsOf({ resourceType: 'Parameters', parameter: [entry] }))
        issues.push({ ...(code && { code }), text: say`${name}: ${wrong}`, ...(hint && { hint }), expression });
      return { name, entry, expression };
    });
  });
}

/** @param who the operation (`$close`), or the parameter that has these as parts */
function bind(
  who: string,
  made: Type<object> | undefined,
  declared: readonly DeclaredParameter[],
  sent: readonly Sent[],
  issues: IssueDetail[],
): object {
  const input = made ? new made() : {};
  const byName = grouped(sent);
  const known = declared.map(({ name }) => name);
  for (const [name, [first]] of byName) {
    if (issues.length >= MOST_TOLD) break;
    if (!known.includes(name)) issues.push(unknown(who, name, known, first!));
  }
  for (const parameter of declared) {
    const given = byName.get(parameter.name) ?? [];
    refuseNumber(who, parameter, given, known, issues);
    const values: unknown[] = [];
    for (const each of given) {
      if (issues.length >= MOST_TOLD) break;
      const value = valueOf(parameter, each, issues);
      if (value !== undefined) values.push(value);
    }
    if (values.length > 0) Object.assign(input, { [parameter.property]: repeats(parameter) ? values : values[0] });
  }
  if (made && issues.length === 0) issues.push(...refusedByClass(input, declared, byName));
  return input;
}

function grouped(sent: readonly Sent[]): ReadonlyMap<string, readonly Sent[]> {
  const groups = new Map<string, Sent[]>();
  for (const each of sent) {
    const group = groups.get(each.name);
    if (group) group.push(each);
    else groups.set(each.name, [each]);
  }
  return groups;
}

function refuseNumber(
  who: string,
  { name, min, max }: DeclaredParameter,
  given: readonly Sent[],
  known: readonly string[],
  issues: IssueDetail[],
): void {
  const hint = say`Its parameters: ${known.join(', ')}.`;
  const surplus = max === '*' ? undefined : given[Number(max)];
  if (surplus) {
    const text =
      max === '1'
        ? say`${who} was given the parameter ${name} twice`
        : say`${who} accepts ${name} at most ${max} times`;
    issues.push({ text, hint, expression: surplus.expression, ...(surplus.path && { path: surplus.path }) });
  }
  if (given.length >= min) return;
  const text =
    min === 1 ? say`${who} needs the parameter ${name}` : say`${who} needs the parameter ${name} at least ${min} times`;
  issues.push({ code: 'required', text, hint });
}

function unknown(who: string, name: string, known: readonly string[], { expression, path }: Sent): IssueDetail {
  const shown = name.slice(0, LONGEST_NAME);
  const meant = nearest(name, known);
  const text = meant
    ? say`${who} has no parameter ${shown}; did you mean ${meant}?`
    : say`${who} has no parameter ${shown}`;
  const hint = known.length > 0 ? say`Its parameters: ${known.join(', ')}.` : say`The operation has no parameters.`;
  return { text, hint, expression: `${expression}.name`, ...(path && { path: [...path, 'name'] }) };
}

function valueOf(parameter: DeclaredParameter, sent: Sent, issues: IssueDetail[]): unknown {
  const { name, type = '', parts, values } = parameter;
  const { entry, path, expression } = sent;
  const fault = (text: Text, hint: Text): undefined => {
    issues.push({ code: 'value', text, hint, expression, ...(path && { path }) });
    return undefined;
  };
  if (type === 'Any') return entry;
  if (parts) {
    const nested = listed(entry['part'], `${expression}.part`, [...(path ?? []), 'part']);
    return bind(name, parts, parametersOfClass(parts), nested, issues);
  }
  if (isResourceParameter(parameter)) {
    const { resource } = entry;
    if (isJsonObject(resource) && (type === 'Resource' || resource['resourceType'] === type)) return resource;
    return fault(say`${name} must be a resource of type ${type}`, say`Send it as resource.`);
  }
  const key = Object.keys(entry).find((each) => typeOfKey(each) !== undefined);
  const value = key === undefined ? undefined : entry[key];
  const hint = say`Write "${valueKey(type)}".`;
  if (key === undefined || value === undefined) return fault(say`${name} has no value`, hint);
  if (typeOfKey(key) !== type && !fits(value, typeOfKey(key)!, type))
    return fault(say`${name} must be of type ${type}`, hint);
  if (values && typeof value === 'string' && !values.includes(value))
    return fault(say`${excerptOf(value)} is not a value of ${name}`, say`Allowed values: ${values.join(', ')}.`);
  return value;
}

/** Types written as JSON strings are interchangeable if the value is valid: a code may be sent as valueString. */
function fits(value: JsonValue, sent: string, wanted: string): boolean {
  if (primitiveDefinition(sent)?.json !== 'string' || primitiveDefinition(wanted)?.json !== 'string') return false;
  return faultsOf({ resourceType: 'Parameters', parameter: [{ name: 'x', [valueKey(wanted)]: value }] }).length === 0;
}

/** Violations of class-validator decorators. */
function refusedByClass(
  input: object,
  declared: readonly DeclaredParameter[],
  sent: ReadonlyMap<string, readonly Sent[]>,
): IssueDetail[] {
  return validateSync(input, { forbidUnknownValues: false }).flatMap(
    ({ property, constraints = {}, contexts = {} }) => {
      const name = declared.find((each) => each.property === property)?.name ?? property;
      const [first] = sent.get(name) ?? [];
      const place = first && { expression: first.expression, ...(first.path && { path: first.path }) };
      return Object.entries(constraints).map(([rule, words]) => {
        const own = (contexts as Readonly<Record<string, { readonly text?: Text } | undefined>>)[rule]?.text;
        return { code: 'value' as const, text: own ?? wordsOf(rule, name, words), ...place };
      });
    },
  );
}
