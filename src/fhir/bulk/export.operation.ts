import { Inject, Injectable } from '@nestjs/common';
import { FhirError } from '../errors/fhir-error';
import { say } from '../messages';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import type { RequestContext } from '../plugin/request-context';
import { CLOCK, type Clock } from '../ports/clock';
import type { Job } from '../ports/jobs';
import { underWayReply } from '../rest/async/under-way';
import type { FhirReply } from '../rest/fhir-reply';
import type { FileReply } from '../rest/file-reply';
import { FhirOperation, type OperationCall } from '../service/operations/fhir-operation';
import { Jobs } from '../service/jobs/jobs';
import { DEFAULT_FORMAT, type ExportFormat, exportFormat } from './export-format';
import { ExportInput, FileInput, JobInput, SystemExportInput } from './export-input';
import { FILE_SCHEMAS, MANIFEST_SCHEMA } from './export-schemas';
import type { ExportAsked } from './export-job';
import { resultOf } from './export-position';
import {
  acceptedEncodings,
  acceptedReply,
  cancelledReply,
  failedJob,
  fileReply,
  manifestReply,
} from './export-replies';
import { exportRequest } from './export-request';
import { ExportReader } from './read-export';

const EXPORT = '$export';

/** Settings shared by both ways to start an export. */
const STARTING = {
  methods: ['GET', 'POST'],
  safe: false,
  ownFormat: true,
  needs: 'jobs',
  output: 'OperationOutcome',
  answers: {
    202: { description: 'The export has started; `Content-Location` is the address of its state.', outcome: true },
    429: { description: 'Too many exports are waiting or running already.', outcome: true },
  },
  documentation: {
    en: 'Writes resources to files after responding; `Prefer: respond-async` is not needed. `Content-Location` is the address of its state.',
    fr: 'Écrit les ressources dans des fichiers, après sa réponse ; `Prefer: respond-async` n’est pas nécessaire. L’état se lit à l’adresse de `Content-Location`.',
  },
} as const;

/** What is stored with the request besides its input. */
interface Asked extends ExportAsked {
  readonly request: string;
  readonly requiresAccessToken: boolean;
}

/** `$export` with its status and file operations. @see https://hl7.org/fhir/uv/bulkdata/export.html */
@Injectable()
export class ExportOperation {
  constructor(
    private readonly reader: ExportReader,
    private readonly jobs: Jobs,
    @Inject(FHIR_OPTIONS) private readonly options: Pick<FhirOptions, 'baseUrl'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @FhirOperation('system', EXPORT, {
    title: 'Export all resources, or those of some types',
    level: ['system'],
    input: SystemExportInput,
    base: 'http://hl7.org/fhir/uv/bulkdata/OperationDefinition/export',
    ...STARTING,
  })
  ofAll({ context, input }: OperationCall<SystemExportInput>): Promise<FhirReply> {
    return this.start(context, input);
  }

  @FhirOperation('system', EXPORT, {
    title: 'Export the resources of a type',
    level: ['type'],
    input: ExportInput,
    ...STARTING,
  })
  ofType({ context, input }: OperationCall<ExportInput>): Promise<FhirReply> {
    return this.start(context, input);
  }

  @FhirOperation('system', '$export-poll-status', {
    title: 'State of an export; DELETE cancels it',
    level: ['system'],
    methods: ['GET', 'DELETE'],
    ownFormat: true,
    needs: 'jobs',
    input: JobInput,
    answers: {
      200: {
        methods: ['GET'],
        description: 'Done: the list of its files.',
        content: { 'application/json': MANIFEST_SCHEMA },
      },
      202: {
        description: 'Running: `X-Progress` tells the progress, `Retry-After` when to ask again. Or it is cancelled.',
        outcome: true,
      },
    },
    documentation: {
      en: 'The state of an export: 202 while it is running, then 200 with the list of its files. DELETE cancels it and deletes its files.',
      fr: 'L’état d’un export : 202 tant qu’il est en cours, puis 200 avec la liste des fichiers. DELETE l’annule et supprime ses fichiers.',
    },
  })
  async status({ context, input, method }: OperationCall<JobInput>): Promise<FhirReply | FileReply> {
    if (method === 'DELETE') {
      await this.jobs.cancel(EXPORT, context, input.jobId);
      return cancelledReply();
    }
    const job = await this.jobs.find(EXPORT, context, input.jobId);
    if (job.state === 'failed') throw failedJob(job);
    if (job.state !== 'done') return underWayReply(job, this.clock().getTime());
    const { request, requiresAccessToken } = askedOf(job);
    const urlOf = (file: number): string => `${this.options.baseUrl}/$export-file?_jobId=${job.id}&_file=${file}`;
    return manifestReply(job, { request, requiresAccessToken, format: formatOf(job), urlOf });
  }

  @FhirOperation('system', '$export-file', {
    title: 'A file of an export',
    level: ['system'],
    methods: ['GET'],
    ownFormat: true,
    needs: 'jobs',
    input: FileInput,
    answers: {
      200: { description: 'The file, compressed if `Accept-Encoding` contains gzip.', content: FILE_SCHEMAS },
      206: { description: 'The bytes that `Range` asks for; `Content-Range` says which.', content: FILE_SCHEMAS },
      416: { description: 'The file does not have the bytes that `Range` asks for.', outcome: true },
    },
    documentation: {
      en: 'One of the files that the manifest of an export lists.',
      fr: 'Un des fichiers listés par le manifeste d’un export.',
    },
  })
  async file({ context, input }: OperationCall<FileInput>): Promise<FileReply> {
    const job = await this.jobs.find(EXPORT, context, input.jobId);
    const files = job.state === 'done' ? resultOf(job.result!).files : [];
    const file = files[input.file];
    if (!file) {
      const text = say`The export ${job.id} has no file ${input.file}`;
      const hint = say`Once the export is complete, its files are listed at ${this.options.baseUrl}/$export-poll-status?_jobId=${job.id}.`;
      throw new FhirError('not-found', text, [{ text, hint, expression: 'http._file' }]);
    }
    const accepted = acceptedEncodings(context.headers);
    const facts = { job: job.id, number: input.file, format: formatOf(job), accepted, expiresAt: job.expiresAt! };
    return fileReply(file, facts, (first) => this.pieces(job.id, input.file, first, file.pieces));
  }

  private async start(context: RequestContext, input: ExportInput): Promise<FhirReply> {
    // Refuse invalid input now instead of failing the job later.
    this.reader.plan(input, context.type);
    const asked: Asked = {
      input,
      request: exportRequest(this.options.baseUrl, context.type, input),
      requiresAccessToken: context.headers['authorization'] !== undefined,
    };
    const id = await this.jobs.start(EXPORT, context, asked);
    return acceptedReply(`${this.options.baseUrl}/$export-poll-status?_jobId=${id}`);
  }

  private async *pieces(job: string, file: number, first: number, count: number): AsyncGenerator<Uint8Array> {
    for (let sequence = first; sequence < count; sequence += 1) {
      const piece = await this.jobs.chunk(job, file, sequence);
      if (!piece) throw new Error(`The piece ${sequence} of file ${file} of the job ${job} is gone`);
      yield piece;
    }
  }
}

function askedOf({ asked }: Job): Asked {
  return (JSON.parse(asked) as { input: Asked }).input;
}

function formatOf(job: Job): ExportFormat {
  return exportFormat(askedOf(job).input.outputFormat ?? '') ?? DEFAULT_FORMAT;
}
