/** Request parameters by name; a list when a name occurs several times. */
export type Parameters = Readonly<Record<string, string | readonly string[]>>;
