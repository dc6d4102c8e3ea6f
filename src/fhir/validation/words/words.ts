import { alternatives, say, together, type Message, type Text } from '../../messages';

/** The message for a broken rule. */
export interface Words {
  /** What is right: a sentence without a full stop. */
  readonly human: Message;
  readonly hint: Message;
}

/** By place (type or element), then by key of the invariant. */
export type WordsByPlace = Readonly<Record<string, Readonly<Record<string, Words>>>>;

const ticked = (names: readonly string[]): Text[] => names.map((name) => `\`${name}\``);

export function says(human: Message, hint: Message): Words {
  return { human, hint };
}

/** `name` requires `other`. */
export function needs(name: string, other: string): Words {
  return says(say`An element with \`${name}\` has \`${other}\` too`, say`Add \`${other}\`.`);
}

/** A value of `field` requires `name`. */
export function needsWhen(field: string, value: string, name: string): Words {
  return says(say`With \`${field}\` ${value}, there is \`${name}\``, say`Add \`${name}\`.`);
}

export function some(...names: string[]): Words {
  return says(say`There is at least one of ${together(ticked(names))}`, say`Add ${alternatives(ticked(names))}.`);
}

export function one(...names: string[]): Words {
  return says(
    say`There is exactly one of ${together(ticked(names))}`,
    say`Keep or add one: ${alternatives(ticked(names))}.`,
  );
}

export function atMostOne(...names: string[]): Words {
  return says(say`There is at most one of ${together(ticked(names))}`, say`Keep one of them.`);
}

export function notBoth(name: string, other: string): Words {
  return says(say`\`${name}\` and \`${other}\` exclude each other`, say`Remove one of them.`);
}

/** Both or neither. */
export function pair(name: string, other: string): Words {
  return says(say`\`${name}\` and \`${other}\` go together`, say`Add the part that is missing.`);
}

export function onlyIf(name: string, field: string, values: readonly string[]): Words {
  return says(
    say`\`${name}\` is only there when \`${field}\` is ${alternatives(values)}`,
    say`Remove \`${name}\`, or change \`${field}\`.`,
  );
}

export function notIf(name: string, field: string, value: string): Words {
  return says(
    say`\`${name}\` is not there when \`${field}\` is ${value}`,
    say`Remove \`${name}\`, or change \`${field}\`.`,
  );
}

export function distinct(name: string): Words {
  return says(say`No two \`${name}\` are the same`, say`Change or remove what is there twice.`);
}
