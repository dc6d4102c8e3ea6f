import fc from 'fast-check';
import { isJsonObject, type JsonValue } from '../../src/fhir/json/json-value';

interface Edit {
  readonly kind: 'remove' | 'replace' | 'repeat' | 'wrap' | 'unwrap';
  /** Index of the place in the value in depth-first order, modulo the number of places. */
  readonly at: number;
  readonly value: JsonValue;
}

const VALUES: readonly JsonValue[] = [
  null, '', 'x', '0', ' ', 0, -1, 1.5, 2 ** 40, true, [], {}, [null], [[]], { x: 1 }, { id: 'x' }, ['x', 'x'],
  '__proto__', 'constructor', 'value', 'add', 'Organization', '\u0000',
]; // prettier-ignore

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom<Edit['kind'][]>('remove', 'replace', 'replace', 'repeat', 'wrap', 'unwrap'),
  at: fc.nat(),
  value: fc.constantFrom(...VALUES),
});

/** A value in which a few places were removed, replaced, repeated, wrapped in a list or taken out of one. */
export function mutated(value: JsonValue, most = 3): fc.Arbitrary<JsonValue> {
  return fc.array(edit, { minLength: 1, maxLength: most }).map((edits) => edits.reduce(edited, value));
}

function edited(value: JsonValue, { kind, at, value: other }: Edit): JsonValue {
  let countdown = at % (count(value) || 1);
  const change = (item: JsonValue): JsonValue[] => {
    if (countdown-- === 0) return changed(item, kind, other);
    if (Array.isArray(item)) return [item.flatMap(change)];
    if (!isJsonObject(item)) return [item];
    return [
      Object.fromEntries(
        Object.entries(item).flatMap(([key, member]) =>
          change(member)
            .slice(0, 1)
            .map((after) => [key, after]),
        ),
      ),
    ];
  };
  return change(value)[0] ?? null;
}

function changed(item: JsonValue, kind: Edit['kind'], value: JsonValue): JsonValue[] {
  switch (kind) {
    case 'remove':
      return [];
    case 'replace':
      return [value];
    case 'repeat':
      return [item, item];
    case 'wrap':
      return [[item]];
    case 'unwrap':
      return Array.isArray(item) ? item : [item];
  }
}

function count(value: JsonValue): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + count(item), 1);
  return isJsonObject(value) ? count(Object.values(value)) : 1;
}
