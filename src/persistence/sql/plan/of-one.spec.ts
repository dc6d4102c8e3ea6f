import { ofOne } from './of-one';

const among = (column: string, count: number) => ({
  sql: `${column} IN (${Array<string>(count).fill('?').join(', ')})`,
  values: Array<string>(count).fill('a'),
});

describe('the rows of one resource are found by its id', () => {
  it.each(['value_hash', 'token_hash', 'text_hash', 'target_id'])('not by many values of %s', (column) => {
    expect(ofOne([among(column, 10)]).sql).toBe(among(column, 10).sql);
    expect(ofOne([among(column, 11)]).sql).toBe(`+${among(column, 11).sql}`);
  });

  it('not by a range of values', () => {
    expect(ofOne([{ sql: '(folded >= ? AND folded < ?)', values: ['a', 'b'] }]).sql).toBe(
      '(+folded >= ? AND +folded < ?)',
    );
  });
});
