import type { Fault } from '../validation/issue-collector';
import { oneOf, quote } from '../validation/wording';

/** Every sentence the engine says to a client, in one place; `profile` is the name of the profile that asks. */

export function tooFew(name: string, min: number, found: number, profile: string): Fault {
  return {
    code: 'required',
    text:
      found === 0
        ? `\`${name}\` is missing; the profile ${profile} wants ${atLeast(min)}.`
        : `\`${name}\` is there ${times(found)}; the profile ${profile} wants ${atLeast(min)}.`,
    hint: `Add ${min - found === 1 ? `\`${name}\`` : `${min - found} more of \`${name}\``}.`,
  };
}

export function tooMany(name: string, max: number, found: number, profile: string): Fault {
  if (max === 0) {
    return {
      code: 'structure',
      text: `\`${name}\` is not allowed by the profile ${profile}; found ${found}.`,
      hint: 'Remove it.',
    };
  }
  return {
    code: 'structure',
    text: `\`${name}\` is there ${times(found)}; the profile ${profile} allows ${max} at most.`,
    hint: `Remove all but ${max}.`,
  };
}

/** @param wants how an entry of the slice is recognised; undefined when that takes more than a phrase */
export function sliceTooFew(
  slice: { readonly name: string; readonly min: number; readonly wants: string | undefined },
  element: string,
  found: number,
  unmatched: string,
  profile: string,
): Fault {
  const wanted = slice.wants === undefined ? '' : ` with ${slice.wants}`;
  return {
    code: 'required',
    text: `The slice \`${slice.name}\` of \`${element}\` has ${entries(found)}; the profile ${profile} wants ${atLeast(slice.min)}.`,
    hint: `Add an entry to \`${element}\`${wanted}.${unmatched}`,
  };
}

export function sliceTooMany(
  slice: { readonly name: string; readonly max: number; readonly wants: string | undefined },
  element: string,
  found: number,
  profile: string,
): Fault {
  const which = slice.wants === undefined ? '' : ` Those with ${slice.wants} belong to it.`;
  const allowed = slice.max === 0 ? 'allows none' : `allows ${slice.max} at most`;
  return {
    code: 'structure',
    text: `The slice \`${slice.name}\` of \`${element}\` has ${entries(found)}; the profile ${profile} ${allowed}.`,
    hint: `Remove ${slice.max === 0 ? 'it' : `all but ${slice.max}`}.${which}`,
  };
}

export function noSlice(element: string, found: string, wants: string, profile: string): Fault {
  return {
    code: 'structure',
    text: `This \`${element}\` matches no slice of the profile ${profile}, and it allows no other: ${found}.`,
    hint: wants === '' ? 'Remove it.' : `The slices want ${wants}.`,
  };
}

/** What an entry that matches no slice is, for the one who looks for a missing slice. */
export function unmatchedEntry(place: string, found: string): string {
  return ` ${place} matches no slice: ${found}.`;
}

export function afterUnsliced(element: string, slice: string, profile: string): Fault {
  return {
    code: 'structure',
    text: `This \`${element}\` of the slice \`${slice}\` stands after one of no slice; the profile ${profile} allows those at the end only.`,
    hint: 'Put the entries that match no slice last.',
  };
}

export function outOfOrder(element: string, slice: string, before: string, profile: string): Fault {
  return {
    code: 'structure',
    text: `This \`${element}\` of the slice \`${slice}\` stands after one of the slice \`${before}\`; in the profile ${profile} the slices have an order.`,
    hint: `Put it before those of \`${before}\`.`,
  };
}

export function notFixed(name: string, wanted: string, profile: string): Fault {
  return {
    code: 'value',
    text: `\`${name}\` has not the value that the profile ${profile} fixes.`,
    hint: `Write exactly ${wanted}.`,
  };
}

export function notPattern(name: string, wanted: string, profile: string): Fault {
  return {
    code: 'value',
    text: `\`${name}\` lacks what the profile ${profile} wants in it.`,
    hint: `It must contain ${wanted}.`,
  };
}

export function tooLong(name: string, max: number, found: number, profile: string): Fault {
  return {
    code: 'too-long',
    text: `\`${name}\` has ${found} characters; the profile ${profile} allows ${max}.`,
    hint: 'Shorten it.',
  };
}

export function outOfRange(
  name: string,
  found: string,
  bound: 'least' | 'most',
  limit: string,
  profile: string,
): Fault {
  return {
    code: 'value',
    text: `\`${name}\` is ${found}; the profile ${profile} wants ${limit} at ${bound}.`,
    hint: `Write a value of ${limit} or ${bound === 'least' ? 'more' : 'less'}.`,
  };
}

export function wrongType(name: string, found: string, allowed: readonly string[], profile: string): Fault {
  return {
    code: 'structure',
    text: `\`${name}\` is of type ${found}, which the profile ${profile} does not allow.`,
    hint: `It allows ${oneOf(allowed)}.`,
  };
}

export function notInValueSet(
  name: string,
  found: string,
  valueSet: string,
  required: boolean,
  hint: string,
  profile: string,
): Fault {
  return {
    severity: required ? 'error' : 'warning',
    code: 'code-invalid',
    text: `\`${name}\` is ${found}, which is not in the value set ${valueSet} of the profile ${profile}.`,
    hint,
  };
}

export function noCode(name: string, valueSet: string, profile: string): Fault {
  return {
    code: 'code-invalid',
    text: `\`${name}\` has no code; the profile ${profile} wants one of the value set ${valueSet}.`,
    hint: 'Add `coding` with `system` and `code`.',
  };
}

export function brokenConstraint(
  constraint: { readonly key: string; readonly human: string; readonly expression: string },
  severity: 'error' | 'warning',
  profile: string,
): Fault {
  return {
    severity,
    code: 'invariant',
    text: `${constraint.human.replace(/\s*\.?\s*$/, '')} (${constraint.key} of the profile ${profile}).`,
    hint: `This must be true: ${constraint.expression}`,
  };
}

export function unevaluated(key: string, reason: string, profile: string): Fault {
  return {
    severity: 'information',
    code: 'not-supported',
    text: `The constraint ${key} of the profile ${profile} cannot be evaluated here: ${reason}.`,
    hint: 'It was not checked.',
  };
}

export function brokenProfile(url: string, reason: string): Fault {
  return {
    code: 'not-supported',
    text: `The profile ${url} cannot be checked here: ${reason}.`,
    hint: 'The operator of the server has to mend the profile; until then leave it out of meta.profile.',
  };
}

export function unknownProfile(url: string): Fault {
  return {
    severity: 'warning',
    code: 'not-found',
    text: `The profile ${quote(url)} is not known here, so it was not checked.`,
    hint: 'Check its spelling, or leave it out of meta.profile.',
  };
}

export function otherType(url: string, type: string, found: string): Fault {
  return {
    code: 'structure',
    text: `The profile ${url} is for ${type}, not for ${found}.`,
    hint: `Use a profile of ${found}.`,
  };
}

/** No profile of several fits. */
export function noProfileFits(name: string, profiles: readonly string[], profile: string): Fault {
  return {
    code: 'structure',
    text: `\`${name}\` fits none of the profiles that the profile ${profile} wants of it.`,
    hint: `It must fit ${oneOf(profiles)}.`,
  };
}

function atLeast(min: number): string {
  return min === 1 ? 'one' : `at least ${min}`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function entries(count: number): string {
  return count === 0 ? 'no entry' : count === 1 ? '1 entry' : `${count} entries`;
}
