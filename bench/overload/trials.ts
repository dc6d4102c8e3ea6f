import { setTimeout as sleep } from 'node:timers/promises';
import { pipelined, sum, type Tally, unread, wire } from './client';

/** Bytes of a large resource: just under the limit of a body. */
const LARGE = 1.9 * 1024 ** 2;
/** Large resources stored before the trials. */
export const RESOURCES = 50;
const VERSIONS = 5;
const READERLESS_MS = 5_000;

const pathOf = (n: number): string => `/fhir/Organization/large-${n % RESOURCES}`;
/** A FHIR string is limited to a megabyte. */
const HALF = 'x'.repeat(LARGE / 2);
const organization = (n: number, name: string): string =>
  JSON.stringify({ resourceType: 'Organization', id: `large-${n % RESOURCES}`, name, alias: [HALF, HALF] });
const large = (n: number, change: number): string =>
  wire({ method: 'PUT', path: pathOf(n), body: organization(n, String(change)) });

/** A small but expensive body: one value for every three bytes. */
const HOLLOW = wire({
  method: 'PUT',
  path: pathOf(0),
  body: `{"resourceType":"Organization","id":"large-0","extension":[${'{},'.repeat(LARGE / 3)}{}]}`,
});
const HISTORY = wire({ method: 'GET', path: `${pathOf(0)}/_history?_count=${VERSIONS}` });
const SEARCH = wire({ method: 'GET', path: '/fhir/Organization?_count=1000' });
const READ = wire({ method: 'GET', path: pathOf(1) });

export interface Trial {
  readonly name: string;
  run(port: number): Promise<Tally>;
}

/** A number of clients at once, each on its own connection. */
const clients = async (count: number, one: (n: number) => Promise<Tally>): Promise<Tally> =>
  sum(await Promise.all(Array.from({ length: count }, (_, n) => one(n))));

const readerless = (name: string, count: number, requests: string): Trial => ({
  name,
  run: async (port) => {
    const sockets = Array.from({ length: count }, () => unread(port, requests));
    await sleep(READERLESS_MS);
    const open = sockets.filter((socket) => !socket.closed).length;
    for (const socket of sockets) socket.destroy();
    return { 'not read': open, closed: count - open };
  },
});

const smallPatch = (n: number, change: number): string =>
  wire({
    method: 'PATCH',
    path: pathOf(n),
    mediaType: 'application/json-patch+json',
    body: `[{"op":"replace","path":"/name","value":"patched ${change}"}]`,
  });

export const TRIALS: readonly Trial[] = [
  ...[1, 2, 3, 4].map((turn) => ({
    name: `200 PUTs of 1.9 MB at once, turn ${turn}`,
    run: (port: number) => clients(200, (n) => pipelined(port, [large(n, turn)])),
  })),
  {
    name: '30 PUTs of 1.9 MB of empty objects at once',
    run: (port) => clients(30, () => pipelined(port, [HOLLOW])),
  },
  {
    name: '300 small PATCHes of 1.9 MB at once',
    run: (port) => clients(300, (n) => pipelined(port, [smallPatch(n, n)])),
  },
  readerless('200 connections that ask for 9.5 MB and do not read', 200, HISTORY),
  readerless('200 connections that ask for 9.5 MB five times and do not read', 200, HISTORY.repeat(5)),
  { name: '20 searches over 50 resources of 1.9 MB', run: (port) => clients(20, () => pipelined(port, [SEARCH])) },
  {
    name: '300 connections with 3 pipelined reads of 1.9 MB each',
    run: (port) => clients(300, () => pipelined(port, [READ, READ, READ])),
  },
  {
    name: '300 connections with 3 pipelined histories of 9.5 MB each',
    run: (port) => clients(300, () => pipelined(port, [HISTORY, HISTORY, HISTORY])),
  },
];

/** Stores the resources for the trials one after the other. @throws Error when one is not stored */
export async function fill(port: number): Promise<void> {
  const writes = [
    ...Array.from({ length: RESOURCES }, (_, n) => large(n, 0)),
    ...Array.from({ length: VERSIONS - 1 }, (_, n) => large(0, n + 1)),
  ];
  for (const write of writes) {
    const tally = await pipelined(port, [write]);
    if (!tally['200'] && !tally['201']) throw new Error(`A large resource was not stored: ${JSON.stringify(tally)}`);
  }
}
