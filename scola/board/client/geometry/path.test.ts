import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { outline, type Brush } from "./outline";
import { nearSegment } from "./box";
import { pathOf, roughPathOf } from "./path";

const ERROR = 0.2;
const PEN: Brush = { tool: "pen", c: "#12272e", w: 4 };

/** What a canvas would fill, as corners. */
class Traced {
  readonly at: [number, number][] = [];

  moveTo(x: number, y: number): void {
    this.at.push([x, y]);
  }

  lineTo(x: number, y: number): void {
    this.at.push([x, y]);
  }

  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void {
    const [fromX, fromY] = this.at[this.at.length - 1] as [number, number];
    for (let n = 1; n <= 16; n += 1) {
      const t = n / 16;
      const blend = (a: number, b: number, c: number): number => (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t * t * c;
      this.at.push([blend(fromX, cx, x), blend(fromY, cy, y)]);
    }
  }

  closePath(): void {
    if (this.at[0]) this.at.push(this.at[0]);
  }
}

const traced = (path: Path2D): [number, number][] => (path as unknown as Traced).at;

function farthest(from: [number, number][], to: [number, number][]): number {
  const near = ([x, y]: [number, number]): number =>
    Math.min(...to.slice(1).map(([bx, by], n) => nearSegment(x, y, to[n]?.[0] ?? NaN, to[n]?.[1] ?? NaN, bx, by)));
  return Math.sqrt(Math.max(...from.map(near)));
}

const strokes: Record<string, (n: number) => number[]> = {
  "a slow circle": (n) => [100 + 60 * Math.cos(n / 20), 100 + 60 * Math.sin(n / 20), 0.5],
  "a quick circle": (n) => [100 + 60 * Math.cos(n / 4), 100 + 60 * Math.sin(n / 4), 0.5],
  "small letters": (n) => [20 + n / 2, 50 + 6 * Math.sin(n / 3), 0.4],
  "a line": (n) => [10 + 5 * n, 20 + n, 0.5],
  "a trembling hand": (n) => [20 + 3 * n, 80 + ((n * 7) % 3), ((n * 5) % 7) / 7],
};

describe("paths of outlines", () => {
  beforeEach(() => vi.stubGlobal("Path2D", Traced));
  afterEach(() => vi.unstubAllGlobals());

  for (const [name, at] of Object.entries(strokes)) {
    it(`${name}: the rough path lies on the exact one, with fewer corners`, () => {
      const points = outline(Float64Array.from(Array.from({ length: 80 }, (_, n) => at(n)).flat()), PEN).slice();
      const exact = traced(pathOf(points));
      const rough = traced(roughPathOf(points, ERROR));
      expect(farthest(exact, rough)).toBeLessThan(2 * ERROR);
      expect(farthest(rough, exact)).toBeLessThan(2 * ERROR);
      expect(rough.length).toBeLessThan(exact.length);
    });
  }

  it("of nothing is nothing", () => {
    expect(traced(pathOf(new Float64Array(0)))).toEqual([]);
    expect(traced(roughPathOf(new Float64Array(0), ERROR))).toEqual([]);
  });
});
