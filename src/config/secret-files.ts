import { readFileSync } from 'node:fs';

type Environment = Readonly<Record<string, string | undefined>>;

/** Secret settings. Each may also be read from a file named by `…_FILE`, as Docker and Kubernetes mount secrets. */
export const SECRET_NAMES = ['DATABASE_URL', 'SEARCH_LINK_KEY', 'AUDIT_KEY', 'OAUTH_CLIENT_SECRET'] as const;

/**
 * The environment with secrets read from files; a line break after a secret is not part of it.
 * @throws Error whose message names the setting but not its value
 */
export function withSecretFiles(environment: Environment): Environment {
  const found: Record<string, string> = {};
  for (const name of SECRET_NAMES) {
    const file = environment[`${name}_FILE`];
    if (!file) continue;
    if (environment[name]) throw new Error(`The server cannot start: set ${name} or ${name}_FILE, not both.`);
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
    throw new Error(`The server cannot start: the file that ${setting} names cannot be read (${code}).`, {
      cause: error,
    });
  }
  if (text === '') throw new Error(`The server cannot start: the file that ${setting} names is empty.`);
  return text;
}
