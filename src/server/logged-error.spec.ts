import { loggedError } from './logged-error';

describe('an error in the log', () => {
  it('contains none of the data that a driver attaches or quotes', () => {
    const driver = Object.assign(new Error(`Duplicate entry '0612345678' for key 'PRIMARY'`), {
      code: 'ER_DUP_ENTRY',
      sqlState: '23000',
      sql: `INSERT INTO fhir_resource VALUES ('{"name":"Dupont"}')`,
      sqlMessage: `Duplicate entry '0612345678' for key 'PRIMARY'`,
    });
    const logged = loggedError(new Error(driver.message, { cause: driver }));
    expect(JSON.stringify(logged)).not.toMatch(/0612345678|Dupont/);
    expect(logged).toMatchObject({ cause: { code: 'ER_DUP_ENTRY', message: "Duplicate entry '…' for key '…'" } });
  });

  it('has where it was thrown, and what caused it', () => {
    const logged = loggedError(new TypeError('cannot resolve X', { cause: new Error('no Y') }));
    expect(logged).toMatchObject({ type: 'TypeError', message: 'cannot resolve X', cause: { message: 'no Y' } });
    expect(logged.stack).toMatch(/^\s+at .*logged-error\.spec/);
  });

  it('ends where errors form a circle of causes', () => {
    const error: Error & { cause?: unknown } = new Error('a');
    error.cause = error;
    expect(JSON.stringify(loggedError(error)).length).toBeLessThan(20_000);
  });

  it('is not the thrown value, where that is not an Error', () => {
    expect(loggedError({ name: 'Dupont' })).toEqual({ type: 'object', message: 'not an error' });
  });
});
