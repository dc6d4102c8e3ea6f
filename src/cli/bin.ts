#!/usr/bin/env node
import 'reflect-metadata';
import { stderr, stdin, stdout } from 'node:process';
import { EXIT } from './exit-code';
import { run } from './run';

function interrupted(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // A second signal means: do not wait.
      if (controller.signal.aborted) process.exit(EXIT.interrupted);
      controller.abort();
    });
  }
  return controller.signal;
}

// A reader such as `head` may exit before everything is written.
stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.failed));

void run(process.argv.slice(2), { env: process.env, stdin, stdout, stderr, interrupted }).then((code) => {
  process.exitCode = code;
});
