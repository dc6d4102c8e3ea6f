const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/**
 * Elements allowed in a narrative (txt-1).
 * @see https://hl7.org/fhir/R4/narrative.html
 */
export const ELEMENTS = words(
  'a abbr acronym b big blockquote br caption cite code col colgroup dd dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i img li ol p ' +
    'pre q samp small span strong sub sup table tbody td tfoot th thead tr tt ul var',
);

/** Attributes allowed in a narrative (R4 narrative.html, txt-1), and the two that XML allows on all elements. */
export const ATTRIBUTES = words(
  'abbr accesskey align alt axis bgcolor border cellhalign cellpadding cellspacing cellvalign char charoff charset cite class ' +
    'colspan compact coords dir frame headers height href hreflang hspace id lang longdesc name nowrap rel rev rowspan rules ' +
    'scope shape span src start style summary tabindex title type valign value vspace width xmlns xml:lang xml:space',
);

/** Attributes that hold a URL. */
export const ADDRESS_ATTRIBUTES = words('href src cite longdesc');

/** URL schemes allowed in a narrative; URLs without a scheme are relative. */
export const SCHEMES = words('http https mailto tel ftp urn cid');

/** The entities that XML predefines. Those of HTML would need a DTD, which FHIR forbids. */
export const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

export const XHTML_NAMESPACE = 'http://www.w3.org/1999/xhtml';
