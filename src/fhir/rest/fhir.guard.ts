import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AccessControl } from '../access';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import { HookRegistry } from '../plugin/hooks';
import type { RequestContext } from '../plugin/request-context';
import type { ServedDefinition } from '../plugin/served-definition';
import { isWord } from './address';
import { factsOf, type RouteFacts } from './fhir-route';
import { Mount } from './mount';
import { openContext } from './request-context';
import { isSpelledLike } from './same-spelling';
import { RESOURCE_DEFINITIONS } from '../options/tokens';
import { whenAnswered } from './when-answered';

/**
 * Admits requests: creates their context and asks the hooks and policies. It is bound to every FHIR controller, so no
 * route bypasses it. It is a guard because it must run before the body is looked at.
 */
@Injectable()
export class FhirGuard implements CanActivate {
  constructor(
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
    @Inject(RESOURCE_DEFINITIONS) private readonly definitions: ReadonlyMap<string, ServedDefinition>,
    private readonly mount: Mount,
    private readonly hooks: HookRegistry,
    private readonly access: AccessControl,
  ) {}

  canActivate(execution: ExecutionContext): boolean | Promise<boolean> {
    const request = execution.getArgByIndex<Request>(0);
    const isTaken = this.mount.takesOperation(request);
    const facts = isTaken ? factsOf(execution.getHandler()) : NOTHING;
    if (!isMeant(request) || !this.isServed(facts)) throw this.mount.refusal(request);
    const context = openContext(request, facts, this.options.handling);
    const { hooks } = this;
    if (hooks.has('request.answered')) {
      whenAnswered(execution.getArgByIndex<Response>(1), (end) => void hooks.answered({ context, ...end }));
    }
    // Thrown after the listeners are registered, so that they see it like any other refusal.
    this.options.throttle?.begin(context.interaction, context.principal, execution.getArgByIndex<Response>(1));
    if (!hooks.has('request.received')) return this.admitted(isTaken, request, context);
    return hooks.run('request.received', { context }).then(() => this.admitted(isTaken, request, context));
  }

  /** Asks the policies. A request for an unknown operation is refused like one without a route. */
  private admitted(isTaken: boolean, request: Request, context: RequestContext): true | Promise<true> {
    if (!isTaken) throw this.mount.refusal(request);
    // Requests outside the FHIR routes have nothing to protect.
    const asked = context.interaction === 'none' ? undefined : this.access.admit(context);
    return asked instanceof Promise ? asked.then(() => true) : true;
  }

  /** A route may exist although the store of its type cannot serve it; the served definition lists what remains. */
  private isServed({ interaction, type, free }: RouteFacts): boolean {
    const definition = type === undefined || interaction === 'operation' ? undefined : this.definitions.get(type);
    if (!definition) return true;
    return (definition.interactions as readonly string[]).includes(interaction) && (!free || definition.byCriteria);
  }
}

const NOTHING: RouteFacts = { interaction: 'none', type: '' };

/**
 * Checks the spelling of the URL: Express may route case-insensitively, but FHIR URLs are case-sensitive. It also
 * rejects FHIR words such as `_search` in place of an id, which are only routed with other methods.
 */
function isMeant(request: Request): boolean {
  const { id } = request.params;
  if (typeof id === 'string' && isWord(id)) return false;
  return isSpelledLike((request.route as { readonly path: unknown }).path, request.path);
}
