import { IsBoolean, IsIn, IsInt, Max, Min, MinLength, ValidateBy, type ValidationOptions } from 'class-validator';
import { alternatives, say, type Message, type Text } from '../fhir/messages';
import { bytes, flag, number } from './transforms';

/** What would be right, which a refusal says: `PORT must be a whole number from 0 to 65535, not "http"`. */
export function must(right: Text): ValidationOptions {
  return { context: { right } satisfies Rule };
}

/** What class-validator hands back of a broken rule. */
export interface Rule {
  readonly right: Text;
}

/** Counts and times without a limit of their own: one that no installation needs, and that no timer overflows. */
const MOST = 1_000_000_000;
/** A timer of Node.js takes at most 2^31 milliseconds, and fires at once beyond that. */
const MOST_SECONDS = 86_400;

/** A whole number. @param unit what is counted, such as say`hours` */
export function whole(least: number, most: number = MOST, unit?: Message): PropertyDecorator {
  const right = must(unit ? counted(unit, least, most) : say`a whole number from ${least} to ${most}`);
  return all(number(), IsInt(right), Min(least, right), Max(most, right));
}

export function seconds(least: number, most: number = MOST_SECONDS): PropertyDecorator {
  return whole(least, most, say`seconds`);
}

function counted(unit: Message, least: number, most: number): Message {
  return say`a whole number of ${unit} from ${least} to ${most}`;
}

/** A number of bytes, with a unit. @param such an example */
export function size(least: string, leastBytes: number, such: string): PropertyDecorator {
  const right = must(say`a size of at least ${least}, such as ${such}`);
  return all(bytes(), IsInt(right), Min(leastBytes, right));
}

/** Whatever a function says. */
export function that(isRight: (text: string) => boolean, options: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    { name: isRight.name, validator: { validate: (value) => typeof value === 'string' && isRight(value) } },
    // Without a message, class-validator hands no context back.
    { message: isRight.name, ...options },
  );
}

/** One of several words. */
export function oneOf(words: readonly string[], options: ValidationOptions = {}): PropertyDecorator {
  return IsIn(words, { ...must(alternatives(words)), ...options });
}

export function onOff(): PropertyDecorator {
  return all(flag(), IsBoolean(must(alternatives(['true', 'false']))));
}

/** A secret, which is never shown. */
export function key(): PropertyDecorator {
  const least = 32;
  return MinLength(least, must(say`a key of ${least} characters or more`));
}

function all(...decorators: readonly PropertyDecorator[]): PropertyDecorator {
  return (target, name) => {
    for (const decorate of decorators) decorate(target, name);
  };
}
