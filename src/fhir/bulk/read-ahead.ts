/** Asks for the next value while the one before is worked on: never for more than one. */
export async function* readAhead<T>(values: AsyncGenerator<T, void, void>): AsyncGenerator<T, void, void> {
  let next = values.next();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done) return;
      next = values.next();
      // Told when it is asked for.
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    await next.catch(() => undefined);
    await values.return();
  }
}
