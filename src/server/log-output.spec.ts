import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogOutput, standardOutput } from './log-output';

describe('the output of the log', () => {
  let folder: string;
  let file: string;
  let fd: number;
  let warnings: string[];
  let output: LogOutput;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'log-'));
    file = join(folder, 'log');
    fd = openSync(file, 'w');
    warnings = [];
    output = new LogOutput(fd, (message) => warnings.push(message));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const written = () => readFileSync(file, 'utf8');
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise(setImmediate);
  };

  it('writes lines together, in order, whatever their size', async () => {
    const lines = Array.from({ length: 500 }, (_, at) => `${at} é ${'x'.repeat((at % 7) * 500)}\n`);
    for (const line of lines) output.write(line);
    await until(() => written().includes('300 é'));
    output.flushSync();
    await until(() => written().length === lines.join('').length);
    expect(written()).toBe(lines.join(''));
    expect(warnings).toEqual([]);
  });

  it('writes a few lines after a while, without another one', async () => {
    output.write('one\n');
    expect(written()).toBe('');
    await until(() => written() === 'one\n');
  });

  it('loses what cannot be written, says so once, and returns', async () => {
    closeSync(fd);
    for (let at = 0; at < 10; at += 1) {
      output.write(`${'x'.repeat(9_000)}\n`);
      output.write('y\n');
      output.flushSync();
    }
    await until(() => warnings.length > 0);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/EBADF/);
  });

  it('holds no more than it may while nothing is written', () => {
    for (let at = 0; at < 5_000; at += 1) output.write(`${'x'.repeat(1_000)}\n`);
    expect(warnings).toEqual(['too much is waiting']);
    closeSync(fd);
  });
});

it('all loggers of a process write to one standard output, which waits for the exit once', () => {
  // Opened here, unless another suite in this process has done so.
  const output = standardOutput();
  const once = jest.spyOn(process, 'once');
  const outputs = Array.from({ length: 12 }, standardOutput);
  expect(new Set(outputs)).toEqual(new Set([output]));
  expect(once).not.toHaveBeenCalled();
  once.mockRestore();
});
