import { type FhirError } from '../../fhir';
import { SqlFaultError } from '../sql/sql-database';
import { refusedRow } from './refused-rows';

const driver = (errno: number, message: string) => Object.assign(new Error(message), { errno });

describe('values that a database refuses', () => {
  it.each<[errno: number, message: string, kind: string, text: string]>([
    [1406, "Data too long for column 'finess' at row 1", 'unprocessable', 'A value is too long for the column finess'],
    [
      1264,
      "Out of range value for column 'categorie' at row 1",
      'unprocessable',
      'A value does not fit the column categorie',
    ],
    [
      1366,
      "Incorrect integer value: 'x' for column `h`.`etablissement`.`categorie` at row 1",
      'unprocessable',
      'A value does not fit the column categorie',
    ],
    [1048, "Column 'raison_sociale' cannot be null", 'unprocessable', 'The column raison_sociale needs a value'],
    [
      1452,
      'Cannot add or update a child row: a foreign key constraint fails',
      'unprocessable',
      'A row refers to another row that does not exist',
    ],
    [
      1451,
      'Cannot delete or update a parent row: a foreign key constraint fails',
      'referenced',
      'Other rows refer to it',
    ],
  ])('%d becomes a message', (errno, message, kind, text) => {
    const refused = refusedRow(driver(errno, message)) as FhirError;
    expect({ kind: refused.kind, text: refused.message }).toEqual({ kind, text });
  });

  it('a value that must be unique', () => {
    const refused = refusedRow(new SqlFaultError('duplicate-key', new Error('Duplicate entry'))) as FhirError;
    expect(refused.kind).toBe('unprocessable');
    expect(refused.issues).toMatchObject([{ code: 'duplicate' }]);
  });

  it('a column without a value, by which the tables of this server tell something else', () => {
    const fault = new SqlFaultError('refuted', driver(1048, "Column 'nom' cannot be null"));
    const refused = refusedRow(fault) as FhirError;
    expect(refused.kind).toBe('unprocessable');
    expect(refused.message).toBe('The column nom needs a value');
  });

  it('any other error is passed on unchanged', () => {
    const error = driver(1146, "Table 'h.x' doesn't exist");
    expect(refusedRow(error)).toBe(error);
  });
});
