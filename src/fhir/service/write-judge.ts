import { Inject, Injectable } from '@nestjs/common';
import { AccessControl, denied } from '../access';
import { FhirError, type IssueDetail } from '../errors/fhir-error';
import type { JsonObject } from '../json';
import { say } from '../messages';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import type { RequestContext } from '../plugin/request-context';
import type { ResourceKey } from '../ports/versions';
import { Pace } from './pace';
import { ResourceValidator, sameness, type CheckedWrite } from './resource-validator';
import type { NeighbourSource } from './resource-rules';
import { RuleChecker } from './rule-checker';
import { SeenNeighbours } from './seen-neighbours';

type Resource = Readonly<JsonObject>;
/** @returns what is worth a warning. @throws FhirError what is wrong */
type Judge = (resource: Resource, checked: CheckedWrite) => readonly IssueDetail[];

/** Judges what is about to be written: the whole of it, and tells what the client may see. */
@Injectable()
export class WriteJudge {
  /** R4 itself, then the profiles, then the rules of the type. */
  private readonly judges: readonly Judge[];

  constructor(
    private readonly access: AccessControl,
    validator: ResourceValidator,
    private readonly rules: RuleChecker,
    private readonly neighbours: SeenNeighbours,
    @Inject(FHIR_OPTIONS) private readonly options: Pick<FhirOptions, 'baseUrl'>,
  ) {
    this.judges = [
      (resource, checked) => validator.assertValid(resource, checked),
      (resource, checked) => validator.assertConforming(resource, checked),
      (resource, checked) => rules.assertAlone(resource, checked),
    ];
  }

  /**
   * @returns what is worth a warning
   * @throws FhirError `invalid-structure`, `unprocessable`, `business-rule`; `forbidden` where only those who see more could be told why
   */
  async judge(context: RequestContext, resource: Resource, checked: CheckedWrite, pace: Pace): Promise<readonly IssueDetail[]> {
    const view = this.access.view(context, resource);
    const seen = view === resource ? undefined : { resource: view, checked: this.seenBefore(context, checked) };
    const warnings: (readonly IssueDetail[])[] = [];
    for (const each of this.judges) {
      if (pace.isDue()) await pace.rest();
      const found = seen ? judgedThrough(each, { resource, checked }, seen) : each(resource, checked);
      if (found.length > 0) warnings.push(found);
    }
    if (pace.isDue()) await pace.rest();
    return warnings.length > 1 ? warnings.flat() : (warnings[0] ?? []);
  } // prettier-ignore

  /**
   * The rules that look at other resources, in the transaction of the write: all others count, and what is told is about those that
   * the client may see.
   */
  async judgeAmong(
    context: RequestContext,
    unit: NeighbourSource,
    written: ResourceKey,
    resource: Resource,
    checked: CheckedWrite,
  ): Promise<readonly IssueDetail[]> {
    const { rules } = this;
    if (this.neighbours.isAll(context)) return rules.assertAmong(unit, written, resource, checked);
    const seen = this.neighbours.source(context, unit, this.options.baseUrl);
    const view = this.access.view(context, resource);
    const all = await verdictOf(() => rules.assertAmong(unit, written, resource, checked));
    const told = await verdictOf(() => rules.assertAmong(seen, written, view, this.seenBefore(context, checked)));
    return reconciled(all, told, () => true);
  }

  private seenBefore(context: RequestContext, checked: CheckedWrite): CheckedWrite {
    const { previous } = checked;
    return previous ? { ...checked, previous: this.access.view(context, previous) } : checked;
  }
}

interface Judged {
  readonly resource: Resource;
  readonly checked: CheckedWrite;
}

/**
 * What is wrong with the whole and with the view is told in the words of the view. What is wrong with the view alone is not wrong; what
 * is wrong with the whole alone is nobody's fault if it was there before, and otherwise cannot be told.
 */
function judgedThrough(judge: Judge, whole: Judged, seen: Judged): readonly IssueDetail[] {
  const isNew = () =>
    verdict(judge, { ...whole, checked: { ...whole.checked, interaction: 'patch' } }).refusal !== undefined;
  return reconciled(verdict(judge, whole), verdict(judge, seen), isNew);
}

interface Verdict {
  readonly warnings: readonly IssueDetail[];
  readonly refusal: FhirError | undefined;
}

/** @param isNew whether what is wrong with the whole was not there before */
function reconciled(all: Verdict, told: Verdict, isNew: () => boolean): readonly IssueDetail[] {
  const known = new Set([...(all.refusal?.issues ?? []), ...all.warnings].map(sameness));
  const common = (issues: readonly IssueDetail[]): readonly IssueDetail[] => issues.filter((each) => known.has(sameness(each)));
  const warnings = common(told.warnings);
  if (!all.refusal) return warnings;
  const faults = common(told.refusal?.issues ?? []);
  if (told.refusal && faults.length > 0) throw new FhirError(told.refusal.kind, told.refusal.text, faults);
  if (!isNew()) return warnings;
  throw denied({ text: say`Together with what this client may not see, this would break a rule` });
} // prettier-ignore

function verdict(judge: Judge, { resource, checked }: Judged): Verdict {
  try {
    return { warnings: judge(resource, checked), refusal: undefined };
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    return { warnings: [], refusal: error };
  }
}

async function verdictOf(judge: () => Promise<readonly IssueDetail[]>): Promise<Verdict> {
  try {
    return { warnings: await judge(), refusal: undefined };
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    return { warnings: [], refusal: error };
  }
}
