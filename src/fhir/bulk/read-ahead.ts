/** Requests the next value while the current one is processed; never more than one ahead. */
export async function* readAhead<T>(values: AsyncGenerator<T, void, void>): AsyncGenerator<T, void, void> {
  let next = values.next();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done) return;
      next = values.next();
      // A failure is reported when the value is awaited; this only prevents an unhandled rejection.
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    await next.catch(() => undefined);
    await values.return();
  }
}
