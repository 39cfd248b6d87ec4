import { describe, expect, it } from "vitest";
import { nearSegment } from "./box";
import { cut } from "./cut";
import type { Sample } from "./outline";

const at = (x: number, y: number, p = 0.5): Sample => ({ x, y, p });
const line = [at(0, 0, 0), at(50, 0), at(100, 0, 1)];

describe("the fine eraser", () => {
  it("leaves two ends of a line that it crosses, at its own border", () => {
    const [left, right, ...more] = cut(line, at(40, -50), at(40, 50), 10) ?? [];
    expect(more).toEqual([]);
    expect(left?.map((s) => s.x)).toEqual([0, 30]);
    expect(right?.map((s) => s.x)).toEqual([50, 100]);
    expect(left?.[1]?.p).toBeCloseTo(0.3);
  });

  it("misses what is out of reach", () => {
    expect(cut(line, at(40, 11), at(60, 11), 10)).toBeNull();
    expect(cut([at(5, 5)], at(40, 11), at(60, 11), 10)).toBeNull();
  });

  it("takes a dot, a whole line, and the crumbs", () => {
    expect(cut([at(5, 5)], at(0, 0), at(9, 9), 10)).toEqual([]);
    expect(cut(line, at(-5, 0), at(105, 0), 10)).toEqual([]);
    expect(cut(line, at(10.5, 0), at(105, 0), 10)).toEqual([]);
  });

  it("rubs by merely touching, at an end or in the middle of one segment", () => {
    expect(cut(line, at(0, 0), at(0, 0), 10)?.map((piece) => piece.map((s) => s.x))).toEqual([[10, 50, 100]]);
    expect(cut(line, at(25, 6), at(25, 6), 10)?.map((piece) => piece.map((s) => s.x))).toEqual([[0, 17], [33, 50, 100]]);
  });

  it("leaves nothing within reach and takes nothing beyond, whatever the scribble", () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
    for (let turn = 0; turn < 500; turn += 1) {
      const scribble = Array.from({ length: 2 + Math.floor(random() * 30) }, () => at(random() * 200, random() * 200, random()));
      const [a, b] = [at(random() * 200, random() * 200), at(random() * 200, random() * 200)];
      const reach = 5 + random() * 30;
      const far = (s: Sample): number => Math.sqrt(nearSegment(s.x, s.y, a.x, a.y, b.x, b.y));
      const pieces = cut(scribble, a, b, reach) ?? [scribble];
      for (const piece of pieces) {
        for (const [n, s] of piece.entries()) {
          const next = piece[n + 1] ?? s;
          for (const part of [0, 0.25, 0.5, 0.75]) {
            expect(far(at(s.x + (next.x - s.x) * part, s.y + (next.y - s.y) * part))).toBeGreaterThan(reach - 1e-6);
          }
        }
      }
      const kept = new Set(pieces.flat().map((s) => `${s.x} ${s.y}`));
      const lost = scribble.filter((s) => far(s) > reach + 2 && !kept.has(`${s.x} ${s.y}`));
      expect(lost).toEqual([]);
    }
  });
});
