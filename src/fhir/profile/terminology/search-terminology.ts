import { codesOf } from '../../model/definitions';
import type { TokenValue } from '../../ports/search';
import type { Terminology } from '../../search/terminology';
import type { TerminologyLookup } from './value-set-content';

/** Answers the terminology queries of searches. */
export class SearchTerminology implements Terminology {
  constructor(private readonly lookup: TerminologyLookup) {}

  codesOf(valueSet: string): readonly TokenValue[] | undefined {
    const content = this.lookup.valueSet(valueSet);
    if (!content) return codesOfR4(valueSet);
    if (!content.known || !content.systems) return undefined;
    const codes = content.codes();
    return [...content.systems].flatMap((system) =>
      codes.filter((code) => content.has(system, code) === true).map((value) => ({ system, value })),
    );
  }

  related(direction: 'above' | 'below', system: string, code: string): readonly string[] | undefined {
    const known = this.lookup.codeSystem(system);
    if (!known?.isHierarchy || !known.codes.has(code)) return undefined;
    return [code, ...(direction === 'below' ? known.descendantsOf(code) : known.ancestorsOf(code))];
  }
}

const R4 = 'http://hl7.org/fhir/ValueSet/';

/** The codes of a value set that elements of type `code` are bound to. These codes have no system. */
function codesOfR4(valueSet: string): readonly TokenValue[] | undefined {
  const codes = valueSet.startsWith(R4) ? codesOf(valueSet.slice(R4.length)) : [];
  return codes.length === 0 ? undefined : codes.map((value) => ({ value }));
}
