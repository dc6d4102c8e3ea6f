import type { AccessControl } from '../access';
import type { Request, Response } from 'express';
import type { FhirOptions } from '../options/fhir-options';
import { ENGLISH } from '../messages';
import { InFlight } from './edge/in-flight';
import { FhirReply } from './fhir-reply';
import type { OperationRegistry } from '../service/operations/operation-registry';
import { Mount } from './mount';
import { ReplyWriter } from './reply-writer';

/** A response with the members that the writer uses. */
function xmlResponse() {
  const sent = { type: '', text: '' };
  const request = {
    method: 'GET',
    path: '/fhir/x',
    originalUrl: '/fhir/x',
    query: {},
    headers: { accept: 'text/xml' },
  };
  const response = {
    req: request as unknown as Request,
    setHeader: (name: string, value: string) => name === 'Content-Type' && (sent.type = value),
    end: (text: string) => (sent.text = text),
  };
  return { sent, response: response as unknown as Response };
}

const NO_OPERATIONS = { allowedAt: () => undefined } as unknown as OperationRegistry;

describe('ReplyWriter', () => {
  const options: FhirOptions = {
    baseUrl: 'http://localhost/fhir',
    updateCreate: false,
    ifMatch: 'optional',
    handling: 'lenient',
    validationLevel: 'base',
    software: { name: 'Test', version: '1' },
  };
  const writer = new ReplyWriter(
    options,
    [ENGLISH],
    new Map(),
    new InFlight(),
    new Mount(options, new Map(), NO_OPERATIONS),
    { headers: [] } as unknown as AccessControl,
  );
  const unwritable = '{"resourceType":"OperationOutcome","issue":[{"diagnostics":"\\u0001"}]}';

  it('tells a refusal in JSON when the form asked for cannot be written', () => {
    const { sent, response } = xmlResponse();
    writer.write(new FhirReply(400, {}, unwritable), response);
    expect(sent).toEqual({ type: 'application/fhir+json; charset=utf-8', text: unwritable });
  });

  it('refuses to do so for a resource: the client asked for another form', () => {
    const { response } = xmlResponse();
    expect(() => writer.write(new FhirReply(200, {}, unwritable), response)).toThrow(
      expect.objectContaining({ kind: 'not-acceptable' }) as Error,
    );
  });
});
