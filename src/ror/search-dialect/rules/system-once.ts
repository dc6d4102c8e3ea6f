import { say } from '../../../fhir';
import { placeOf, type SearchRule } from '../search-rule';

/** `specialty=x|005,481`: the system of the first code applies to later codes without one. */
export const systemOnce: SearchRule = {
  name: 'system-once',
  read(criterion, context) {
    const [, system, rest] = /^((?:\\[^]|[^\\,|])+\|)((?:\\[^]|[^\\|])*,(?:\\[^]|[^\\])*)$/.exec(criterion.value) ?? [];
    if (system === undefined || context.typeOf(criterion.name) !== 'token') return undefined;
    const codes = alternatives(rest!);
    const value = codes.map((code, n) => (n > 0 && hasBar(code) ? code : system + code)).join(',');
    if (value === criterion.value) return undefined;
    const text = say`Codes without a system, in ${criterion.name}, were read as codes of ${system.slice(0, -1)}.`;
    context.report({ rule: this.name, text, expression: placeOf(criterion) });
    return { ...criterion, value };
  },
};

function alternatives(text: string): readonly string[] {
  const parts = [''];
  for (const [piece] of text.matchAll(/\\[^]|[^]/g)) {
    if (piece === ',') parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return parts;
}

function hasBar(text: string): boolean {
  return text.replace(/\\[^]/g, '').includes('|');
}
