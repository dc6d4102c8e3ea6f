/** What each template of a route allows; there are as many as the application has routes. */
const compiled = new Map<string, RegExp>();

/**
 * Whether a path that a router took for a template has its letters too, and not others that differ in case.
 * @param template as Express has it, `/fhir/Organization/:id`
 * @see https://hl7.org/fhir/R4/http.html#general
 */
export function isSpelledLike(template: unknown, path: string): boolean {
  if (typeof template !== 'string') return true;
  const known = compiled.get(template);
  if (known) return known.test(path);
  const made = spellingOf(template);
  compiled.set(template, made);
  return made.test(path);
}

function spellingOf(template: string): RegExp {
  const parts = template.split('/').map((part) => {
    // What matches anything has no spelling.
    if (/[*{]/.test(part)) return '.*';
    const [letters = '', name] = part.split(':');
    return letters.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') + (name === undefined ? '' : '[^/]+');
  });
  return new RegExp(`^${parts.join('/')}/?$`);
}
