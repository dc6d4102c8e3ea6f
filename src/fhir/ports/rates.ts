/** Port: request counts of clients, shared by all processes that use one store. */
export interface RateStore {
  /**
   * Publishes the counts of this process for a period and returns those of all processes. Earlier periods are deleted.
   * @param period its number; later periods have greater numbers
   * @param process unique name of the process, at most 64 characters
   * @param counts requests since the period began, by client name (at most 64 characters)
   * @returns totals over all processes, for every client that any of them has counted in the period
   */
  share(period: number, process: string, counts: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, number>>;
}
