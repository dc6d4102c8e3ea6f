import type { Job, JobChoice, JobClaim, JobEnd, JobItems, JobStep, JobStore, NewJob } from '../../fhir';

interface Kept {
  job: Job;
  token: string | undefined;
  until: number;
  readonly chunks: Map<string, Uint8Array>;
  /** The round of each id, by type. */
  readonly items: Map<string, Map<string, number>>;
}

/** Keeps jobs in memory; they are lost with the process. */
export class MemoryJobStore implements JobStore {
  private readonly kept = new Map<string, Kept>();

  async add(job: NewJob, most: number, mostOfOwner = most): Promise<boolean> {
    const open = [...this.kept.values()].filter(({ job: { state } }) => state === 'waiting' || state === 'running');
    if (open.length >= most) return false;
    const own = open.filter((each) => job.owner !== undefined && each.job.owner === job.owner);
    if (own.length >= mostOfOwner) return false;
    const waiting: Job = { ...job, state: 'waiting', progress: '', attempts: 0 };
    this.kept.set(job.id, { job: waiting, token: undefined, until: 0, chunks: new Map(), items: new Map() });
    return true;
  }

  async find(id: string): Promise<Job | undefined> {
    return this.kept.get(id)?.job;
  }

  async claim(token: string, now: number, until: number, which?: JobChoice): Promise<Job | undefined> {
    const [next] = [...this.kept.values()]
      .filter((each) => !which || which.operations.includes(each.job.operation) === !which.others)
      .filter((each) => each.job.state === 'waiting' || (each.job.state === 'running' && each.until < now))
      .sort(({ job: a }, { job: b }) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
    if (!next) return undefined;
    next.job = { ...next.job, state: 'running', attempts: next.job.attempts + 1 };
    Object.assign(next, { token, until });
    return next.job;
  }

  async renew(claim: JobClaim, until: number): Promise<boolean> {
    return this.mine(claim, (kept) => void (kept.until = until));
  }

  async advance(claim: JobClaim, { position, progress, chunks, items = [] }: JobStep, until: number): Promise<boolean> {
    return this.mine(claim, (kept) => {
      kept.job = { ...kept.job, position, progress, attempts: 0 };
      kept.until = until;
      for (const { file, sequence, body } of chunks) kept.chunks.set(`${file}/${sequence}`, body);
      for (const each of items) addItems(kept, each);
    });
  }

  async end(claim: JobClaim, end: JobEnd): Promise<boolean> {
    return this.mine(claim, (kept) => {
      kept.job = { ...kept.job, ...end };
      kept.token = undefined;
    });
  }

  async release(claim: JobClaim): Promise<boolean> {
    return this.mine(claim, (kept) => {
      kept.job = { ...kept.job, state: 'waiting' };
      kept.token = undefined;
    });
  }

  async cancel(id: string): Promise<boolean> {
    return this.kept.delete(id);
  }

  async chunk(id: string, file: number, sequence: number): Promise<Uint8Array | undefined> {
    return this.kept.get(id)?.chunks.get(`${file}/${sequence}`);
  }

  async items(id: string, type: string, round: number, after: string, count: number): Promise<readonly string[]> {
    const items = [...(this.kept.get(id)?.items.get(type) ?? [])];
    const wanted = items.filter(([each, of]) => of === round && each > after).map(([each]) => each);
    return wanted.sort().slice(0, count);
  }

  async stored(): Promise<number> {
    const chunks = [...this.kept.values()].flatMap((each) => [...each.chunks.values()]);
    return chunks.reduce((sum, { length }) => sum + length, 0);
  }

  async sweep(now: number, forgotten: number): Promise<void> {
    for (const [id, kept] of this.kept) {
      const { state, expiresAt = Infinity } = kept.job;
      if (state === 'waiting' || state === 'running' || expiresAt > now) continue;
      if (expiresAt <= forgotten) this.kept.delete(id);
      kept.job = { ...kept.job, state: 'expired' };
      kept.chunks.clear();
      kept.items.clear();
    }
  }

  private mine({ id, token }: JobClaim, change: (kept: Kept) => void): boolean {
    const kept = this.kept.get(id);
    if (!kept || kept.token !== token || kept.job.state !== 'running') return false;
    change(kept);
    return true;
  }
}

function addItems({ items }: Kept, { type, round, ids }: JobItems): void {
  const known = items.get(type) ?? items.set(type, new Map()).get(type)!;
  for (const id of ids) if (!known.has(id)) known.set(id, round);
}
