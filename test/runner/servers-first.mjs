import Sequencer from '@jest/test-sequencer';

/**
 * Where Jest does not know from an earlier run how long suites take, it begins with the largest files. A suite with a
 * server takes longer than any other, however small its file is; begun last, it would leave one worker with nothing to do.
 */
export default class ServersFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const first = sorted.findIndex(({ duration }) => duration === undefined);
    const unknown = sorted.filter(({ duration }) => duration === undefined);
    const isServer = ({ path }) => path.endsWith('.e2e-spec.ts');
    const ordered = [...unknown.filter(isServer), ...unknown.filter((test) => !isServer(test))];
    return sorted.toSpliced(Math.max(0, first), unknown.length, ...ordered);
  }
}
