/**
 * One injected fault: the source file, a text that occurs in it once, its replacement, and the specs (jest patterns) of
 * which at least one must fail.
 */
export type Fault = readonly [file: string, find: string, put: string, ...specs: string[]];
