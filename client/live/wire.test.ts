import { expect, test } from "vitest";
import { decodeInk, encodeInk } from "./ink";
import { Reader, message, sized, utf8, varuint } from "./wire";

test("numbers of any size come back", () => {
  for (const number of [0, 1, 127, 128, 300, 2 ** 31, 2 ** 40, Number.MAX_SAFE_INTEGER]) {
    expect(new Reader(varuint(number)).varuint()).toBe(number);
  }
});

test("a message holds its length, type, channel and payload", () => {
  const reader = new Reader(new Reader(message(2, 300, sized(utf8("é")), Uint8Array.of(9))).sized());
  expect([reader.byte(), reader.varuint(), reader.text(), [...reader.rest()]]).toEqual([
    2,
    300,
    "é",
    [9],
  ]);
});

test("what is cut short is not read", () => {
  expect(() => new Reader(Uint8Array.of(5, 1)).sized()).toThrow(RangeError);
  expect(() => new Reader(Uint8Array.of(200)).varuint()).toThrow(RangeError);
});

test("ink without a style comes back as it went", () => {
  const chunk = { stroke: "abc", seq: 3, points: Uint8Array.of(1, 2, 3), end: true };
  expect(decodeInk(new Reader(encodeInk(chunk)), new Map())).toEqual(chunk);
});
