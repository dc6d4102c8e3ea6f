import { isContainer, isJsonNumber, type JsonValue } from '../../json/json-value';
import { say } from '../../messages';
import { inOperation } from '../operation-name';
import { tooLarge } from '../patch-fault';
import { placeOf } from './json-fault';

/**
 * Limits how much a patch adds. A copied value takes no memory at first, but twenty copies of copies become a million
 * when they are serialised.
 */
export class JsonGrowth {
  private added = 0;
  /** Containers are not modified once they are part of a tree, so sizes can be cached. */
  private readonly sizes = new WeakMap<object, number>();

  constructor(private readonly limit: number) {}

  /** @throws FhirError `too-large` */
  add(value: JsonValue, index: number, op: string): void {
    this.added += this.sizeOf(value);
    if (this.added <= this.limit) return;
    const what = say`the patch adds more than ${this.limit} characters to the resource.`;
    throw tooLarge({ text: inOperation(index, op, what), ...placeOf(index) });
  }

  /** Approximate length as JSON, characters. */
  private sizeOf(value: JsonValue): number {
    if (typeof value === 'string') return value.length + 2;
    if (isJsonNumber(value)) return String(value).length;
    if (!isContainer(value)) return 4;
    const known = this.sizes.get(value);
    if (known !== undefined) return known;
    let size = 2;
    if (Array.isArray(value)) for (const item of value) size += this.sizeOf(item) + 1;
    else for (const key in value) size += key.length + 4 + this.sizeOf(value[key]!);
    this.sizes.set(value, size);
    return size;
  }
}
