import { XhtmlError } from '../validation/xhtml-error';
import { readXhtml } from '../validation/xhtml-reader';

/**
 * Why a `div` cannot be embedded in an XML document; undefined when it can. It must be one well-formed XHTML element
 * that declares its own namespace, so that nothing in it can close the enclosing element. Its content is checked by the
 * validator.
 */
export function narrativeFault(div: string): string | undefined {
  try {
    readXhtml(div, {});
    return undefined;
  } catch (error) {
    if (error instanceof XhtmlError) return error.message;
    throw error;
  }
}
