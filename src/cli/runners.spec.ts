import type { Command } from './command';
import { COMMANDS } from './commands';
import { RUNNERS } from './runners';

it('each command that can be run has what it runs, and nothing else does', () => {
  expect(Object.keys(RUNNERS)).toEqual(pathsOf(COMMANDS));
});

it.each(Object.keys(RUNNERS))('%s', (path) => {
  expect(RUNNERS[path]!().run).toEqual(expect.any(Function));
});

function pathsOf(commands: readonly Command[], within: readonly string[] = []): string[] {
  return commands.flatMap(({ name, commands: parts }) => {
    const path = [...within, name];
    return parts ? pathsOf(parts, path) : [path.join(' ')];
  });
}
