import fc from 'fast-check';

/** Property tests use the same examples in every run, so that only a change can break them. FC_SEED selects others. */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_122) });
