import { Injectable } from '@nestjs/common';
import { MetadataScanner } from '@nestjs/core';
import type { Request } from 'express';
import { ServedProviders } from '../../plugin/served-providers';
import type { FhirReply } from '../fhir-reply';
import { servedBy } from '../resource.controller';
import type { FhirResult } from '../results';
import { fitsTemplate, type Route } from '../routes';

type Answer = FhirReply | FhirResult;

export interface ReadHandler {
  readonly route: Route;
  handle(request: Request): Promise<Answer>;
}

/** The GET handlers of resource controllers, so that entries of Bundles use a controller's own way of reading. */
@Injectable()
export class ReadHandlers {
  private byType: ReadonlyMap<string, readonly ReadHandler[]> | undefined;

  constructor(
    private readonly served: ServedProviders,
    private readonly scanner: MetadataScanner,
  ) {}

  /** @param below path segments after the type */
  find(type: string, below: readonly string[]): ReadHandler | undefined {
    this.byType ??= this.all();
    return this.byType.get(type)?.find(({ route }) => fitsTemplate(route.path, below));
  }

  private all(): ReadonlyMap<string, readonly ReadHandler[]> {
    const handlers = new Map<string, ReadHandler[]>();
    for (const { instance } of this.served.controllers()) {
      if (typeof instance !== 'object' || instance === null) continue;
      const methods = instance as Record<string, (request: Request) => Promise<Answer>>;
      for (const name of this.scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object)) {
        const served = servedBy(methods[name]!);
        if (served?.route.method !== 'GET') continue;
        const { route, definition } = served;
        const known = handlers.get(definition.type) ?? handlers.set(definition.type, []).get(definition.type)!;
        known.push({ route, handle: (request) => methods[name]!(request) });
      }
    }
    return handlers;
  }
}
