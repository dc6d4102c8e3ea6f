/** Compiled templates; as many as the application has routes. */
const compiled = new Map<string, RegExp>();

/**
 * Whether a path matches a route template case-sensitively; routers may ignore case.
 * @param template path in Express's syntax, `/fhir/Organization/:id`
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
    // Wildcards match anything.
    if (/[*{]/.test(part)) return '.*';
    const [letters = '', name] = part.split(':');
    return letters.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') + (name === undefined ? '' : '[^/]+');
  });
  return new RegExp(`^${parts.join('/')}/?$`);
}
