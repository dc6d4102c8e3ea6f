import { readFileSync } from 'node:fs';

type Environment = Readonly<Record<string, string | undefined>>;

/** Settings that hold a secret: each can stand in a file as well, which `…_FILE` names, as Docker and Kubernetes mount them. */
export const SECRET_NAMES = ['DATABASE_URL', 'SEARCH_LINK_KEY', 'AUDIT_KEY', 'OAUTH_CLIENT_SECRET'] as const;

/**
 * The environment with the secrets that stand in files; a line end after a secret is not part of it.
 * @throws Error whose message names the setting, and not what it says
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
