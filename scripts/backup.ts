/**
 * Copies the SQLite database of DATABASE_URL into a new file, also beside a server that runs on it:
 * `npm run backup -- FILE`.
 */
import { backUp, DEFAULT_DATABASE_URL } from '../src/persistence';

async function main([target, ...others]: readonly string[]): Promise<void> {
  if (!target || others.length > 0) throw new Error('Usage: npm run backup -- FILE');
  await backUp(process.env['DATABASE_URL'] || DEFAULT_DATABASE_URL, target);
  console.log(`The database is saved in ${target}.`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
