/** Port: how often clients asked, counted by processes that share a store. */
export interface RateStore {
  /**
   * Says what a process has counted in a period, and finds out what all have. What older periods had is let go of.
   * @param period its number: later ones are greater
   * @param process its name, that of no other, 64 characters at most
   * @param counts requests of clients since the period began, by the name of each, 64 characters at most
   * @returns those of all processes, of all clients that any of them has counted in the period
   */
  share(period: number, process: string, counts: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, number>>;
}
