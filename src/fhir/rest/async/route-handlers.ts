import { Inject, Injectable, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { Request } from 'express';
import { MOUNTED_MODULES } from '../../plugin/served-providers';
import { factsOf } from '../fhir-route';

/** Handles a request of a route; its result becomes the answer. */
export type RouteHandler = (request: Request) => unknown;

/** The route handlers of a FHIR server, by names that are the same in every process. */
@Injectable()
export class RouteHandlers {
  private known: ReadonlyMap<string, RouteHandler> | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    @Inject(MOUNTED_MODULES) private readonly modules: () => readonly Type[],
  ) {}

  find(name: string): RouteHandler | undefined {
    return (this.known ??= this.all()).get(name);
  }

  private all(): ReadonlyMap<string, RouteHandler> {
    const handlers = new Map<string, RouteHandler>();
    for (const { instance } of this.discovery.getControllers({ include: [...this.modules()] })) {
      const controller = instance as Readonly<Record<string, RouteHandler>> | undefined;
      if (typeof controller !== 'object' || controller === null) continue;
      for (const name of this.scanner.getAllMethodNames(Object.getPrototypeOf(controller) as object)) {
        const method = controller[name]!;
        handlers.set(handlerName(method), method.bind(controller));
      }
    }
    return handlers;
  }
}

/** Composed of interaction, type, operation and method name. */
export function handlerName(handler: object & { readonly name?: string }): string {
  const { interaction, type = '', operation = '' } = factsOf(handler);
  return [interaction, type, operation, handler.name].join(' ');
}
