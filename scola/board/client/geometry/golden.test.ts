import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { getStroke } from "perfect-freehand";
import { describe, expect, it } from "vitest";
import { encode, unpack } from "../model/codec";
import { outline, type Brush, type Sample } from "./outline";

/**
 * The Python port is held to the same files (tests/board/ink). To write them anew after a change
 * of the algorithm (and of inkAlgo): WRITE_GOLDEN=1 node_modules/.bin/vitest run golden
 */
const FOLDER = fileURLToPath(new URL("../../../../tests/board/ink/golden/", import.meta.url));

interface Golden {
  brush: Brush;
  samples: [number, number, number][];
  bytes: string;
  outline: [number, number][];
}

const pen = (w: number): Brush => ({ tool: "pen", c: "#12272e", w });
const marker: Brush = { tool: "marker", c: "#f6c445", w: 48 };
const curve = (n: number, at: (t: number) => [number, number, number]): [number, number, number][] =>
  Array.from({ length: n }, (_, i) => at(i / (n - 1)));

function scribble(seed: number, n: number): [number, number, number][] {
  let random = seed;
  const next = (): number => (random = (random * 16807) % 2147483647) / 2147483647;
  let x = next() * 1600;
  let y = next() * 900;
  return Array.from({ length: n }, () => {
    x += (next() - 0.5) * 24;
    y += (next() - 0.5) * 24;
    return [x, y, next()];
  });
}

const CASES: Record<string, [Brush, [number, number, number][]]> = {
  dot: [pen(8), [[100, 200, 0.5]]],
  "two-points": [pen(8), [[10, 10, 0.2], [60, 40, 0.9]]],
  "same-point-twice": [pen(4), [[10, 10, 0.5], [10, 10, 0.5], [10.04, 10, 0.5]]],
  straight: [pen(4), curve(30, (t) => [100 + 400 * t, 100, 0.5])],
  curve: [pen(14), curve(60, (t) => [200 + 300 * t, 300 + 80 * Math.sin(6 * t), 0.5])],
  pressure: [pen(14), curve(60, (t) => [200 + 300 * t, 300 + 80 * Math.sin(6 * t), t])],
  zigzag: [pen(8), curve(25, (t) => [100 + 200 * t, 400 + (Math.round(t * 24) % 2 ? 60 : 0), 0.5])],
  "back-and-forth": [pen(8), [[0, 0, 0.5], [80, 0, 0.5], [0, 0, 0.5], [80, 2, 0.5], [0, 4, 0.5]]],
  "off-the-page": [pen(8), [[-50, -20, 0.5], [20, 30, 0.5], [1700, 950, 0.5]]],
  marker: [marker, curve(40, (t) => [100 + 500 * t, 200 + 40 * t * t, 0.5])],
  "full-pressure": [pen(8), curve(12, (t) => [50 + 90 * t, 60, 1])],
  "no-pressure": [pen(8), curve(12, (t) => [50 + 90 * t, 60, 0])],
  "scribble-7": [pen(4), scribble(7, 60)],
  "scribble-11": [pen(8), scribble(11, 300)],
  "scribble-13": [marker, scribble(13, 80)],
};

const samples = (rows: [number, number, number][]): Sample[] => rows.map(([x, y, p]) => ({ x: round(x), y: round(y), p: round(p) }));
const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const drawn = (brush: Brush, bytes: Uint8Array): [number, number][] => {
  const values = outline(unpack(bytes), brush);
  return Array.from({ length: values.length / 2 }, (_, n) => [values[2 * n] as number, values[2 * n + 1] as number]);
};

describe("golden strokes", () => {
  for (const [name, [brush, rows]] of Object.entries(CASES)) {
    const file = `${FOLDER}${name}.json`;
    const bytes = encode(samples(rows));
    if (process.env["WRITE_GOLDEN"]) {
      const points = drawn(brush, bytes).map(([x, y]) => [round(x), round(y)] as [number, number]);
      const golden: Golden = { brush, samples: rows.map((row) => row.map(round) as [number, number, number]), bytes: hex(bytes), outline: points };
      writeFileSync(file, `${JSON.stringify(golden)}\n`);
    }
    it(`${name}: the same bytes and the same outline`, () => {
      const golden = JSON.parse(readFileSync(file, "utf8")) as Golden;
      expect(hex(encode(samples(golden.samples)))).toBe(golden.bytes);
      const found = drawn(golden.brush, bytes);
      expect(found.length).toBe(golden.outline.length);
      found.forEach(([x, y], n) => {
        expect(Math.abs(x - (golden.outline[n]?.[0] ?? NaN))).toBeLessThan(0.01);
        expect(Math.abs(y - (golden.outline[n]?.[1] ?? NaN))).toBeLessThan(0.01);
      });
    });
  }

  it("is the outline of perfect-freehand, point for point", () => {
    for (let seed = 1; seed < 400; seed += 1) {
      const rows = scribble(seed, 1 + (seed % 90)).map(([x, y, p]) => [Math.round(x * (seed % 3)), Math.round(y), p]);
      const brush: Brush = seed % 5 ? pen(1 + (seed % 40)) : marker;
      const thinning = brush.tool === "marker" ? 0 : 0.5;
      const wanted = getStroke(rows, { size: brush.w, thinning, smoothing: 0.5, streamline: 0.35, simulatePressure: false, last: true });
      const found = [...outline(Float64Array.from(rows.flat()), brush)];
      expect(found.length).toBe(wanted.length * 2);
      expect(Math.max(...wanted.flat().map((value, n) => Math.abs(value - (found[n] ?? NaN))))).toBeLessThan(1e-6);
    }
  });

  it("has no file without a case", () => {
    const files = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));
    expect(files.map((name) => name.replace(".json", "")).sort()).toEqual(Object.keys(CASES).sort());
  });
});

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
