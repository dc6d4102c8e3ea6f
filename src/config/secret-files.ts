import { readFileSync } from 'node:fs';
import { say } from '../fhir/messages';
import { cannotStart } from './faults';

type Environment = Readonly<Record<string, string | undefined>>;

/** Secret settings. Each may also be read from a file named by `…_FILE`, as Docker and Kubernetes mount secrets. */
export const SECRET_NAMES = ['DATABASE_URL', 'SEARCH_LINK_KEY', 'AUDIT_KEY', 'OAUTH_CLIENT_SECRET'] as const;

/** Whether a setting is never shown. */
export function isSecret(setting: string): boolean {
  return (SECRET_NAMES as readonly string[]).includes(setting);
}

/**
 * The environment with secrets read from files; a line break after a secret is not part of it.
 * @throws SentenceError that names the setting but not its value
 */
export function withSecretFiles(environment: Environment): Environment {
  const found: Record<string, string> = {};
  for (const name of SECRET_NAMES) {
    const file = environment[`${name}_FILE`];
    if (!file) continue;
    if (environment[name]) throw cannotStart(say`set ${name} or ${`${name}_FILE`}, not both`);
    found[name] = textOf(file, `${name}_FILE`);
  }
  return { ...environment, ...found };
}

function textOf(file: string, setting: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trimEnd();
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw cannotStart(say`the file that ${setting} names cannot be read (${code})`, { cause: error });
  }
  if (text === '') throw cannotStart(say`the file that ${setting} names is empty`);
  return text;
}
