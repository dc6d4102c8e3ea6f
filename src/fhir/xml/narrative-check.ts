import { readXhtml, XhtmlError } from '../validation/xhtml-reader';

/**
 * Why a `div` cannot stand in an XML document as it is; undefined when it can. It is one well-formed element of XHTML,
 * which says so itself: then nothing in it can end the element around it. What it may hold is for validation to say.
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
