import { CodeWriter, MOST_OF_A_VALUE, type CodeOptions } from './code-writer';
import { escapeHtml, type Html } from './html';

const TAG = /<(\/?)([A-Za-z_][\w:.-]*)((?:\s+[A-Za-z_][\w:.-]*\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/y;
const ATTRIBUTE = /([A-Za-z_][\w:.-]*)\s*=\s*("[^"]*"|'[^']*')/g;
const DIV = /<(\/?)div\b[^>]*?(\/?)>/g;

/**
 * Renders FHIR XML as highlighted lines, one element per line. The `div` of a narrative is shown unchanged, because
 * white space is significant in it. One pass; anything that is not XML is shown unchanged.
 */
export function xmlCode(text: string, options: CodeOptions): Html {
  const writer = new CodeWriter(options);
  let at = 0;
  while (at < text.length && !writer.full) {
    TAG.lastIndex = at;
    const tag = TAG.exec(text);
    if (!tag) {
      const next = text.indexOf('<', at + 1);
      const end = next < 0 ? text.length : next;
      plain(writer, text.slice(at, end));
      at = end;
      continue;
    }
    const [whole, closing, name = '', attributes = '', alone] = tag;
    at = TAG.lastIndex;
    if (closing) {
      writer.close();
      writer.line(`&lt;/${element(name)}&gt;`);
    } else if (alone) {
      writer.line(`&lt;${element(name)}${attributesOf(attributes, name, writer)}/&gt;`);
    } else if (name === 'div') {
      const end = endOfDiv(text, at);
      plain(writer, whole + text.slice(at, end));
      at = end;
    } else {
      writer.open(`&lt;${element(name)}${attributesOf(attributes, name, writer)}&gt;`, name);
    }
  }
  return writer.finish(at >= text.length);
}

/** Text that is not FHIR markup: the declaration, comments and the narrative. */
function plain(writer: CodeWriter, text: string): void {
  for (const line of text.split('\n')) if (line.trim()) writer.line(`<span class="s">${writer.shortened(line)}</span>`);
}

function element(name: string): string {
  return `<span class="k">${escapeHtml(name)}</span>`;
}

function attributesOf(attributes: string, parent: string, writer: CodeWriter): string {
  let markup = '';
  for (const [, name = '', quoted = ''] of attributes.matchAll(ATTRIBUTE)) {
    const raw = quoted.slice(1, -1);
    const target = raw.length > MOST_OF_A_VALUE ? raw : raw.replaceAll('&amp;', '&');
    const member = name === 'value' ? parent : name;
    // Attribute names have the colour of punctuation, because almost all of them are `value`.
    markup += ` ${escapeHtml(name)}=${writer.value('s', raw, member, target)}`;
  }
  return markup;
}

function endOfDiv(text: string, from: number): number {
  let depth = 1;
  DIV.lastIndex = from;
  for (let tag = DIV.exec(text); tag; tag = DIV.exec(text)) {
    if (tag[2]) continue;
    depth += tag[1] ? -1 : 1;
    if (depth === 0) return DIV.lastIndex;
  }
  return text.length;
}
