import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { AppModule, type Composition } from '../app.module';
import type { Settings } from '../config/settings';
import { createLogger, NestLogger } from '../server/logging';

/** The server without HTTP: everything a write goes through, but no port. The caller must close it. */
export async function openServer(settings: Settings, composition: Composition = {}): Promise<INestApplicationContext> {
  const level = settings.LOG_LEVEL === 'info' ? 'warn' : settings.LOG_LEVEL;
  const logger = new NestLogger(createLogger(level, process.stderr));
  return NestFactory.createApplicationContext(AppModule.forRoot(settings, composition), {
    logger,
    abortOnError: false,
  });
}
