import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { HookRegistry } from '../plugin/hooks';
import { from, map, type Observable } from 'rxjs';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import { AsyncAnswers } from './async/async-answers';
import { FhirReply } from './fhir-reply';
import { FileReply } from './file-reply';
import { answerForm } from './formats/answer-form';
import { Mount } from './mount';
import { ReplyWriter } from './reply-writer';
import { contextOf } from './request-context';
import { isResult } from './results';
import { versionOf } from './when-answered';

/**
 * Wraps every FHIR handler: the format of the answer is negotiated before it runs, and its result becomes status,
 * headers (ETag, Last-Modified, Location; 304 if the client has the version) and text. It is a single interceptor
 * because each costs a hundred times as much as making an ETag.
 */
@Injectable()
export class ReplyInterceptor implements NestInterceptor {
  constructor(
    private readonly writer: ReplyWriter,
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
    private readonly mount: Mount,
    private readonly hooks: HookRegistry,
    private readonly later: AsyncAnswers,
  ) {}

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = execution.getArgByIndex<Request>(0);
    const response = execution.getArgByIndex<Response>(1);
    const context = contextOf(request);
    const { interaction } = context;
    const isTold = interaction !== 'none' && request.method !== 'OPTIONS';
    const isOfItsOwn = interaction === 'operation' && this.mount.hasOwnFormat(request);
    // Negotiate before anything is done, if the answer will need a format.
    if (isTold && !isOfItsOwn) answerForm(request, interaction === 'search-type' || interaction === 'search-system');
    if (request.headers.prefer !== undefined && !isOfItsOwn) {
      const handler = execution.getHandler();
      if (this.later.isAsked(request, context, handler)) {
        return from(this.later.begin(request, context, handler)).pipe(
          map((reply) => this.answer(reply, request, response)),
        );
      }
    }
    return next.handle().pipe(map((result: unknown) => this.answer(result, request, response)));
  }

  /** Other results, of handlers a plugin added without declaring them, are sent by Nest. */
  private answer(result: unknown, request: Request, response: Response): unknown {
    if (result instanceof FhirReply || result instanceof FileReply) return this.send(result, request, response);
    if (!isResult(result)) return result;
    const reply = result.reply(request, this.options.baseUrl);
    if (reply instanceof FhirReply) return this.send(reply, request, response);
    return reply.then((made) => this.send(made, request, response));
  }

  private send(reply: FhirReply | FileReply, request: Request, response: Response): void | Promise<void> {
    if (!this.hooks.has('request.answering')) return this.write(reply, response);
    const { status, headers } = reply;
    const event = { context: contextOf(request), status, versionId: versionOf(headers['ETag']) };
    return this.hooks.run('request.answering', event).then(() => this.write(reply, response));
  }

  private write(reply: FhirReply | FileReply, response: Response): void | Promise<void> {
    return reply instanceof FhirReply ? this.writer.write(reply, response) : this.writer.writeFile(reply, response);
  }
}
