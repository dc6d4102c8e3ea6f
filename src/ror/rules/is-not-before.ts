import { ValidateBy } from 'class-validator';
import { isAfter, type Message } from '../../fhir';

/** What to tell of two dates in the wrong order. */
export interface WrongOrder {
  readonly text: Message;
  readonly hint: Message;
}

/** The key of the constraint, in the errors of class-validator. */
export const NOT_BEFORE = 'isNotBefore';

/**
 * The date is certainly not before that of another property. A partial date stands for all of its span, so that
 * 2024-05-01 is not before 2024; a property without a date is in order.
 */
export function IsNotBefore<T>(earlier: keyof T & string, wrong: WrongOrder): PropertyDecorator {
  return ValidateBy(
    {
      name: NOT_BEFORE,
      validator: {
        validate: (date: string | undefined, args) => !isAfter((args?.object as Record<string, string>)[earlier], date),
        // Without a message class-validator does not tell the context either.
        defaultMessage: () => String(wrong.text),
      },
    },
    { context: wrong },
  );
}
