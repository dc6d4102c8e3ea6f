import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TABLES, withTables } from './support/access/profile-tables';

const file = join(__dirname, '../docs/access-profiles.md');

describe('docs/access-profiles.md', () => {
  it('has the tables that the server runs by (npm run access-profiles writes them)', () => {
    const written = withTables(readFileSync(file, 'utf8'));
    if (process.env.WRITE_ACCESS_PROFILES) writeFileSync(file, written);
    expect(readFileSync(file, 'utf8')).toBe(written);
  });

  it.each(Object.keys(TABLES))('has the table %s once', (name) => {
    expect(readFileSync(file, 'utf8').split(`<!-- table: ${name} -->`)).toHaveLength(2);
  });
});
