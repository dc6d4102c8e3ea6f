import { AnswerRoom } from './answer-room';

describe('the answers of a Bundle', () => {
  it('have a limit together', () => {
    const room = new AnswerRoom(3);
    room.take(2_000_000);
    room.take(1_000_000);
    expect(() => room.take(1)).toThrow(
      expect.objectContaining({
        kind: 'too-large',
        issues: [expect.objectContaining({ code: 'too-costly' })],
      }) as Error,
    );
  });

  it('are refused one by one: a shorter one may still fit', () => {
    const room = new AnswerRoom(1);
    room.take(900_000);
    expect(() => room.take(200_000)).toThrow();
    expect(() => room.take(100_000)).not.toThrow();
  });

  it('may be made again', () => {
    const room = new AnswerRoom(1);
    room.take(1_000_000);
    room.clear();
    expect(() => room.take(1_000_000)).not.toThrow();
  });
});
