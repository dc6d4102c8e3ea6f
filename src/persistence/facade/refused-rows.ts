import { FhirError, say, type Text } from '../../fhir';
import { SqlFaultError } from '../sql/sql-database';

interface DriverError {
  readonly errno?: number;
  readonly message: string;
}

type Told = (column: string) => { readonly text: Text; readonly code: 'value' | 'required' | 'business-rule' };

const tooLong: Told = (column) => ({ text: say`A value is too long for the column ${column}`, code: 'value' });
const outOfRange: Told = (column) => ({ text: say`A value does not fit the column ${column}`, code: 'value' });
const missing: Told = (column) => ({ text: say`The column ${column} needs a value`, code: 'required' });
const notThere: Told = () => ({ text: say`A row refers to another row that does not exist`, code: 'business-rule' });
const check: Told = () => ({ text: say`A rule of the database forbids these values`, code: 'business-rule' });

/** How values rejected by the database are reported, by its error number. */
const REFUSALS: Readonly<Record<number, Told>> = {
  1048: missing, // ER_BAD_NULL_ERROR
  1264: outOfRange, // ER_WARN_DATA_OUT_OF_RANGE
  1265: outOfRange, // WARN_DATA_TRUNCATED
  1292: outOfRange, // ER_TRUNCATED_WRONG_VALUE
  1364: missing, // ER_NO_DEFAULT_FOR_FIELD
  1366: outOfRange, // ER_TRUNCATED_WRONG_VALUE_FOR_FIELD
  1406: tooLong, // ER_DATA_TOO_LONG
  1452: notThere, // ER_NO_REFERENCED_ROW_2
  3819: check, // ER_CHECK_CONSTRAINT_VIOLATED of MySQL
  4025: check, // ER_CONSTRAINT_FAILED of MariaDB
};
const STILL_REFERRED_TO = 1451; // ER_ROW_IS_REFERENCED_2

/**
 * Turns the database's rejection of a value into a refusal that the client can act on, since a mapping cannot know
 * every rule of a database. Any other error is returned unchanged.
 */
export function refusedRow(error: unknown): unknown {
  if (error instanceof SqlFaultError && error.fault === 'duplicate-key') {
    return unprocessable(say`Another row already has one of these values, which must be unique`, 'duplicate', error);
  }
  // The store's own tables tell something by it; here it is a column without a value.
  if (error instanceof SqlFaultError && error.fault === 'refuted') return refusedRow(error.cause);
  const { errno = 0, message } = error as DriverError;
  if (errno === STILL_REFERRED_TO) {
    const text = say`Other rows refer to it`;
    return new FhirError(
      'referenced',
      text,
      [{ text, hint: say`First change or delete the resources that refer to it.` }],
      { cause: error },
    );
  }
  const refusal = REFUSALS[errno];
  if (!refusal) return error;
  const { text, code } = refusal(
    /[Cc]olumn '?`?([\w.$`]+)/.exec(message)?.[1]?.split('.').at(-1)?.replaceAll('`', '') ?? '?',
  );
  return unprocessable(text, code, error);
}

/** Errors that MySQL and MariaDB give for a comparison of a column with text that its character set lacks. */
const OTHER_LETTERS: ReadonlySet<number> = new Set([
  1267, // ER_CANT_AGGREGATE_2COLLATIONS
  1270, // ER_CANT_AGGREGATE_3COLLATIONS
  1271, // ER_CANT_AGGREGATE_NCOLLATIONS
  3854, // ER_CANNOT_CONVERT_STRING
]);

/** The same for a search, whose text comes from the client, while the character set of a column is old. */
export function refusedSearch(error: unknown): unknown {
  if (!OTHER_LETTERS.has((error as DriverError).errno ?? 0)) return error;
  const text = say`The tables behind this server have no letters for a text of this search`;
  const hint = say`No resource can have this text. Leave it out.`;
  return new FhirError('invalid-request', text, [{ code: 'value', text, hint }], { cause: error });
}

function unprocessable(text: Text, code: 'value' | 'required' | 'business-rule' | 'duplicate', cause: unknown) {
  return new FhirError('unprocessable', text, [{ code, text, hint: say`Nothing was stored.` }], { cause });
}
