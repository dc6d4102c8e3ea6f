import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { FhirError } from '../errors/fhir-error';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import type { ResourceDefinition } from '../plugin/resource-definition';
import type { Operation } from '../service/operations/operation';
import { OperationRegistry } from '../service/operations/operation-registry';
import { isBelow, segmentsBelow } from './address';
import { RESOURCE_DEFINITIONS } from '../options/tokens';
import { allowAt, outsideOfBase, unmatchedRoute } from './unmatched-route';

/** Where this FHIR server is in the application, and what is at its addresses. */
@Injectable()
export class Mount {
  /** `/fhir`, the prefix of the application included. */
  readonly path: string;
  private readonly baseUrl: string;

  constructor(
    @Inject(FHIR_OPTIONS) { baseUrl }: FhirOptions,
    @Inject(RESOURCE_DEFINITIONS) private readonly definitions: ReadonlyMap<string, ResourceDefinition>,
    private readonly operations: OperationRegistry,
  ) {
    if (!URL.canParse(baseUrl))
      throw new Error(`The baseUrl ${baseUrl} of FhirModule is not an address, such as https://example.org/fhir`);
    this.baseUrl = baseUrl;
    this.path = new URL(baseUrl).pathname;
  }

  has({ path }: Request): boolean {
    return isBelow(this.path, path);
  }

  /** What a request names below the base; undefined outside of it. */
  segmentsOf({ path }: Request): readonly string[] | undefined {
    return segmentsBelow(this.path, path);
  }

  /** The served type a request is about, never a word of the client's. */
  typeOf(request: Request): string | undefined {
    const [type = ''] = this.segmentsOf(request) ?? [];
    return this.definitions.has(type) ? type : undefined;
  }

  /** Methods that work there; undefined when nothing is there. */
  allowAt(request: Request): readonly string[] | undefined {
    const segments = this.segmentsOf(request);
    return segments && allowAt(segments, this.definitions, this.operations);
  }

  /** False for a word that is not an operation there, or not by this method; true for a request that names none. */
  takesOperation(request: Request): boolean {
    if (request.params['operation'] === undefined) return true;
    return this.operations.allowedAt(this.segmentsOf(request) ?? [])?.includes(request.method) === true;
  }

  /** undefined: no operation is there. */
  operationAt(request: Request): Operation | undefined {
    return this.operations.at(this.segmentsOf(request) ?? [])?.operation;
  }

  /** What the operation answers is not a resource, whatever formats of resources there are. */
  hasOwnFormat(request: Request): boolean {
    return this.operationAt(request)?.facts.ownFormat === true;
  }

  /** Why no route took a request. */
  refusal(request: Request): FhirError {
    const { definitions, operations, baseUrl } = this;
    const segments = this.segmentsOf(request);
    if (segments === undefined) return outsideOfBase(request.path, definitions, baseUrl);
    const { method, originalUrl } = request;
    return unmatchedRoute({ method, segments, hasQuery: originalUrl.includes('?'), definitions, operations, baseUrl });
  }
}
