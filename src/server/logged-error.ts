/** Errors that caused one another, and that are written. */
const MOST_CAUSES = 5;

/** What a line of the log has of an error. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string | number;
  /** Where it was thrown, without its message. */
  readonly stack?: string;
  readonly cause?: LoggedError;
}

/**
 * An error as it is logged: what happened and where, and nothing of the data. Drivers put whole statements with their values beside
 * the message (`sql`, `parameters`), and quote values in it.
 */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error' };
  const { name, message, stack, cause, code } = error as Error & { readonly code?: unknown };
  const frames = stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: name,
    message: isOfDriver(error) ? withoutValues(message) : message,
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    ...(frames && frames.length > 0 && { stack: frames.join('\n') }),
    ...(cause !== undefined && depth < MOST_CAUSES && { cause: loggedError(cause, depth + 1) }),
  };
}

/** Or was made of one, whose words it repeats. */
function isOfDriver(error: Error): boolean {
  return [error, error.cause].some(
    (each) => each instanceof Error && ['sqlState', 'sqlMessage', 'query'].some((member) => member in each),
  );
}

/** `Duplicate entry 'Practitioner-1' for key 'PRIMARY'`: what stands between quotes may be anything. */
function withoutValues(message: string): string {
  return message.replace(/'(?:[^'\\]|\\.)*'/gs, "'…'").replace(/"(?:[^"\\]|\\.)*"/gs, '"…"');
}
