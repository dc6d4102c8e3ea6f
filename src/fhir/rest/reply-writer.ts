import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AccessControl } from '../access';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import { formatLinks, htmlSecurityHeaders, resourcePage, type Site, siteOf } from '../html';
import { parseStored, stringifyJson, type JsonObject } from '../json';
import type { Language } from '../messages';
import type { ResourceDefinition } from '../plugin/resource-definition';
import { writeXml } from '../xml';
import type { FhirReply, Spoken } from './fhir-reply';
import { rangeOf } from './byte-range';
import { conditionOf } from './file-conditions';
import type { FileBody, FileReply } from './file-reply';
import { changedFileReply, knownFileReply, rangeReply } from './replies';
import { withoutRoom } from './without-room';
import { InFlight } from './edge/in-flight';
import { bytesOf, hasRoom, sendAnswer, sendPieces } from './edge/send-answer';
import { answerForm, errorForm, type AnswerForm } from './formats/answer-form';
import { type Format, JSON_FORMAT } from './formats/formats';
import { viewed } from './formats/viewed';
import { languageFor } from './language';
import { LongText } from './long-text';
import { Mount } from './mount';
import { requestIdOf } from './request-id';
import { parametersOf } from './request-parameters';
import { matchedBy, searchableType } from '../search';
import { searchFormFor } from './search/search-form';
import { LANGUAGES, RESOURCE_DEFINITIONS } from '../options/tokens';

/** Request headers that answers depend on. Plugins may make what is shown depend on who asks. */
const VARY = 'Accept, Accept-Encoding, Authorization, Prefer, Origin';
/** Not for shared caches, and always to be revalidated, because the next write may change it. */
const CACHING = 'private, no-cache';
const INDENT = 2;
/** Not sent with a page, which is no representation of the version: it also differs by language and release. */
const VALIDATORS = ['ETag', 'Last-Modified'] as const;

/** Sends answers in the requested form. Plain JSON is sent as it is stored. */
@Injectable()
export class ReplyWriter {
  private readonly site: Site;
  private varied: string | undefined;

  constructor(
    @Inject(FHIR_OPTIONS) options: FhirOptions,
    @Inject(LANGUAGES) private readonly languages: readonly Language[],
    @Inject(RESOURCE_DEFINITIONS) private readonly definitions: ReadonlyMap<string, ResourceDefinition>,
    private readonly inFlight: InFlight,
    private readonly mount: Mount,
    private readonly access: AccessControl,
  ) {
    this.site = siteOf(options, languages, definitions);
  }

  /** Includes the headers that policies read. */
  private get vary(): string {
    return (this.varied ??= [VARY, ...this.access.headers].join(', '));
  }

  /** Sends an answer that is not a resource. `no-transform`, because its length has been announced. */
  async writeFile({ status, headers, body }: FileReply, response: Response): Promise<void> {
    if (response.headersSent) return;
    const { method, headers: asked } = response.req;
    const isHead = method === 'HEAD';
    const isFile = typeof body !== 'string';
    const condition = isFile ? conditionOf(asked, body.etag) : undefined;
    if (condition) {
      this.write(condition === 'known' ? knownFileReply((body as FileBody).etag) : changedFileReply(), response);
      return;
    }
    const range = isFile && !isHead ? rangeOf(asked, body.etag, body.bytes) : undefined;
    if (range === 'none') {
      this.write(rangeReply((body as FileBody).bytes), response);
      return;
    }
    response.statusCode = range ? 206 : status;
    response.setHeader('Cache-Control', `${CACHING}, no-transform`);
    for (const name in headers) response.setHeader(name, headers[name]!);
    response.setHeader('Vary', this.vary);
    const whole = isFile ? body.bytes : bytesOf(body);
    if (isFile) {
      response.setHeader('Accept-Ranges', 'bytes');
      response.setHeader('ETag', body.etag);
    }
    if (range) response.setHeader('Content-Range', `bytes ${range.from}-${range.to}/${whole}`);
    const bytes = range ? range.to - range.from + 1 : whole;
    response.setHeader('Content-Length', bytes);
    if (isHead) sendAnswer(response, undefined, bytes);
    else if (isFile) await sendPieces(response, body.pieces(range));
    else sendAnswer(response, body, bytes);
  }

  /** Writes directly, because Express's `send` would hash and inspect every body. */
  write(reply: FhirReply, response: Response): void {
    if (response.headersSent) return;
    const request = response.req;
    response.statusCode = reply.status;
    response.setHeader('Cache-Control', CACHING);
    for (const name in reply.headers) response.setHeader(name, reply.headers[name]!);
    response.setHeader('Vary', this.vary);
    if (reply.body === undefined) {
      sendAnswer(response, undefined, 0);
      return;
    }
    const json = this.jsonOf(reply.body, response);
    const form = reply.status === 200 || reply.status === 201 ? answerForm(request) : errorForm(request);
    const { text, format } = this.renderSafely(reply, json, form, response);
    const bytes = bytesOf(text);
    if (reply.status < 400 && !hasRoom(response, bytes, this.inFlight)) {
      for (const name in reply.headers) response.removeHeader(name);
      // Short enough to need no reservation.
      this.write(withoutRoom(reply, request), response);
      return;
    }
    response.setHeader('Content-Type', contentTypeOf(format, request));
    response.setHeader('Content-Length', bytes);
    sendAnswer(response, request.method === 'HEAD' ? undefined : text, bytes);
  }

  /** Outcomes are in the client's language; resources are in their own. */
  private jsonOf(body: string | LongText | Spoken, response: Response): string | LongText {
    if (typeof body === 'string' || body instanceof LongText) return body;
    const said = body.in(this.speak(response));
    return typeof said === 'string' || said instanceof LongText ? said : JSON.stringify(said);
  }

  /** The client's language, which the answer declares from now on. */
  private speak(response: Response): Language {
    const language = languageFor(response.req, this.languages);
    response.setHeader('Content-Language', language.tag);
    response.setHeader('Vary', `${this.vary}, Accept-Language`);
    return language;
  }

  /** Falls back to JSON if a refusal cannot be rendered in the requested format: no error handler would follow. */
  private renderSafely(
    reply: FhirReply,
    json: string | LongText,
    form: AnswerForm,
    response: Response,
  ): { text: string | LongText; format: Format } {
    try {
      return { text: this.render(reply, json, form, response), format: form.format };
    } catch (error) {
      if (reply.status < 400) throw error;
      return { text: json, format: JSON_FORMAT };
    }
  }

  private render(reply: FhirReply, json: string | LongText, form: AnswerForm, response: Response): string | LongText {
    const { format, pretty, view } = form;
    if (format === JSON_FORMAT && !view && !pretty) return json;
    const whole = parseStored(String(json));
    const resource = view ? viewed(whole, view) : whole;
    if (format.name === 'xml') return writeXml(resource, { pretty });
    if (format.name === 'json') return stringifyJson(resource, pretty ? INDENT : undefined);
    for (const [name, value] of Object.entries(htmlSecurityHeaders())) response.setHeader(name, value);
    const request = response.req;
    if (isSafe(request)) for (const name of VALIDATORS) response.removeHeader(name);
    return this.page(reply, resource, request, this.speak(response));
  }

  private page({ status, headers }: FhirReply, body: JsonObject, request: Request, language: Language): string {
    const segments = this.mount.segmentsOf(request) ?? [];
    const searchForm = searchFormFor(request, segments, this.definitions);
    const searched = searchForm?.values && this.definitions.get(searchForm.type);
    const format = parametersOf(request)['_format'] === 'html/xml' ? 'xml' : 'json';
    return resourcePage({
      site: this.site,
      method: request.method,
      path: request.originalUrl,
      status,
      headers: Object.entries(headers),
      body,
      json: stringifyJson(body),
      ...(format === 'xml' && { xml: writeXml(body, { pretty: true }) }),
      format,
      formats: request.method === 'GET' ? formatLinks(request.originalUrl, format, ['json', 'xml']) : [],
      ...(searchForm && { searchForm }),
      ...(searched && { matchedBy: matchedBy(searchableType(searched), parametersOf(request), this.site.baseUrl) }),
      language,
      requestId: requestIdOf(request),
    });
  }
}

function isSafe({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** A browser that accepts HTML, but requested another format by `_format`, gets the type it can display. */
function contentTypeOf({ contentType, displayType }: Format, request: Request): string {
  if (displayType === undefined || !request.headers.accept?.includes('text/html')) return contentType;
  return parametersOf(request)['_format'] === undefined ? contentType : displayType;
}
