import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { FAULTS, misplaced, SERVER_FAULTS } from './all';
import type { Fault } from './fault';

/*
 * Injects faults into the source, one at a time, in a copy of the project, and checks whether a test fails.
 *   npm run faults               all of them
 *   npm run faults -- slicing    those of files whose path holds the word
 * Faults that only tests on a database server can detect are injected when TEST_DATABASE_URL names one.
 */
const GOAL = 0.95;
const ALL: readonly Fault[] = [...FAULTS, ...(process.env['TEST_DATABASE_URL'] ? SERVER_FAULTS : [])];

function isSeen(copy: string, [file, find, put, ...specs]: Fault): boolean {
  const source = readFileSync(file, 'utf8');
  writeFileSync(
    join(copy, file),
    source.replace(find, () => put),
  );
  try {
    const jest = join(copy, 'node_modules/jest/bin/jest.js');
    // In one process: a worker would go on with its suite after the first failure, beside the runs that follow.
    // Without `--passWithNoTests`, a pattern without tests would count as a failing test.
    const words = [jest, '--runInBand', '--bail', '--passWithNoTests', ...specs];
    return spawnSync(process.execPath, words, { cwd: copy }).status !== 0;
  } finally {
    writeFileSync(join(copy, file), source);
  }
}

function copyOfProject(): string {
  const copy = mkdtempSync(join(tmpdir(), 'faults-'));
  const tracked = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n').filter(Boolean);
  for (const file of tracked) cpSync(file, join(copy, file));
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
  return copy;
}

function main(word = ''): void {
  const faults = ALL.filter(([file]) => file.includes(word));
  const copy = copyOfProject();
  const missed: string[] = [];
  try {
    for (const fault of faults) {
      const [file, find] = fault;
      const why = misplaced(fault) ?? (isSeen(copy, fault) ? undefined : 'no test fails');
      if (why) missed.push(`${file}: ${find.split('\n', 1)[0]} (${why})`);
      console.log(`${why ? 'UNSEEN' : 'seen  '} ${file}: ${find.split('\n', 1)[0]}`);
    }
  } finally {
    rmSync(copy, { recursive: true });
  }
  const seen = faults.length - missed.length;
  console.log(`\n${seen} of ${faults.length} faults are seen (goal: ${GOAL * 100} %).`);
  for (const each of missed) console.log(`  ${each}`);
  if (seen < GOAL * faults.length) process.exitCode = 1;
}

main(process.argv[2]);
