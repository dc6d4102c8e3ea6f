import { Inject, Injectable } from '@nestjs/common';
import { AccessControl, denied } from '../access';
import { FhirError, type IssueDetail } from '../errors/fhir-error';
import type { JsonObject } from '../json';
import { say } from '../messages';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import type { RequestContext } from '../plugin/request-context';
import type { ResourceKey } from '../ports/versions';
import { divisible, stepsOf, type Divisible, type Steps } from '../steps';
import { inTurns, type Pace } from './pace';
import { ResourceValidator, sameness, type CheckedWrite } from './resource-validator';
import type { NeighbourSource } from './resource-rules';
import { RuleChecker } from './rule-checker';
import { SeenNeighbours } from './seen-neighbours';

type Resource = Readonly<JsonObject>;
/** @returns warnings. @throws FhirError when the resource is refused */
type Judge = Divisible<[resource: Resource, checked: CheckedWrite], readonly IssueDetail[]>;

/** Validates the whole resource that is about to be written, and reports only what the client may see. */
@Injectable()
export class WriteJudge {
  /** In order: R4, the profiles, the rules of the type. */
  private readonly judges: readonly Judge[];

  constructor(
    private readonly access: AccessControl,
    validator: ResourceValidator,
    private readonly rules: RuleChecker,
    private readonly neighbours: SeenNeighbours,
    @Inject(FHIR_OPTIONS) private readonly options: Pick<FhirOptions, 'baseUrl'>,
  ) {
    this.judges = [
      divisible((resource, checked) => validator.assertValid(resource, checked)),
      (resource, checked) => validator.assertConforming(resource, checked),
      (resource, checked) => rules.assertAlone(resource, checked),
    ];
  }

  /**
   * @returns warnings
   * @throws FhirError `invalid-structure`, `unprocessable`, `business-rule`; `forbidden` when the reason is hidden from
   * the client
   */
  async judge(context: RequestContext, resource: Resource, checked: CheckedWrite, pace: Pace): Promise<readonly IssueDetail[]> {
    const seen = this.seen(context, resource, checked);
    const warnings: (readonly IssueDetail[])[] = [];
    for (const each of this.judges) {
      await pace.between();
      const steps =
        seen === 'all' ? stepsOf(each, resource, checked)
        : judgedThrough(each, { resource, checked }, seen); // prettier-ignore
      const done = inTurns(steps, pace);
      const found = done instanceof Promise ? await done : done;
      if (found.length > 0) warnings.push(found);
    }
    await pace.between();
    return warnings.length > 1 ? warnings.flat() : (warnings[0] ?? []);
  } // prettier-ignore

  /**
   * Applies the rules that depend on other resources, in the transaction of the write. All resources count, but issues
   * are limited to what the client may see.
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
    const told = this.access.reads(context, resource['resourceType'] as string)
      ? await verdictOf(() => rules.assertAmong(seen, written, view, this.seenBefore(context, checked)))
      : NOTHING_TOLD;
    const { warnings, isRefused } = reconciled(all, told);
    if (isRefused) throw hiddenReason();
    return warnings;
  }

  /**
   * What the client knows of the result: a view of it; its own body, if it may not read what that replaces; nothing, if
   * it has patched what it may not read.
   */
  private seen(context: RequestContext, resource: Resource, checked: CheckedWrite): Judged | 'all' | 'nothing' {
    const view = this.access.view(context, resource);
    if (!this.access.isOpen && !this.access.reads(context, resource['resourceType'] as string)) {
      if (checked.interaction === 'patch') return 'nothing';
      const { previous: _, ...known } = checked;
      return { resource: view, checked: known };
    }
    return view === resource ? 'all' : { resource: view, checked: this.seenBefore(context, checked) };
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
 * Validates both the whole resource and the view. Faults of both are reported as found in the view. Faults of the view
 * alone are ignored. Faults of the whole alone are ignored if they existed before; otherwise the write is refused
 * without a reason.
 */
function* judgedThrough(judge: Judge, whole: Judged, seen: Judged | 'nothing'): Steps<readonly IssueDetail[]> {
  const all = yield* verdict(judge, whole);
  const told = seen === 'nothing' ? NOTHING_TOLD : yield* verdict(judge, seen);
  const { warnings, isRefused } = reconciled(all, told);
  if (!isRefused) return warnings;
  const asPatch: Judged = { ...whole, checked: { ...whole.checked, interaction: 'patch' } };
  const { refusal } = yield* verdict(judge, asPatch);
  if (refusal) throw hiddenReason();
  return warnings;
}

interface Verdict {
  readonly warnings: readonly IssueDetail[];
  readonly refusal: FhirError | undefined;
}

const NOTHING_TOLD: Verdict = { warnings: [], refusal: undefined };

interface Reconciled {
  readonly warnings: readonly IssueDetail[];
  /** Whether the whole is refused for a reason that is hidden from the client. */
  readonly isRefused: boolean;
}

/** @throws FhirError for faults of the whole that are found in the view too */
function reconciled(all: Verdict, told: Verdict): Reconciled {
  const known = new Set([...(all.refusal?.issues ?? []), ...all.warnings].map(sameness));
  const common = (issues: readonly IssueDetail[]): readonly IssueDetail[] => issues.filter((each) => known.has(sameness(each)));
  const warnings = common(told.warnings);
  if (!all.refusal) return { warnings, isRefused: false };
  const faults = common(told.refusal?.issues ?? []);
  if (told.refusal && faults.length > 0) throw new FhirError(told.refusal.kind, told.refusal.text, faults);
  return { warnings, isRefused: true };
} // prettier-ignore

function hiddenReason(): FhirError {
  return denied({ text: say`Together with elements that this client is not allowed to see, this would break a rule` });
}

function* verdict(judge: Judge, { resource, checked }: Judged): Steps<Verdict> {
  try {
    return { warnings: yield* stepsOf(judge, resource, checked), refusal: undefined };
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
