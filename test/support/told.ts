import { FhirError, type IssueDetail } from '../../src/fhir';
import { Message } from '../../src/fhir/messages';
import type { PatchResult } from '../../src/fhir/patch';
import { messagesIn } from './said-in-source';

/** The messages a client gets for one input. */
export type Told = readonly Pick<IssueDetail, 'text' | 'hint'>[];

/** Text and hint of the first message, in English, and the input. */
export type Row = readonly [text: string, hint: string | undefined, tell: () => Told | Promise<Told>];

/** All messages of a patch: the reasons for its refusal, or its notes. */
export function toldBy(result: PatchResult): Told {
  return result.ok ? [...result.applied, ...result.notes] : result.issues;
}

/** The messages of a refused action. */
export async function toldByRefusal(action: () => unknown): Promise<Told> {
  try {
    await action();
  } catch (error) {
    if (error instanceof FhirError) return error.issues.length > 0 ? error.issues : [error];
    throw error;
  }
  throw new Error('was not refused');
}

/** Each row produces its message, and together the rows produce every message of the folders, so none is unused. */
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

/** The messages of a folder, with their places, that none of these issues contains. */
export function untold(folder: string, issues: Told): string[] {
  const told = new Set(issues.flatMap(sourcesOf));
  const missing = messagesIn(folder).filter(({ source }) => !told.has(source));
  return missing.map(({ place, source }) => `${place} ${source}`);
}

function sourcesOf({ text, hint }: Told[number]): readonly string[] {
  return [text, hint].flatMap((said) => (said instanceof Message ? said.sources() : []));
}
