import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { DefinitionLibrary } from '../profile/definition-library';
import { Pace } from './pace';

/**
 * Compiles the definitions of plugins once the server listens, in slices between requests: the start does not wait for
 * them, nor does the first write, and faults in them are logged before they matter.
 */
@Injectable()
export class PrepareDefinitions implements OnModuleInit, OnModuleDestroy {
  private isOver = false;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly library: DefinitionLibrary,
  ) {}

  onModuleInit(): void {
    this.host.listen$.subscribe(() => void this.prepare());
  }

  onModuleDestroy(): void {
    this.isOver = true;
  }

  private async prepare(): Promise<void> {
    const pace = new Pace();
    await pace.rest();
    for (const _ of this.library.prepare()) {
      if (this.isOver) return;
      if (pace.isDue()) await pace.rest();
    }
  }
}
