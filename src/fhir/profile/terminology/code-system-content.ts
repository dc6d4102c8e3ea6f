import type { CodeSystem, CodeSystemConcept } from 'fhir/r4';

/** The codes of a code system and their hierarchy. */
export class CodeSystemContent {
  readonly codes = new Set<string>();
  private readonly children = new Map<string, string[]>();
  private readonly parents = new Map<string, string[]>();

  constructor({ concept, property }: CodeSystem) {
    const parentCodes = (property ?? [])
      .filter(({ uri, code }) => uri === PARENT || code === 'parent')
      .map((it) => it.code);
    const walk = (concepts: readonly CodeSystemConcept[], parent: string | undefined): void => {
      for (const item of concepts) {
        this.codes.add(item.code);
        if (parent !== undefined) this.link(parent, item.code);
        for (const { code, valueCode } of item.property ?? []) {
          if (valueCode !== undefined && parentCodes.includes(code)) this.link(valueCode, item.code);
        }
        walk(item.concept ?? [], item.code);
      }
    };
    walk(concept ?? [], undefined);
  }

  /** All codes below a code. The code itself is only included when it is part of a cycle. */
  descendantsOf(code: string): Set<string> {
    return reached(this.children, code);
  }

  /** All codes above a code; see `descendantsOf`. */
  ancestorsOf(code: string): Set<string> {
    return reached(this.parents, code);
  }

  /** Whether any code is below another. */
  get isHierarchy(): boolean {
    return this.children.size > 0;
  }

  private link(parent: string, child: string): void {
    add(this.children, parent, child);
    add(this.parents, child, parent);
  }
}

type Links = Map<string, string[]>;

function reached(links: Links, code: string): Set<string> {
  const found = new Set<string>();
  const waiting = [...(links.get(code) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    waiting.push(...(links.get(next) ?? []));
  }
  return found;
}

function add(links: Links, from: string, to: string): void {
  const known = links.get(from);
  if (known) known.push(to);
  else links.set(from, [to]);
}

const PARENT = 'http://hl7.org/fhir/concept-properties#parent';
