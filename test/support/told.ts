import { FhirError, type IssueDetail } from '../../src/fhir';
import { Message } from '../../src/fhir/messages';
import type { PatchResult } from '../../src/fhir/patch';
import { messagesIn } from './said-in-source';

/** What a client is told by one input. */
export type Told = readonly Pick<IssueDetail, 'text' | 'hint'>[];

/** Text and hint of the first thing told, in English, and the input. */
export type Row = readonly [text: string, hint: string | undefined, tell: () => Told | Promise<Told>];

/** Everything a patch answers with: why it is refused, or what was noted on the way. */
export function toldBy(result: PatchResult): Told {
  return result.ok ? [...result.applied, ...result.notes] : result.issues;
}

/** Why an action is refused. */
export async function toldByRefusal(action: () => unknown): Promise<Told> {
  try {
    await action();
  } catch (error) {
    if (error instanceof FhirError) return error.issues.length > 0 ? error.issues : [error];
    throw error;
  }
  throw new Error('was not refused');
}

/** Each row tells what it says, and together they tell every message of the folders: none is there for nothing. */
export function describeTold(folders: readonly string[], rows: readonly Row[]): void {
  it.each(rows)('%s', async (text, hint, tell) => {
    const [first] = await tell();
    expect([String(first?.text), first?.hint && String(first.hint)]).toEqual([text, hint]);
  });

  it.each(folders)('are all the messages of %s', async (folder) => {
    const told: Told[] = [];
    for (const [, , tell] of rows) told.push(await tell());
    expect(untold(folder, told.flat())).toEqual([]);
  });
}

/** The messages of a folder, with their places, that none of these issues tells. */
export function untold(folder: string, issues: Told): string[] {
  const told = new Set(issues.flatMap(sourcesOf));
  const missing = messagesIn(folder).filter(({ source }) => !told.has(source));
  return missing.map(({ place, source }) => `${place} ${source}`);
}

function sourcesOf({ text, hint }: Told[number]): readonly string[] {
  return [text, hint].flatMap((said) => (said instanceof Message ? said.sources() : []));
}
