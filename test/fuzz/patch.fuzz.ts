import { FUZZ } from '../support/fuzz-settings';
import { fuzzPatches, PATCH_FORMATS } from '../support/patch-law';

describe('random patches of random resources', () => {
  const milliseconds = (FUZZ.seconds * 1_000) / PATCH_FORMATS.length;

  it.each(PATCH_FORMATS)(
    '$name is applied whole or not at all, and leaves FHIR JSON',
    (format) => {
      const tally = fuzzPatches(format, {
        seed: FUZZ.seed,
        numRuns: Number.MAX_SAFE_INTEGER,
        interruptAfterTimeLimit: milliseconds,
      });
      process.stdout.write(`${format.name}, seed ${FUZZ.seed}: ${JSON.stringify(tally)}\n`);
      expect(Math.min(tally.changed, tally.refused)).toBeGreaterThan(0);
    },
    milliseconds + 300_000,
  );
});
