import type { Request } from 'express';
import { plainAddress } from '../options/plain-address';
import type { RequestOrigin } from '../plugin/request-context';
import { isFormSearch, MOST_FORM_BYTES } from './request-parameters';

/** The origin of an HTTP request. Its facts are only computed on access. */
export class HttpOrigin implements RequestOrigin {
  readonly startedAt = performance.now();
  isNoted = false;
  isAnswerNoted = false;

  constructor(private readonly request: Request) {}

  get method(): string {
    return this.request.method;
  }

  get url(): string {
    return this.request.originalUrl;
  }

  get address(): string | undefined {
    const { remoteAddress } = this.request.socket;
    return remoteAddress === undefined ? undefined : plainAddress(remoteAddress);
  }

  get form(): string | undefined {
    if (!isFormSearch(this.request)) return undefined;
    const body: unknown = this.request.body;
    return body instanceof Uint8Array
      ? Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, MOST_FORM_BYTES)).toString()
      : undefined;
  }
}
