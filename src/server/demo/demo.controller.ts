import { Controller, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Undocumented } from '../../fhir';
import { DemoIssuer, DEMO_TOKEN_PATH } from './demo-issuer';

const FORM = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;

/** The token endpoint of the demo. */
@Undocumented()
@Controller(DEMO_TOKEN_PATH)
export class DemoController {
  constructor(@Inject(DemoIssuer) private readonly issuer: DemoIssuer) {}

  @Post()
  async token(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<object> {
    const isForm = FORM.test(request.headers['content-type'] ?? '');
    const text = isForm && request.body instanceof Uint8Array ? Buffer.from(request.body).toString('utf8') : '';
    const { status, body } = await this.issuer.token(new URLSearchParams(text), request.headers.authorization);
    response.status(status).setHeader('Cache-Control', 'no-store');
    if (status === 401) response.setHeader('WWW-Authenticate', 'Basic realm="demo"');
    return body;
  }
}
