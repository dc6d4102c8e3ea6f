import { FhirError, type IssueDetail } from '../../errors/fhir-error';
import type { JsonObject } from '../../json/json-value';
import { say } from '../../messages';
import { atOnce, type Steps } from '../../steps';
import { parseXml, writeXml } from '../../xml';
import { jsonEqual } from '../json-equal';
import { inapplicable, quote, refusal, retelling } from '../patch-fault';
import type { PatchResult } from '../patch-options';
import { editTree } from './edit-tree';
import { SelectorEvaluator, type Match } from './evaluate-selector';
import { explainSelector } from './explain-selector';
import { narrativesOf, restoreNarratives } from './narratives';
import { readXmlPatch } from './read-xml-patch';
import { keepOwned, ownedElements, ownedIn } from './server-owned';
import { refuseLarge, resourceTooLarge } from './too-costly';
import { writeTree } from './write-tree';
import { placeOf, type XmlPatchOperation } from './xml-patch-operation';
import { DEFAULT_XML_PATCH_LIMITS, type XmlPatchLimits, type XmlPatchOptions } from './xml-patch-options';
import { elementsOf, readTree, type XmlElement } from './xml-tree';

/**
 * Applies an XML Patch to the XML form of a resource: all of its operations in order, or none.
 *
 * Names without a namespace in selectors and content are FHIR's; names in a narrative need a declared namespace. In
 * addition to RFC 5261, `id`, the resource type, `meta.versionId` and `meta.lastUpdated` cannot be changed, and the
 * result must be FHIR XML, including the order of elements.
 *
 * Operations that cannot be parsed (`invalid-request`) are all reported at once; of those that cannot be applied
 * (`unprocessable`), only the first. Each issue has the position of its operation in the patch.
 *
 * @param resource any R4 resource; never modified, and returned itself when the patch changes nothing
 * @param patchText the request body
 * @see https://www.rfc-editor.org/rfc/rfc5261
 * @see https://hl7.org/fhir/R4/http.html#patch
 */
export function applyXmlPatch(
  resource: Readonly<JsonObject>,
  patchText: string,
  options: XmlPatchOptions = {},
): PatchResult {
  return atOnce(xmlPatchSteps(resource, patchText, options));
}

/** The same, in steps: reading the patch, reading the resource, each operation, reading the result. */
export function* xmlPatchSteps(
  resource: Readonly<JsonObject>,
  patchText: string,
  options: XmlPatchOptions = {},
): Steps<PatchResult> {
  const limits = { ...DEFAULT_XML_PATCH_LIMITS, ...options.limits };
  try {
    const operations = readXmlPatch(patchText, limits);
    if (operations.length === 0) return { ok: true, resource, applied: [], notes: [] };
    yield;
    const run = new XmlPatchRun(treeOf(resource, limits), limits);
    yield;
    const changed = yield* run.run(operations);
    restoreNarratives(changed, narrativesOf(resource));
    return { ok: true, resource: jsonEqual(changed, resource) ? resource : changed, applied: [], notes: [] };
  } catch (fault) {
    if (!(fault instanceof FhirError)) throw fault;
    return { ok: false, kind: fault.kind, issues: fault.issues };
  }
}

/** Maximum nesting of elements in a resource, including its narratives. */
const RESOURCE_DEPTH = 512;

function treeOf(resource: Readonly<JsonObject>, limits: XmlPatchLimits): XmlElement {
  refuseLarge(resource, limits);
  try {
    return readTree(writeXml(resource), RESOURCE_DEPTH, limits.elements);
  } catch (fault) {
    if (!(fault instanceof FhirError)) throw fault;
    // The narratives have too many elements.
    if (fault.kind === 'too-large') throw resourceTooLarge(limits);
    throw inapplicable({
      code: 'not-supported',
      text: say`The resource has no XML form: ${fault.text}`,
      hint: say`Send a JSON Patch, or a FHIRPath Patch.`,
      expression: 'diff',
    });
  }
}

class XmlPatchRun {
  private readonly evaluator: SelectorEvaluator;
  /** The operation that created or last changed an element. */
  private readonly makers = new WeakMap<XmlElement, XmlPatchOperation>();
  private readonly owned: JsonObject;
  private readonly ownedElements: readonly XmlElement[];
  private readonly type: string;

  constructor(
    private readonly document: XmlElement,
    limits: XmlPatchLimits,
  ) {
    this.evaluator = new SelectorEvaluator(limits.visits);
    this.owned = ownedIn(this.root);
    this.ownedElements = ownedElements(this.root).map(copied);
    this.type = this.root.name;
  }

  *run(operations: readonly XmlPatchOperation[]): Steps<JsonObject> {
    for (const operation of operations) {
      this.take(operation);
      yield;
    }
    return this.read();
  }

  private get root(): XmlElement {
    return elementsOf(this.document)[0]!;
  }

  private take(operation: XmlPatchOperation): void {
    const match = this.theOne(operation);
    this.during(operation, () => {
      const whole = this.isWhole(match);
      for (const element of editTree(operation, match)) this.makers.set(element, operation);
      this.guard(whole);
    });
  }

  /** @throws FhirError `unprocessable` when the selector matches no node, or several */
  private theOne(operation: XmlPatchOperation): Match {
    const matches = this.during(operation, () => this.evaluator.select(this.document, operation.steps));
    const [match] = matches;
    if (match !== undefined && matches.length === 1) return match;
    throw inapplicable(
      this.during(operation, () => explainSelector(operation, matches.length, this.document, this.evaluator)),
    );
  }

  /** Adds the operation to the text of any FhirError that `run` throws. */
  private during<T>({ number, position, element, sel }: XmlPatchOperation, run: () => T): T {
    return retelling(run, (issue) => ({
      ...issue,
      text: say`Operation ${number} (${element}), \`${quote(sel)}\`: ${issue.text}`,
      expression: placeOf(number),
      position,
    }));
  }

  /** Whether the operation selects the resource or its `meta` as a whole. */
  private isWhole(match: Match): boolean {
    return match === this.root || (match.kind === 'element' && match.parent === this.root && match.name === 'meta');
  }

  private guard(whole: boolean): void {
    if (this.root.name !== this.type) {
      throw inapplicable({
        code: 'business-rule',
        text: say`the type of a resource cannot be changed by a patch.`,
        hint: say`Leave the operation out.`,
      });
    }
    keepOwned(this.owned, this.ownedElements, this.root, whole);
  }

  /** @throws FhirError `unprocessable` when the result is not a FHIR resource */
  private read(): JsonObject {
    try {
      return parseXml(writeTree(this.root)).resource;
    } catch (fault) {
      if (!(fault instanceof FhirError)) throw fault;
      throw refusal(
        'unprocessable',
        fault.issues.map((each) => this.traced(each)),
      );
    }
  }

  /** Positions in the result mean nothing to the client; reports the responsible operation instead. */
  private traced({ position, expression, text, ...issue }: IssueDetail): IssueDetail {
    const maker = position && this.makerAt(position.line, position.column);
    const after = maker ? say`After operation ${maker.number}` : say`After the patch`;
    return {
      ...issue,
      text: expression ? say`${after}, ${expression}: ${text}` : say`${after}: ${text}`,
      ...(maker ? { expression: placeOf(maker.number), position: maker.position } : { expression: 'diff' }),
    };
  }

  private makerAt(line: number, column: number): XmlPatchOperation | undefined {
    let at: XmlElement | undefined;
    const text = writeTree(this.root);
    const lines = text.split('\n');
    const before = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    const offset =
      before +
      Array.from(lines[line - 1] ?? '')
        .slice(0, column - 1)
        .join('').length;
    writeTree(this.root, (element, start) => {
      if (start <= offset) at = element;
    });
    while (at && !this.makers.has(at)) at = at.parent;
    return at && this.makers.get(at);
  }
}

function copied(element: XmlElement): XmlElement {
  return { ...element, attributes: new Map(element.attributes), children: [...element.children] };
}
