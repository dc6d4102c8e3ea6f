import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { AppModule, type Composition } from '../app.module';
import type { Settings } from '../config/settings';
import { requireDatabaseFile } from '../persistence';
import { checkFolders } from '../server/start/check-files';
import { createLogger, NestLogger } from '../server/logging';

/**
 * The server without HTTP, on a database that is there and up to date: for commands that were not asked to make one.
 * @throws SentenceError when it is not
 */
export function openExisting(settings: Settings, composition: Composition = {}): Promise<INestApplicationContext> {
  requireDatabaseFile(settings.DATABASE_URL);
  return openServer({ ...settings, DATABASE_MIGRATE: false }, composition);
}

/** The server without HTTP: everything a write goes through, but no port. The caller must close it. */
export async function openServer(settings: Settings, composition: Composition = {}): Promise<INestApplicationContext> {
  checkFolders(settings);
  const level = settings.LOG_LEVEL === 'info' ? 'warn' : settings.LOG_LEVEL;
  const logger = new NestLogger(createLogger(level, process.stderr));
  return NestFactory.createApplicationContext(AppModule.forRoot(settings, composition), {
    logger,
    abortOnError: false,
  });
}
