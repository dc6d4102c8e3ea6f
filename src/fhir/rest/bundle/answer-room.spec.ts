import { FhirError } from '../../errors/fhir-error';
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

  it('have a limit of issues together: after it each refusal tells its first', () => {
    const room = new AnswerRoom(1, 5);
    const told = (count: number) => {
      const issues = Array.from({ length: count }, (_, n) => ({ text: `${n}` }));
      const {
        kind,
        status,
        issues: found,
      } = room.refusal(new FhirError('invalid-structure', 'x', issues, { status: 418 }));
      expect([kind, status]).toEqual(['invalid-structure', 418]);
      return found.map(({ text }) => String(text));
    };
    expect(told(4)).toEqual(['0', '1', '2', '3']);
    expect(told(5)).toEqual(['0', '1', '2', 'There are 2 issues more; they are not listed.']);
    expect(told(1)).toEqual(['0']);
    expect([told(100), told(100)]).toEqual(Array(2).fill(['0', 'There are 99 issues more; they are not listed.']));
    expect(told(2)).toEqual(['0', '1']);
  });
});
