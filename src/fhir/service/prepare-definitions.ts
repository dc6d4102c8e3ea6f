import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { warmEngine } from '../model/fhirpath-engine';
import { DefinitionLibrary } from '../profile/definition-library';
import { Pace } from './pace';

/** By then, those who waited for the server have their first answers; milliseconds. */
export const SETTLED_MS = 250;

/**
 * Compiles the definitions of plugins soon after the server listens, in slices between requests: neither the start nor
 * the requests that waited for it wait for them, and faults in them are logged before they matter. Then loads what the start
 * did without, so that the first patch does not wait for it.
 */
@Injectable()
export class PrepareDefinitions implements OnModuleInit, OnModuleDestroy {
  /** Each blocks the event loop once. */
  protected readonly late: readonly (() => void)[] = [warmEngine];
  private isOver = false;
  private begin: NodeJS.Timeout | undefined;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly library: DefinitionLibrary,
  ) {}

  onModuleInit(): void {
    this.host.listen$.subscribe(() => {
      this.begin = setTimeout(() => void this.prepare(), SETTLED_MS).unref();
    });
  }

  onModuleDestroy(): void {
    this.isOver = true;
    clearTimeout(this.begin);
  }

  private async prepare(): Promise<void> {
    const pace = new Pace();
    for (const _ of this.library.prepare()) {
      if (this.isOver) return;
      if (pace.isDue()) await pace.rest();
    }
    for (const load of this.late) {
      await pace.rest();
      if (this.isOver) return;
      load();
    }
  }
}
