/** Chance that can be repeated: the same seed gives the same county, name for name. */
export class Random {
  #state: number;
  #ids = 0;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to 1 (a 32-bit mixing generator; nothing here is secret). */
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from one to another, both included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new RangeError("nothing to pick from");
    return item;
  }

  /** The items in another order. */
  shuffled<T>(items: readonly T[]): T[] {
    const mixed = [...items];
    for (let last = mixed.length - 1; last > 0; last--) {
      const other = Math.floor(this.next() * (last + 1));
      [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
    }
    return mixed;
  }

  /**
   * An id in the form that the service makes itself (RFC 9562, version 7), so that rows lie in the indexes as they
   * would after years of use: counted up instead of taken from the time, and repeatable.
   */
  id(): string {
    this.#ids += 1;
    const time = (FIRST_ID + this.#ids).toString(16).padStart(12, "0");
    const a = Math.floor(this.next() * 0x1000);
    const b = Math.floor(this.next() * 0x4000) + 0x8000;
    const c = Math.floor(this.next() * 0x1_0000_0000);
    const d = Math.floor(this.next() * 0x1_0000);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(a, 3)}-${hex(b, 4)}-${hex(c, 8)}${hex(d, 4)}`;
  }
}

const FIRST_ID = Date.UTC(2015, 3, 1);

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");
