import { describe, expect, it } from "vitest";
import { SecretBox } from "./secret-box.ts";

const KEY = "a key of more than thirty-two characters";
const plain = Buffer.from("twenty random bytes!");

describe("SecretBox", () => {
  const box = new SecretBox(KEY);

  it("opens what it sealed, for the same owner, by the same key", () => {
    expect(box.open(box.seal(plain, "ada"), "ada")).toEqual(plain);
    expect(new SecretBox(KEY).open(box.seal(plain, "ada"), "ada")).toEqual(plain);
  });

  it("seals the same differently each time, and shows nothing of it", () => {
    const [one, two] = [box.seal(plain, "ada"), box.seal(plain, "ada")];
    expect(one.equals(two)).toBe(false);
    expect(one.includes(plain.subarray(0, 4))).toBe(false);
  });

  it("opens nothing for another owner, by another key, cut short or changed", () => {
    const sealed = box.seal(plain, "ada");
    expect(box.open(sealed, "eve")).toBeNull();
    expect(new SecretBox(`${KEY}!`).open(sealed, "ada")).toBeNull();
    for (const length of [0, 1, 11, 12, 27, 28, sealed.length - 1])
      expect(box.open(sealed.subarray(0, length), "ada"), String(length)).toBeNull();
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(box.open(changed, "ada"), String(index)).toBeNull();
    }
  });
});
