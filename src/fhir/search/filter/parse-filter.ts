import { say } from '../../messages';
import type { FilterManner } from '../dialect';
import { filterFault } from './fault';
import type { FilterNode, FilterTest, Operator, Segment } from './nodes';
import { FilterScan } from './scan';

/** Maximum nesting depth of brackets. */
export const MOST_NESTED = 24;
/** Maximum number of comparisons per filter. */
const MOST_TESTS = 100;

/** Whether a syntax outside R4 is accepted; called only where it occurs. */
export type Understood = (manner: FilterManner) => boolean;

/**
 * Parses a filter. As R4 requires, `and` and `or` have equal precedence and are evaluated from left to right.
 * @throws FhirError `invalid-request`, with the position
 * @see https://hl7.org/fhir/R4/search_filter.html
 */
export function parseFilter(text: string, understood: Understood = () => false): FilterNode {
  const parser = new FilterParser(new FilterScan(text), understood);
  const node = parser.filter(0);
  parser.end();
  return node;
}

class FilterParser {
  private tests = 0;
  /** The previous comparison, whose left side an abbreviated one repeats. */
  private last: FilterTest | undefined;

  constructor(
    private readonly scan: FilterScan,
    private readonly understood: Understood,
  ) {}

  filter(depth: number): FilterNode {
    let node = this.one(depth, false);
    for (let word = this.logical(); word !== undefined; word = this.logical()) {
      const next = this.one(depth, true);
      node = node.kind === word ? { kind: word, parts: [...node.parts, next] } : { kind: word, parts: [node, next] };
    }
    return node;
  }

  end(): void {
    const { scan } = this;
    if (scan.isOver) return;
    const hint = say`Put and, or or between comparisons, and close every parenthesis once.`;
    throw filterFault(scan.at, say`${scan.next} is not allowed here`, hint);
  }

  private one(depth: number, isAfter: boolean): FilterNode {
    const { scan } = this;
    if (scan.isOver)
      throw filterFault(scan.at, say`a comparison is missing`, say`Write a comparison such as name co "chu".`);
    if (depth > MOST_NESTED) {
      throw filterFault(
        scan.at,
        say`brackets are nested more than ${MOST_NESTED} levels deep`,
        say`Use fewer brackets.`,
        'too-costly',
      );
    }
    const word = scan.peekWord();
    if (
      word !== undefined &&
      this.is(word, 'not') &&
      /^\s*\(/.test(scan.text.slice(scan.at + word.length, scan.at + word.length + 20))
    ) {
      scan.takeWord(word);
      return { kind: 'not', part: this.bracket(depth) };
    }
    return scan.text[scan.at] === '(' ? this.bracket(depth) : this.test(depth, isAfter);
  }

  private bracket(depth: number): FilterNode {
    const { scan } = this;
    const opened = scan.at;
    scan.take('(');
    const node = this.filter(depth + 1);
    if (!scan.take(')')) {
      const hint = say`The parenthesis opened at character ${opened + 1} is not closed.`;
      throw filterFault(scan.at, say`a closing parenthesis is missing`, hint);
    }
    return node;
  }

  private test(depth: number, isAfter: boolean): FilterTest {
    const { scan } = this;
    this.tests += 1;
    if (this.tests > MOST_TESTS) {
      const hint = say`Search for less at once, or make several requests.`;
      throw filterFault(scan.at, say`the filter has more than ${MOST_TESTS} comparisons`, hint, 'too-costly');
    }
    const at = scan.at;
    const name = scan.takePath();
    if (name === undefined) return this.short(at, isAfter);
    const path = this.path(name, depth);
    return this.made({ path, operator: scan.takeOperator(), value: scan.takeValue(), at });
  }

  /** A comparison in the syntax of a dialect. */
  private short(at: number, isAfter: boolean): FilterTest {
    const { scan, last } = this;
    const assigned = scan.takeAssigned();
    if (assigned !== undefined) {
      if (this.understood('equals')) {
        return this.made({ path: [{ name: assigned }], operator: 'eq', value: scan.takeValue(), at });
      }
      throw filterFault(at, say`${assigned}= is not a comparison`, say`Write ${assigned} eq and the value.`);
    }
    const isValue = isAfter && last !== undefined;
    if (isValue && this.understood('repeated')) {
      return this.made({ path: last.path, operator: last.operator, value: scan.takeValue(), at });
    }
    const hint = isValue
      ? say`Repeat what is compared: ${last.path.map(({ name }) => name).join('.')} ${last.operator} and the value.`
      : say`Write a comparison such as name co "chu".`;
    throw filterFault(at, say`${scan.next} is not a comparison`, hint);
  }

  private made(test: Omit<FilterTest, 'kind'> & { readonly operator: Operator }): FilterTest {
    const made: FilterTest = { kind: 'test', ...test };
    this.last = made;
    return made;
  }

  /** `location[status eq active].name` */
  private path(first: string, depth: number): readonly Segment[] {
    const { scan } = this;
    const segments: Segment[] = [];
    for (let name = first; ;) {
      if (!scan.take('[')) return [...segments, { name }];
      const opened = scan.at;
      const filter = this.filter(depth + 1);
      const isClosed = scan.take(']') && scan.take('.');
      const rest = isClosed ? scan.takePath() : undefined;
      if (rest === undefined) {
        const hint = say`The filter in square brackets opened at character ${opened} must be followed by a dot and a name: location[status eq active].name.`;
        throw filterFault(scan.at, say`the path is not complete`, hint);
      }
      segments.push({ name, filter });
      name = rest;
    }
  }

  private logical(): 'and' | 'or' | undefined {
    const word = this.scan.peekWord();
    if (word === undefined) return undefined;
    const found = (['and', 'or'] as const).find((each) => this.is(word, each));
    if (found) this.scan.takeWord(word);
    return found;
  }

  private is(word: string, keyword: 'and' | 'or' | 'not'): boolean {
    return word === keyword || (word === keyword.toUpperCase() && this.understood('capitals'));
  }
}
