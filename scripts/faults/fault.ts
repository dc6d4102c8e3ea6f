/**
 * One line made wrong: source file, what stands there once, what is put in its place, and the specs (patterns of jest) of
 * which at least one has to fail.
 */
export type Fault = readonly [file: string, find: string, put: string, ...specs: string[]];
