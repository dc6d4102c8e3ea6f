import { Inject, Injectable } from '@nestjs/common';
import { AccessControl } from '../access';
import { operationOutcome } from '../errors/operation-outcome';
import { parseStored, stringifyJson, type JsonObject } from '../json';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import { DEFAULT_JOBS } from '../options/job-options';
import { HookRegistry } from '../plugin/hooks';
import type { RequestContext } from '../plugin/request-context';
import { CLOCK, type Clock } from '../ports/clock';
import { committedBefore, type DeletionRequest, type StoreReader } from '../ports/snapshot';
import type { StoredVersion } from '../ports/versions';
import { subset } from '../rest/formats/subset';
import { FhirJob, JobFailedError, type JobRun } from '../service/jobs/fhir-job';
import { Narrowing } from '../service/narrowing';
import { ResourceIndex } from '../service/resource-index';
import { ResourceService } from '../service/resource.service';
import { ServiceRegistry } from '../service/service-registry';
import { StoreRegistry } from '../service/store-registry';
import { VisibleVersions } from '../service/visible-versions';
import type { SystemExportInput } from './export-input';
import { ExportFiles } from './export-files';
import { partPages, type PartPage } from './export-parts';
import type { ExportPlan } from './export-plan';
import { type ExportPosition, type ExportResult, positionOf } from './export-position';
import { ExportReaders } from './export-readers';
import { readAhead } from './read-ahead';
import { ExportReader } from './read-export';

/** Number of pages between two checks of the storage used. */
const LOOK_EVERY = 20;

/** The stored request of an export. */
export interface ExportAsked {
  readonly input: SystemExportInput;
}

/** Runs exports page by page; each page is stored before the next one is read. */
@Injectable()
export class ExportJob {
  private readonly limits: Required<NonNullable<FhirOptions['jobs']>>;

  constructor(
    private readonly reader: ExportReader,
    private readonly stores: StoreRegistry,
    private readonly services: ServiceRegistry,
    private readonly index: ResourceIndex,
    private readonly hooks: HookRegistry,
    private readonly access: AccessControl,
    private readonly narrowing: Narrowing,
    private readonly visible: VisibleVersions,
    @Inject(FHIR_OPTIONS) private readonly options: Pick<FhirOptions, 'baseUrl' | 'jobs'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.limits = { ...DEFAULT_JOBS, ...options.jobs };
  }

  @FhirJob('$export')
  async run(run: JobRun): Promise<ExportResult> {
    const { input } = run.asked as unknown as ExportAsked;
    const plan = this.reader.plan(input, run.context.type);
    const from = run.position ? positionOf(run.position) : this.beginning();
    const types = plan.parts.map(({ type }) => type);
    // A resumed export cannot reuse the snapshot of the earlier attempt.
    const readers = await ExportReaders.open(this.stores, types, run.position === undefined);
    try {
      return await this.exported(run, plan, from, readers);
    } finally {
      await readers.close();
    }
  }

  private beginning(): ExportPosition {
    const transactionTime = committedBefore(this.clock()).toISOString();
    return { transactionTime, part: 0, round: 0, files: [] };
  }

  private async exported(
    run: JobRun,
    plan: ExportPlan,
    from: ExportPosition,
    readers: ExportReaders,
  ): Promise<ExportResult> {
    const { transactionTime } = from;
    const files = new ExportFiles(plan.format, from.files);
    const { index, options } = this;
    const reading = {
      index,
      baseUrl: options.baseUrl,
      readerOf: (type: string) => this.seenBy(run.context, readers.of(type)),
      viewOf: (resource: Readonly<JsonObject>) => this.access.view(run.context, resource),
      items: run.items,
    };
    let { round, after } = from;
    let pages = 0;
    for (let part = from.part; part < plan.parts.length; part += 1) {
      const { type } = plan.parts[part]!;
      const show = this.shownBy(run.context, plan, type);
      const begin = { round, ...(after !== undefined && { after }) };
      const all = partPages(plan.parts[part]!, begin, { ...reading, show });
      // Pages of associated resources depend on items stored with earlier pages, so they are not read ahead.
      for await (const page of plan.parts[part]!.kind === 'type' ? readAhead(all) : all) {
        if (pages++ % LOOK_EVERY === 0 && (await run.stored()) >= this.limits.bytes) throw new JobFailedError('bytes');
        const chunks = await this.keep(files, page);
        const at = page.next ? { part, ...page.next } : { part: part + 1, round: 0 };
        const position = { transactionTime, ...at, files: files.all };
        await run.advance({ position, progress: `${type}: ${files.lines} resources`, chunks, items: page.items });
        if (files.lines > this.limits.lines) throw new JobFailedError('lines');
      }
      [round, after] = [0, undefined];
    }
    const chunks = await files.endAll();
    const position = { transactionTime, part: plan.parts.length, round: 0, files: files.all };
    await run.advance({ position, progress: `${files.lines} resources`, chunks });
    return { transactionTime, files: files.all };
  }

  /** A reader limited to what the client may see, including deletions. */
  private seenBy(context: RequestContext, reader: StoreReader): StoreReader {
    if (this.access.isOpen) return reader;
    const { deletions } = reader;
    return {
      ...this.narrowing.reader(context, reader),
      ...(deletions && {
        deletions: async (request: DeletionRequest) => {
          const ids = await deletions.call(reader, request);
          return this.visible.seesAll(context, request.type) ? ids : [];
        },
      }),
    };
  }

  private async keep(files: ExportFiles, { type, kind, entries, faults }: PartPage) {
    const outcomes = faults.map((fault) => ({ line: JSON.stringify(operationOutcome([fault])) }));
    return [
      ...(await files.add(kind, kind === 'deleted' ? 'Bundle' : type, entries)),
      ...(await files.add('error', 'OperationOutcome', outcomes)),
    ];
  }

  /** Undefined when stored texts are exported unchanged. */
  private shownBy(
    context: RequestContext,
    { elements }: ExportPlan,
    type: string,
  ): ((version: StoredVersion) => Promise<string>) | undefined {
    const service = this.services.of(type);
    const names = elements.get(type);
    const isMasked =
      this.hooks.has('resource.beforeShow') ||
      this.access.sight(context, type).hidden !== 0 ||
      service.shown !== ResourceService.prototype.shown;
    if (!isMasked && !names) return undefined;
    return async (version) => {
      const json = isMasked ? await service.shown(context, version) : version.json!;
      return names ? stringifyJson(subset(parseStored(json), { kind: 'elements', names })) : json;
    };
  }
}
