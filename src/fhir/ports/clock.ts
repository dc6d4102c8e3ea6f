import { randomUUID } from 'node:crypto';

export const CLOCK = Symbol('Clock');
export const ID_GENERATOR = Symbol('IdGenerator');

/** Port: the current instant. */
export type Clock = () => Date;

/** Port: a logical id no resource has had before, `[A-Za-z0-9\-.]{1,64}`. */
export type IdGenerator = () => string;

export const systemClock: Clock = () => new Date();
export const randomId: IdGenerator = () => randomUUID();
