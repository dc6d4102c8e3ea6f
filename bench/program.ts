import type { Cleanup } from './cleanup';

/** Runs a bench from the command line and cleans up after it, however it ends. */
export function program(main: () => Promise<void>, cleanup: Cleanup): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void cleanup.run().then(() => process.exit(1)));
  }
  main()
    .catch((error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    })
    .finally(() => cleanup.run());
}

/** Answers each order of a parent process until the parent is gone. */
export function answerOrders<O>(carryOut: (order: O) => Promise<object | number>): void {
  process.on('message', (order: O) => {
    carryOut(order).then(
      (result) => process.send!(result),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  process.on('disconnect', () => process.exit());
}
