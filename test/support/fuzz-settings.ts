/** FUZZ_SEED (default: a new one in each run, which is printed) and FUZZ_SECONDS (default: 120). */
export const FUZZ = {
  seed: Number(process.env.FUZZ_SEED ?? Math.floor(Date.now() / 1_000) % 2 ** 31),
  seconds: Number(process.env.FUZZ_SECONDS ?? 120),
  requests: Number(process.env.FUZZ_REQUESTS ?? 100_000),
} as const;
