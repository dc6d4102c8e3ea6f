import { breaksConnection, mysqlError } from './mysql-faults';
import { SqlFaultError } from './sql-database';

const error = (fields: object): Error => Object.assign(new Error('from the driver'), fields);

describe('mysqlError', () => {
  it.each([
    [{ errno: 1062 }, 'duplicate-key', false],
    [{ errno: 1213 }, 'contention', false],
    [{ errno: 1205 }, 'contention', false],
    [{ errno: 1040 }, 'unavailable', true],
    [{ errno: 1290 }, 'unavailable', true],
    [{ errno: -111, code: 'ECONNREFUSED', syscall: 'connect' }, 'unavailable', true],
    [{ code: 'PROTOCOL_CONNECTION_LOST', fatal: true }, 'unavailable', true],
  ])('takes %j for %s', (fields, fault, broken) => {
    const understood = mysqlError(error(fields));
    expect(understood).toMatchObject({ fault });
    expect(breaksConnection(understood)).toBe(broken);
  });

  it('leaves wrong SQL as it is', () => {
    const wrong = error({ errno: 1064, code: 'ER_PARSE_ERROR' });
    expect(mysqlError(wrong)).toBe(wrong);
    expect(wrong).not.toBeInstanceOf(SqlFaultError);
    expect(breaksConnection(wrong)).toBe(false);
  });
});
