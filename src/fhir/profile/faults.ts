import { alternatives, say, sentences, type Text } from '../messages';
import type { Fault } from '../validation/issue-collector';
import { nearest } from '../model/nearest';
import { quote } from '../validation/wording';

/** The messages of the profile engine; `profile` is the name of the profile concerned. */

export function tooFew(name: string, min: number, found: number, profile: string): Fault {
  const missing = min - found;
  return {
    code: 'required',
    text:
      found === 0
        ? say`\`${name}\` is missing; the profile ${profile} requires ${atLeast(min)}.`
        : say`\`${name}\` occurs ${times(found)}; the profile ${profile} requires ${atLeast(min)}.`,
    hint: missing === 1 ? say`Add \`${name}\`.` : say`Add ${missing} more of \`${name}\`.`,
  };
}

export function tooMany(name: string, max: number, found: number, profile: string): Fault {
  if (max === 0) {
    return {
      code: 'structure',
      text: say`\`${name}\` is not allowed by the profile ${profile}; found ${found}.`,
      hint: say`Remove it.`,
    };
  }
  return {
    code: 'structure',
    text: say`\`${name}\` occurs ${times(found)}; the profile ${profile} allows ${max} at most.`,
    hint: say`Remove all but ${max}.`,
  };
}

/** How an entry of a slice is recognised; undefined when that cannot be put into a phrase. */
type Wants = Text | undefined;

/** @param unmatched describes an entry that may be the missing one */
export function sliceTooFew(
  slice: { readonly name: string; readonly min: number; readonly wants: Wants },
  element: string,
  found: number,
  unmatched: Text | undefined,
  profile: string,
): Fault {
  const addition =
    slice.wants === undefined
      ? say`Add an entry to \`${element}\`.`
      : say`Add an entry to \`${element}\` where ${slice.wants}.`;
  return {
    code: 'required',
    text:
      found === 0
        ? say`The slice \`${slice.name}\` of \`${element}\` has no entry; the profile ${profile} requires ${atLeast(slice.min)}.`
        : say`The slice \`${slice.name}\` of \`${element}\` has ${entries(found)}; the profile ${profile} requires ${atLeast(slice.min)}.`,
    hint: sentences(addition, unmatched),
  };
}

export function sliceTooMany(
  { name, max, wants }: { readonly name: string; readonly max: number; readonly wants: Wants },
  element: string,
  found: number,
  profile: string,
): Fault {
  const which = wants === undefined ? undefined : say`Entries where ${wants} belong to it.`;
  const has = say`The slice \`${name}\` of \`${element}\` has ${entries(found)};`;
  return {
    code: 'structure',
    text:
      max === 0
        ? say`${has} the profile ${profile} allows none.`
        : say`${has} the profile ${profile} allows ${max} at most.`,
    hint: sentences(max === 0 ? say`Remove it.` : say`Remove all but ${max}.`, which),
  };
}

/** @param wants how entries of the slices are recognised; undefined when that cannot be put into phrases */
export function noSlice(element: string, found: Text, wants: Text | undefined, profile: string): Fault {
  return {
    code: 'structure',
    text: say`This \`${element}\` matches no slice of the profile ${profile}, which allows no others: ${found}.`,
    hint: wants === undefined ? say`Remove it.` : say`An entry belongs to a slice where ${wants}.`,
  };
}

/** A part that the definition of a complex extension does not have. */
export function noSuchPart(name: string, parts: readonly string[], profile: string): Fault {
  const meant = nearest(name, parts);
  return {
    code: 'extension',
    text: say`The extension ${profile} has no part ${quote(name)}.`,
    hint: meant === undefined ? say`Its parts are: ${parts.join(', ')}.` : say`Did you mean "${meant}"?`,
  };
}

/** Describes an entry that matches no slice, for a client that is looking for a missing slice. */
export function unmatchedEntry(place: string, found: Text): Text {
  return say`${place} matches no slice: ${found}.`;
}

export function afterUnsliced(element: string, slice: string, profile: string): Fault {
  return {
    code: 'structure',
    text: say`This \`${element}\` of the slice \`${slice}\` comes after one without a slice; the profile ${profile} allows those only at the end.`,
    hint: say`Put the entries that match no slice last.`,
  };
}

export function outOfOrder(element: string, slice: string, before: string, profile: string): Fault {
  return {
    code: 'structure',
    text: say`This \`${element}\` of the slice \`${slice}\` comes after one of the slice \`${before}\`; in the profile ${profile} the slices have an order.`,
    hint: say`Put it before those of \`${before}\`.`,
  };
}

export function notFixed(name: string, wanted: string, profile: string): Fault {
  return {
    code: 'value',
    text: say`\`${name}\` does not have the value that the profile ${profile} fixes.`,
    hint: say`Write exactly ${wanted}.`,
  };
}

export function notPattern(name: string, wanted: string, profile: string): Fault {
  return {
    code: 'value',
    text: say`\`${name}\` lacks what the profile ${profile} requires in it.`,
    hint: say`It must contain ${wanted}.`,
  };
}

export function tooLong(name: string, max: number, found: number, profile: string): Fault {
  return {
    code: 'too-long',
    text: say`\`${name}\` has ${found} characters; the profile ${profile} allows ${max}.`,
    hint: say`Shorten it.`,
  };
}

export function tooSmall(name: string, found: string, limit: string, profile: string): Fault {
  return {
    code: 'value',
    text: say`\`${name}\` is ${found}; the profile ${profile} requires at least ${limit}.`,
    hint: say`Write a value of ${limit} or more.`,
  };
}

export function tooLarge(name: string, found: string, limit: string, profile: string): Fault {
  return {
    code: 'value',
    text: say`\`${name}\` is ${found}; the profile ${profile} allows at most ${limit}.`,
    hint: say`Write a value of ${limit} or less.`,
  };
}

export function wrongType(name: string, found: string, allowed: readonly string[], profile: string): Fault {
  return {
    code: 'structure',
    text: say`\`${name}\` is of type ${found}, which the profile ${profile} does not allow.`,
    hint: say`It allows ${alternatives(allowed)}.`,
  };
}

export function notInValueSet(
  name: string,
  found: Text,
  valueSet: string,
  required: boolean,
  hint: Text,
  profile: string,
): Fault {
  return {
    severity: required ? 'error' : 'warning',
    code: 'code-invalid',
    text: say`\`${name}\` is ${found}, which is not in the value set ${valueSet} of the profile ${profile}.`,
    hint,
  };
}

export function noCode(name: string, valueSet: string, profile: string): Fault {
  return {
    code: 'code-invalid',
    text: say`\`${name}\` has no code; the profile ${profile} requires one from the value set ${valueSet}.`,
    hint: say`Add \`coding\` with \`system\` and \`code\`.`,
  };
}

export function brokenConstraint(
  constraint: { readonly key: string; readonly human: Text; readonly expression: string },
  severity: 'error' | 'warning',
  profile: string,
): Fault {
  return {
    severity,
    code: 'invariant',
    text: say`${constraint.human} (${constraint.key} of the profile ${profile}).`,
    hint: say`This must be true: ${constraint.expression}`,
  };
}

export function unevaluated(key: string, reason: string, profile: string): Fault {
  return {
    severity: 'information',
    code: 'not-supported',
    text: say`The constraint ${key} of the profile ${profile} cannot be evaluated here: ${reason}.`,
    hint: say`It was not checked.`,
  };
}

export function brokenProfile(url: string, reason: Text): Fault {
  return {
    code: 'not-supported',
    text: say`The profile ${url} cannot be checked here: ${reason}.`,
    hint: say`The operator of the server must correct the profile; do not use it until then.`,
  };
}

export function unknownProfile(url: string): Fault {
  return {
    severity: 'warning',
    code: 'not-found',
    text: say`The profile ${quote(url)} is not known here, so it was not checked.`,
    hint: say`Check its spelling, or leave it out of meta.profile.`,
  };
}

/** A profile that a client asked to validate against: nothing says that the resource conforms to it. */
export function unknownNominatedProfile(url: string): Fault {
  return {
    code: 'not-found',
    text: say`The profile ${quote(url)} is not known here, so it was not checked.`,
    hint: say`Check its spelling, or have the package that defines it loaded.`,
  };
}

export function otherType(url: string, type: string, found: string): Fault {
  return {
    code: 'structure',
    text: say`The profile ${url} is for ${type}, not for ${found}.`,
    hint: say`Use a profile of ${found}.`,
  };
}

/** The element conforms to none of several alternative profiles. */
export function noProfileFits(name: string, profiles: readonly string[], profile: string): Fault {
  return {
    code: 'structure',
    text: say`\`${name}\` conforms to none of the profiles that the profile ${profile} requires of it.`,
    hint: say`It must conform to ${alternatives(profiles)}.`,
  };
}

/** @param places where the extension may be used, in words */
export function misplacedExtension(url: string, places: readonly Text[]): Fault {
  return {
    code: 'extension',
    text: say`The extension ${url} is not allowed here; it belongs in ${alternatives(places)}.`,
    hint: say`Move it there, or remove it.`,
  };
}

export function unfitExtension(url: string, expression: string): Fault {
  return {
    code: 'extension',
    text: say`The extension ${url} does not suit the element it is in.`,
    hint: say`This must be true of that element: ${expression}`,
  };
}

export function unevaluatedContext(url: string, reason: string): Fault {
  return {
    severity: 'information',
    code: 'not-supported',
    text: say`Where the extension ${url} is allowed cannot be evaluated here: ${reason}.`,
    hint: say`It was not checked.`,
  };
}

function atLeast(min: number): Text {
  return min === 1 ? say`one` : say`at least ${min}`;
}

function times(count: number): Text {
  return count === 1 ? say`once` : say`${count} times`;
}

function entries(count: number): Text {
  return count === 1 ? say`1 entry` : say`${count} entries`;
}
