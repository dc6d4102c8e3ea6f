/** Longest chain of causes that is logged. */
const MOST_CAUSES = 5;

/** An error as it appears in a log line. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string | number;
  /** Where it was thrown, without its message. */
  readonly stack?: string;
  readonly cause?: LoggedError;
}

/**
 * Reduces an error to what is logged: what happened and where, without any data. Drivers attach whole statements with
 * their values (`sql`, `parameters`) and quote values in the message.
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

/** Whether the error comes from a database driver or repeats the message of one. */
function isOfDriver(error: Error): boolean {
  return [error, error.cause].some(
    (each) => each instanceof Error && ['sqlState', 'sqlMessage', 'query'].some((member) => member in each),
  );
}

/** Text in quotes may be data, as in `Duplicate entry 'Practitioner-1' for key 'PRIMARY'`. */
function withoutValues(message: string): string {
  return message.replace(/'(?:[^'\\]|\\.)*'/gs, "'…'").replace(/"(?:[^"\\]|\\.)*"/gs, '"…"');
}
