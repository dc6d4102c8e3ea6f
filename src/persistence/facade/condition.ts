export { ALWAYS, allOf, anyOf, type Condition, NEVER, where } from '../sql/condition';

/** A table or column name, quoted for SQL. */
export function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

/** Escapes text so that a LIKE pattern matches it literally; `\` is MySQL's default escape character. */
export function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
