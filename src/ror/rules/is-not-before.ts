import { ValidateBy } from 'class-validator';
import { isAfter, type Message } from '../../fhir';

/** The message for two dates in the wrong order. */
export interface WrongOrder {
  readonly text: Message;
  readonly hint: Message;
}

/** Key of the constraint in the errors of class-validator. */
export const NOT_BEFORE = 'isNotBefore';

/**
 * Requires that the date is not certainly before that of another property. A partial date stands for its whole period,
 * so 2024-05-01 is not before 2024. A missing date is always in order.
 */
export function IsNotBefore<T>(earlier: keyof T & string, wrong: WrongOrder): PropertyDecorator {
  return ValidateBy(
    {
      name: NOT_BEFORE,
      validator: {
        validate: (date: string | undefined, args) => !isAfter((args?.object as Record<string, string>)[earlier], date),
        // Without a message, class-validator does not return the context either.
        defaultMessage: () => String(wrong.text),
      },
    },
    { context: wrong },
  );
}
