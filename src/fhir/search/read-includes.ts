import type { IssueDetail } from '../errors/fhir-error';
import { say, type Message, type Text } from '../messages';
import { isResourceType } from '../model/definitions';
import { nearest } from '../model/nearest';
import type { Parameters } from './parameters';
import { wrongValue } from './search-value-error';
import type { Searchable, SearchParameter } from './searchable';

/** A rule for including resources related to the matches. */
export interface Include {
  /** `forward`: resources that those of `type` refer to; `reverse`: resources of `type` that refer to the matches. */
  readonly way: 'forward' | 'reverse';
  readonly type: string;
  /** Codes of reference parameters of `type`. */
  readonly codes: readonly string[];
  /** The only allowed target type; absent for any. */
  readonly target?: string;
  /** Applies to included resources as well. */
  readonly iterate: boolean;
}

export interface ReadIncludes {
  readonly includes: readonly Include[];
  /** The parameters behind the includes, as sent. */
  readonly used: readonly (readonly [name: string, value: string])[];
  /** One issue per value that is not understood. The caller decides whether that is an error. */
  readonly unknown: readonly IssueDetail[];
}

const WAYS = { _include: 'forward', _revinclude: 'reverse' } as const;

/** Maximum number of include values per search. */
const MOST_INCLUDES = 30;
const LONGEST_SHOWN = 80;

/** Whether `readIncludes` handles a parameter, whatever its modifier. */
export function isInclude(name: string): boolean {
  return Object.hasOwn(WAYS, name.split(':', 1)[0]!);
}

/**
 * Parses `_include=Type:parameter:Target`, `_revinclude`, `:iterate` and `*`. A forward rule that starts at another
 * type than the searched one is applied to included resources, since it could not match otherwise.
 * @param served searchable forms of the served types
 * @param searched absent when several types are searched
 * @throws FhirError `invalid-request` for an unknown modifier, and for too many includes
 * @see https://hl7.org/fhir/R4/search.html#include
 */
export function readIncludes(
  served: ReadonlyMap<string, Searchable<unknown>>,
  searched: string | undefined,
  parameters: Parameters,
): ReadIncludes {
  const includes: Include[] = [];
  const used = new Map<string, readonly [string, string]>();
  const unknown: IssueDetail[] = [];
  for (const [name, given] of Object.entries(parameters)) {
    if (!isInclude(name)) continue;
    const values = [given].flat().filter((value) => value !== '');
    if (values.length === 0) continue;
    const { way, iterate } = readName(name);
    for (const value of values) {
      const found = readValue(served, name, value);
      if ('code' in found) {
        unknown.push(found);
        continue;
      }
      const key = `${name}=${value}`;
      if (used.has(key)) continue;
      used.set(key, [name, value]);
      if (used.size > MOST_INCLUDES) {
        throw wrongValue(
          name,
          say`The search has more than ${MOST_INCLUDES} includes`,
          say`Use * for all references of a type.`,
        );
      }
      const isElsewhere =
        way === 'forward' && searched !== undefined && found.type !== undefined && found.type !== searched;
      for (const { type, codes } of found.sources) {
        includes.push({
          way, type, codes,
          ...(found.target !== undefined && { target: found.target }),
          iterate: iterate || isElsewhere,
        }); // prettier-ignore
      }
    }
  }
  return { includes, used: [...used.values()], unknown };
}

function readName(name: string): { way: Include['way']; iterate: boolean } {
  const [base, ...modifiers] = name.split(':') as [keyof typeof WAYS, ...string[]];
  if (modifiers.length > 0 && modifiers.join(':') !== 'iterate') {
    const text = say`The modifier of ${name.slice(0, LONGEST_SHOWN)} is not supported`;
    throw wrongValue(name.slice(0, LONGEST_SHOWN), text, say`Write ${`${base}:iterate`}, or ${base}.`, 'not-supported');
  }
  return { way: WAYS[base], iterate: modifiers.length > 0 };
}

interface Found {
  readonly type: string | undefined;
  readonly sources: readonly { readonly type: string; readonly codes: readonly string[] }[];
  readonly target?: string;
}

function readValue(
  served: ReadonlyMap<string, Searchable<unknown>>,
  name: string,
  value: string,
): Found | (IssueDetail & { readonly code: string }) {
  const issue = (text: Text, hint: Message) => ({
    code: 'not-supported' as const,
    text,
    hint,
    expression: `http.${name}`,
  });
  const shown = value.slice(0, LONGEST_SHOWN);
  const all = (target?: string): Found => ({
    type: undefined,
    sources: [...served].map(([type, each]) => ({ type, codes: references(each).map(({ code }) => code) })),
    ...(target !== undefined && { target }),
  });
  if (value === '*') return all();
  const [type = '', code, target, ...more] = value.split(':');
  const form = say`Write ${name}=Type:parameter, ${name}=Type:parameter:Target, ${name}=Type:* or ${name}=*.`;
  if (code === undefined || code === '' || target === '' || more.length > 0) {
    return issue(say`${shown} does not say what to include`, form);
  }
  if (target !== undefined && !isResourceType(target)) {
    return issue(say`${target.slice(0, LONGEST_SHOWN)} is not a resource type of FHIR R4`, form);
  }
  const searchable = served.get(type);
  if (!searchable) {
    return issue(
      say`${type.slice(0, LONGEST_SHOWN)} is not served here`,
      say`Types served: ${[...served.keys()].join(', ')}.`,
    );
  }
  const known = references(searchable);
  const chosen = code === '*' ? known : known.filter((each) => each.code === code);
  const fitting = chosen.filter(
    ({ reference }) => !target || !reference?.targets || reference.targets.includes(target),
  );
  if (fitting.length === 0) {
    const codes = known.map((each) => each.code);
    const hint =
      codes.length > 0
        ? say`References of ${type}: ${codes.join(', ')}.`
        : say`${type} has no search parameter that is a reference.`;
    const parameter = code.slice(0, LONGEST_SHOWN);
    if (chosen.length > 0) return issue(say`${`${type}:${parameter}`} does not refer to ${target ?? ''}`, hint);
    const meant = nearest(code, codes);
    const text = meant
      ? say`${parameter} is not a reference of ${type} here; did you mean ${meant}?`
      : say`${parameter} is not a reference of ${type} here`;
    return issue(text, hint);
  }
  return {
    type,
    sources: [{ type, codes: fitting.map((each) => each.code) }],
    ...(target !== undefined && { target }),
  };
}

function references({ parameters }: Searchable<unknown>): readonly SearchParameter<unknown>[] {
  return parameters.filter(({ reference }) => reference !== undefined);
}
