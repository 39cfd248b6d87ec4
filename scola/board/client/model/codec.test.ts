import { describe, expect, it } from "vitest";
import { InkEncoder, decode, encode, extent } from "./codec";

const stroke = [
  { x: 10.04, y: -3.2, p: 0 },
  { x: 1600, y: 900, p: 1 },
  { x: 1599.9, y: 0, p: 0.5 },
];

describe("points codec v1", () => {
  it("gives back what it was given, to a tenth of a pixel", () => {
    const back = decode(encode(stroke));
    expect(back.map((s) => [s.x, s.y])).toEqual([[10, -3.2], [1600, 900], [1599.9, 0]]);
    expect(back[2]?.p).toBeCloseTo(0.5, 2);
  });

  it("concatenates: chunks of a stroke are the stroke", () => {
    const encoder = new InkEncoder();
    const chunks = stroke.map((sample) => {
      encoder.add(sample);
      return [...encoder.take()];
    });
    expect(chunks.flat()).toEqual([...encode(stroke)]);
  });

  it("knows the box around the points without making them", () => {
    expect(extent(encode(stroke))).toEqual({ minX: 10, minY: -3.2, maxX: 1600, maxY: 900 });
    expect(extent(new Uint8Array())).toBeNull();
  });

  it("takes cut, endless or absurd bytes for no stroke at all", () => {
    const sound = encode(stroke);
    for (let cut = 1; cut < sound.length; cut += 1) {
      const length = decode(sound.slice(0, cut)).length;
      expect(length).toBeLessThan(stroke.length);
    }
    expect(decode(new Uint8Array(50).fill(0xff))).toEqual([]);
    expect(decode(new Uint8Array(3 * 20_001))).toEqual([]);
  });
});
