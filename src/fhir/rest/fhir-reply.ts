import type { Response } from 'express';
import { JSON_FORMAT } from './formats/formats';

/** A finished FHIR answer. Handlers return one, the error filter makes one, and one place writes it to the wire. */
export class FhirReply {
  constructor(
    readonly status: number,
    readonly headers: Readonly<Record<string, string>> = {},
    /** FHIR JSON text; absent: no body. */
    readonly body?: string,
  ) {}

  /** Writes past Express's `send`, which would hash and inspect every body. */
  sendTo(response: Response): void {
    if (response.headersSent) return;
    response.statusCode = this.status;
    for (const name in this.headers) response.setHeader(name, this.headers[name]!);
    if (this.body === undefined) {
      response.end();
      return;
    }
    const bytes = Buffer.from(this.body, 'utf8');
    response.setHeader('Content-Type', JSON_FORMAT.contentType);
    response.setHeader('Content-Length', bytes.length);
    response.end(response.req.method === 'HEAD' ? undefined : bytes);
  }
}
