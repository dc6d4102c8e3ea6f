import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { StoreRegistry } from '../store-registry';
import { ServedProviders } from '../../plugin/served-providers';
import { operationFactsOf, type OperationHandler, type OperationLevel } from './fhir-operation';
import { isSafe, methodsAt, type Operation, operationOf } from './operation';

/** An operation at a level. */
export interface OperationAddress {
  readonly operation: Operation;
  readonly level: OperationLevel;
}

/** The operations of a FHIR server: methods marked with `@FhirOperation` in its plugins and in the framework. */
@Injectable()
export class OperationRegistry implements OnApplicationBootstrap {
  private found: Operation[] | undefined;

  constructor(
    private readonly served: ServedProviders,
    private readonly stores: StoreRegistry,
  ) {}

  /** Collects the operations now, so that an invalid one stops the start of the server. */
  onApplicationBootstrap(): void {
    this.found ??= this.discovered();
  }

  private discovered(): Operation[] {
    const operations: Operation[] = [];
    for (const { instance, name, method, place, isStatic } of this.served.methods()) {
      const facts = operationFactsOf(method);
      if (!facts) continue;
      if (!isStatic)
        throw new Error(
          `${place}.${name} cannot be an operation: ${place} is request-scoped or transient. The call has the context.`,
        );
      const operation = operationOf(facts, method.bind(instance) as OperationHandler, `${place}.${name}`);
      this.add(operations, operation, `${place}.${name}`);
    }
    return operations;
  }

  /** Available once all providers have been created. */
  get all(): readonly Operation[] {
    return (this.found ??= this.discovered());
  }

  /** Names such as `$close`, each once. */
  get names(): readonly string[] {
    return [...new Set(this.all.map(({ name }) => name))];
  }

  /**
   * The operation at a URL.
   * @param segments path segments below the base: `['Organization', '1234', '$close']`
   */
  at(segments: readonly string[]): OperationAddress | undefined {
    const name = segments.at(-1);
    const level = LEVELS[segments.length - 1];
    if (!name?.startsWith('$') || level === undefined) return undefined;
    if (level === 'version' && (segments[2] !== '_history' || !this.hasVersions(segments[0]!))) return undefined;
    const type = segments.length > 1 ? segments[0]! : undefined;
    if (type !== undefined && !this.stores.served.has(type)) return undefined;
    const operation = find(this.all, name, level, type) ?? find(this.all, name, level, undefined);
    return operation && { operation, level };
  }

  /** Methods accepted at a URL; undefined when there is no operation. */
  allowedAt(segments: readonly string[]): readonly string[] | undefined {
    const found = this.at(segments);
    if (!found) return undefined;
    const { operation, level } = found;
    const reads = isSafe(operation) ? ['GET', 'HEAD'] : ['GET'];
    return methodsAt(operation, level).flatMap((each) => (each === 'GET' ? reads : each));
  }

  private hasVersions(type: string): boolean {
    return this.stores.served.get(type)?.interactions.includes('vread') === true;
  }

  private add(operations: Operation[], operation: Operation, place: string): void {
    const { name, type, levels, id } = operation;
    if (type !== undefined && !this.stores.served.has(type))
      throw new Error(`${place}: ${name} is for ${type}, which no plugin serves`);
    const twice = levels.find((level) => find(operations, name, level, type));
    if (twice)
      throw new Error(`${place}: ${name} of ${type ?? 'the server'} is an operation at the level ${twice} already`);
    const possible = this.possible(operation);
    if (possible.length === 0) return;
    const isTaken = operations.some((each) => each.id === id);
    operations.push({ ...operation, levels: possible, ...(isTaken && { id: `${id}-${levels.join('-')}` }) });
  }

  /** Leaves out levels that the store does not support; that is not an error. */
  private possible({ type, levels, affectsState, facts }: Operation): readonly OperationLevel[] {
    if (facts.needs === 'jobs' && !this.stores.jobs) return [];
    if (!affectsState || type === undefined || this.stores.capabilities(type).updates) return levels;
    return levels.filter((level) => level !== 'instance');
  }
}

/** Levels by number of path segments. */
const LEVELS: readonly (OperationLevel | undefined)[] = ['system', 'type', 'instance', undefined, 'version'];

function find(
  operations: readonly Operation[],
  name: string,
  level: OperationLevel,
  type: string | undefined,
): Operation | undefined {
  return operations.find((each) => each.name === name && each.type === type && each.levels.includes(level));
}
