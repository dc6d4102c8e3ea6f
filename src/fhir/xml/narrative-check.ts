import { SaxesParser } from 'saxes';
import { XHTML_NAMESPACE } from '../validation/xhtml-whitelist';

/**
 * Why a `div` cannot stand in an XML document as it is; undefined when it can. It is one well-formed element of XHTML,
 * which says so itself: then nothing in it can end the element around it. What it may hold is for validation to say.
 */
export function narrativeFault(div: string): string | undefined {
  if (!div.startsWith('<div')) return 'it does not start with <div';
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  let fault: string | undefined;
  let depth = 0;
  const note = (said: string): void => {
    fault ??= said;
  };
  parser.on('error', ({ message }) => note(message));
  parser.on('doctype', () => note('it has a DOCTYPE'));
  parser.on('opentag', ({ name, attributes }) => {
    if (depth === 0 && (name !== 'div' || attributes.xmlns !== XHTML_NAMESPACE)) note('its div has no XHTML namespace');
    depth += 1;
  });
  parser.on('closetag', () => {
    depth -= 1;
  });
  parser.write(div).close();
  return fault;
}
