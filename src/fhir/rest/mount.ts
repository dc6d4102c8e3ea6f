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

/** Where the FHIR server is mounted in the application, and what exists at its URLs. */
@Injectable()
export class Mount {
  /** Base path such as `/fhir`, including the global prefix of the application. */
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

  /** Path segments below the base; undefined outside it. */
  segmentsOf({ path }: Request): readonly string[] | undefined {
    return segmentsBelow(this.path, path);
  }

  /** The type a request is about, if it is served; never a string chosen by the client. */
  typeOf(request: Request): string | undefined {
    const [type = ''] = this.segmentsOf(request) ?? [];
    return this.definitions.has(type) ? type : undefined;
  }

  /** Methods available at the URL; undefined when nothing exists there. */
  allowAt(request: Request): readonly string[] | undefined {
    const segments = this.segmentsOf(request);
    return segments && allowAt(segments, this.definitions, this.operations);
  }

  /**
   * False for an operation that does not exist there, or not with this method; true for a request without an operation.
   */
  takesOperation(request: Request): boolean {
    if (request.params['operation'] === undefined) return true;
    return this.operations.allowedAt(this.segmentsOf(request) ?? [])?.includes(request.method) === true;
  }

  /** Undefined when there is no operation at the URL. */
  operationAt(request: Request): Operation | undefined {
    return this.operations.at(this.segmentsOf(request) ?? [])?.operation;
  }

  /** Whether the operation negotiates the format of its answers itself. */
  hasOwnFormat(request: Request): boolean {
    return this.operationAt(request)?.facts.ownFormat === true;
  }

  /** The error for a request that no route matches. */
  refusal(request: Request): FhirError {
    const { definitions, operations, baseUrl } = this;
    const segments = this.segmentsOf(request);
    if (segments === undefined) return outsideOfBase(request.path, definitions, baseUrl);
    const { method, originalUrl } = request;
    return unmatchedRoute({ method, segments, hasQuery: originalUrl.includes('?'), definitions, operations, baseUrl });
  }
}
