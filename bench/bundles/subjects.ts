import type { Companion, ServerProcess } from '../processes';
import type { Client } from './client';
import { type Kind, REQUESTS } from './requests';
import type { StoreOrder } from './store-rate';
import type { Subject } from './turns';

/** Resources requested first, while the speed is still unknown. */
const FIRST_GUESS = 100;

/** One kind of request to one server. A turn is a number of requests, chosen by the speed of the previous turn. */
export function requests(
  name: string,
  { kind, server, client, connections }: { readonly kind: Kind; readonly server: ServerProcess; readonly client: Client; readonly connections: number },
): Subject {
  const { resources } = REQUESTS[kind];
  let rate: number | undefined;
  const send = async (amount: number, atOnce: number) => {
    const whole = Math.max(atOnce, Math.round(amount / resources));
    const before = await server.usage();
    const seconds = await client.send(kind, server, atOnce, whole);
    const after = await server.usage();
    rate = (whole * resources) / seconds;
    return { perSecond: rate, cpuMs: (after.cpuMs - before.cpuMs) / (whole * resources) };
  };
  return {
    name,
    turn: async (seconds) => {
      rate ??= (await send(FIRST_GUESS, 1)).perSecond;
      return send(rate * seconds, connections);
    },
  };
} // prettier-ignore

/** The driver alone. */
export function selects(name: string, url: string, store: Companion<StoreOrder, number>): Subject {
  return { name, turn: async (seconds) => ({ perSecond: await store.ask({ url, seconds }) }) };
}
