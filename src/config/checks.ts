import { isWebAddress } from './web-address';

/**
 * Rules for settings, as decorators. They carry the names of class-validator's, which has 350 modules that take a
 * twelfth of the CPU time of a start.
 */

/** How a rule looks at a value. */
interface Rule {
  readonly fits: (value: unknown) => boolean;
  readonly message: string;
  /** Whether the other rules mean nothing for a value that breaks this one. */
  readonly isOfType: boolean;
  /** Whether it applies to each entry of a list. */
  readonly each: boolean;
}

interface Words {
  readonly message: string;
  readonly each?: boolean;
}

/** What is declared about one property. */
interface Declared {
  readonly rules: Rule[];
  isOptional: boolean;
  read: ((text: unknown) => unknown) | undefined;
}

/** By prototype, then by property, in the order of their declaration. */
const declarations = new Map<object, Map<string, Declared>>();

function declare(declaration: (declared: Declared) => void): PropertyDecorator {
  return (prototype, property) => {
    let properties = declarations.get(prototype);
    if (!properties) declarations.set(prototype, (properties = new Map<string, Declared>()));
    let declared = properties.get(String(property));
    if (!declared) properties.set(String(property), (declared = { rules: [], isOptional: false, read: undefined }));
    declaration(declared);
  };
}

function rule(fits: Rule['fits'], { message, each = false }: Words, isOfType = false): PropertyDecorator {
  return declare(({ rules }) => rules.push({ fits, message, isOfType, each }));
}

/** Reads the text of an environment variable; text that it cannot read it returns as it is. */
export function Read(read: (text: unknown) => unknown): PropertyDecorator {
  return declare((declared) => void (declared.read = read));
}

/** The other rules apply only to a value that is set. */
export function IsOptional(): PropertyDecorator {
  return declare((declared) => void (declared.isOptional = true));
}

export function IsInt(words: Words): PropertyDecorator {
  return rule((value) => Number.isInteger(value), words, true);
}

export function Min(least: number, words: Words): PropertyDecorator {
  return rule((value) => typeof value === 'number' && value >= least, words);
}

export function Max(most: number, words: Words): PropertyDecorator {
  return rule((value) => typeof value === 'number' && value <= most, words);
}

export function IsBoolean(words: Words): PropertyDecorator {
  return rule((value) => typeof value === 'boolean', words);
}

export function IsString(words: Words): PropertyDecorator {
  return rule((value) => typeof value === 'string', words);
}

export function MinLength(least: number, words: Words): PropertyDecorator {
  return rule((value) => typeof value === 'string' && Array.from(value).length >= least, words);
}

export function Matches(pattern: RegExp, words: Words): PropertyDecorator {
  return rule((value) => typeof value === 'string' && pattern.test(value), words);
}

/** An http(s) address without a password. */
export function IsWebAddress(words: Words): PropertyDecorator {
  return rule((value) => typeof value === 'string' && isWebAddress(value), words);
}

export function IsIn(values: readonly unknown[], words: Words): PropertyDecorator {
  return rule((value) => values.includes(value), words);
}

/** A value that is not what its property declares. */
export interface SettingFault {
  readonly property: string;
  readonly message: string;
}

/** A new instance with the given values in place of its defaults, read as its properties declare. */
export function instanceOf<T extends object>(type: new () => T, given: Readonly<Record<string, string>>): T {
  const made = new type();
  const declared = new Map(declaredOn(made));
  return Object.assign(
    made,
    Object.fromEntries(
      Object.entries(given).map(([name, text]) => {
        const { read } = declared.get(name) ?? {};
        return [name, read ? read(text) : text];
      }),
    ),
  );
}

/** At most one fault for each property, its own before those that it inherits. */
export function faultsOf(checked: object): readonly SettingFault[] {
  return declaredOn(checked).flatMap(([property, { rules, isOptional }]) => {
    const value: unknown = (checked as Readonly<Record<string, unknown>>)[property];
    if (isOptional && (value === undefined || value === null)) return [];
    const broken = rules.filter(({ fits, each }) => !(each && Array.isArray(value) ? value.every(fits) : fits(value)));
    const told = broken.find(({ isOfType }) => isOfType) ?? broken[0];
    return told ? [{ property, message: told.message }] : [];
  });
}

function declaredOn(checked: object): readonly (readonly [property: string, declared: Declared])[] {
  const inherited: (readonly [string, Declared])[][] = [];
  let prototype = Object.getPrototypeOf(checked) as object | null;
  const own = [...(declarations.get(prototype ?? {}) ?? [])];
  for (prototype = prototype && parentOf(prototype); prototype; prototype = parentOf(prototype))
    inherited.unshift([...(declarations.get(prototype) ?? [])]);
  return [...own, ...inherited.flat()];
}

function parentOf(prototype: object): object | null {
  return Object.getPrototypeOf(prototype) as object | null;
}
