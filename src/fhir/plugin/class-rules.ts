import type * as ClassValidator from 'class-validator';

/**
 * Checks an object against the rules that its class declares with class-validator. It is loaded by the first class that
 * has such rules, or by the first check: its 320 modules take a twelfth of the CPU time of a start.
 */
export const validateSync: (
  checked: object,
  options?: ClassValidator.ValidatorOptions,
) => ClassValidator.ValidationError[] = (checked, options) => late().validateSync(checked, options);

/** Loads class-validator before somebody waits for it. */
export function loadClassRules(): void {
  late();
}

function late(): typeof ClassValidator {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a synchronous import, later
  return require('class-validator') as typeof ClassValidator;
}
