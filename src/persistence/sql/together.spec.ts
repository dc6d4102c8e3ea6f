import { Together } from './together';

/** Answers each id with itself and notes the statements. */
function statements() {
  const sent: (readonly string[])[] = [];
  const find = async (ids: readonly string[]) => {
    sent.push(ids);
    return new Map(ids.filter((id) => id !== 'unknown').map((id) => [id, `version of ${id}`]));
  };
  return { sent, find };
}

describe('Questions about single resources', () => {
  it('of one turn are one statement, also when they come some promises later', async () => {
    const { sent, find } = statements();
    const together = new Together<string>();
    const later = Promise.resolve().then(() => together.ask('Organization', 'c', find));
    const answers = await Promise.all([...['a', 'b'].map((id) => together.ask('Organization', id, find)), later]);
    expect(answers).toEqual(['version of a', 'version of b', 'version of c']);
    expect(sent).toEqual([['a', 'b', 'c']]);
  });

  it('of different kinds are statements of their own', async () => {
    const { sent, find } = statements();
    const together = new Together<string>();
    await Promise.all(['Organization', 'Location'].map((type) => together.ask(type, 'a', find)));
    expect(sent).toEqual([['a'], ['a']]);
  });

  it('about the same resource are one', async () => {
    const { sent, find } = statements();
    const together = new Together<string>();
    await Promise.all([together.ask('Organization', 'a', find), together.ask('Organization', 'a', find)]);
    expect(sent).toEqual([['a']]);
  });

  it('are at most eight per statement', async () => {
    const { sent, find } = statements();
    const together = new Together<string>();
    const ids = Array.from({ length: 20 }, (_, n) => `o${n}`);
    const answers = await Promise.all(ids.map((id) => together.ask('Organization', id, find)));
    expect(answers).toEqual(ids.map((id) => `version of ${id}`));
    expect(sent.map(({ length }) => length)).toEqual([8, 8, 4]);
  });

  it('of a later turn are a later statement, so that they see what was written in between', async () => {
    const { sent, find } = statements();
    const together = new Together<string>();
    await together.ask('Organization', 'a', find);
    await together.ask('Organization', 'a', find);
    expect(sent).toEqual([['a'], ['a']]);
  });

  it('are undefined for what does not exist', async () => {
    const { find } = statements();
    const together = new Together<string>();
    const answers = [together.ask('Organization', 'unknown', find), together.ask('Organization', 'a', find)];
    await expect(Promise.all(answers)).resolves.toEqual([undefined, 'version of a']);
  });

  it('all fail with their statement, and only with theirs', async () => {
    const { find } = statements();
    const together = new Together<string>();
    const broken = () => Promise.reject(new Error('lost'));
    const answers = ['a', 'b'].map((id) => together.ask('Organization', id, broken));
    const other = together.ask('Location', 'a', find);
    const settled = await Promise.allSettled(answers);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(other).resolves.toBe('version of a');
  });
});
