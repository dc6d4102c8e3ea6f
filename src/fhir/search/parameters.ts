/** The parameters of a request, by name: a list where a name is there several times. */
export type Parameters = Readonly<Record<string, string | readonly string[]>>;
