import { mkdir, writeFile } from 'node:fs/promises';
import { arch, cpus, platform } from 'node:os';
import { join } from 'node:path';

const RESULTS = join(__dirname, '../../bench/results');

/** When and where a run was made. */
export interface RunFacts {
  /** ISO 8601, UTC. */
  readonly measuredAt: string;
  readonly node: string;
  readonly machine: string;
}

export function runFacts(): RunFacts {
  return { measuredAt: new Date().toISOString(), node: process.version, machine: machine() };
}

export function machine(): string {
  const processors = cpus();
  return `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown processor'}, ${platform()} ${arch()}`;
}

/** The head of the report of a run in one process. */
export function heading(title: string, { measuredAt, node, machine }: RunFacts): string[] {
  return [
    `# ${title} of ${measuredAt}`,
    '',
    `Node ${node}; ${machine}, of which one processor is used: what is compared runs in one process, without HTTP and database.`,
    '',
  ];
}

/**
 * Runs a whole bench: it measures, prints the report, and saves it as `results/NAME.md` and `.json`, replacing the
 * previous one. A run that fails saves nothing.
 */
export function record<R extends RunFacts>(
  name: string,
  measure: () => R | Promise<R>,
  markdown: (result: R) => string,
): void {
  measureAndKeep(name, measure, markdown).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}

async function measureAndKeep<R extends RunFacts>(
  name: string,
  measure: () => R | Promise<R>,
  markdown: (result: R) => string,
): Promise<void> {
  const result = await measure();
  const text = markdown(result);
  await mkdir(RESULTS, { recursive: true });
  await writeFile(join(RESULTS, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  await writeFile(join(RESULTS, `${name}.md`), text);
  console.log(text);
}
