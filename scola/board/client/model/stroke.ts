/** One stroke of a page. Its points stay packed: a page of 5,000 strokes must fit a cheap tablet. */
import { nearSegment, type Box } from "../geometry/box";
import type { Brush, Sample } from "../geometry/outline";
import { decode, extent } from "./codec";

/** As stored in `ob`. `b` holds the points (codec v1), `t` milliseconds, `u` the author's id. */
export interface StoredStroke {
  k: "s";
  u: string;
  t: number;
  s: { tool: "pen" | "marker"; c: string; w: number };
  b: Uint8Array;
  /** The stroke this one is a piece of. */
  from?: string;
  z?: string;
}

export interface Stroke extends Box {
  readonly id: string;
  readonly author: string;
  readonly time: number;
  readonly z: string;
  readonly brush: Brush;
  readonly points: Uint8Array;
}

const COLOUR = /^#[0-9a-f]{6}$/i;
const MAX_WIDTH = 400;

/** Null for what is not a stroke of ours: a page opens whatever a stranger wrote into it. */
export function readStroke(id: string, value: unknown): Stroke | null {
  const stored = value as Partial<StoredStroke> | null;
  if (stored?.k !== "s" || !(stored.b instanceof Uint8Array) || !stored.s) return null;
  const { tool, c, w } = stored.s;
  if (typeof c !== "string" || !COLOUR.test(c) || !(w > 0 && w <= MAX_WIDTH)) return null;
  const box = extent(stored.b);
  if (!box) return null;
  const brush: Brush = { tool: tool === "marker" ? "marker" : "pen", c, w };
  const time = Number.isFinite(stored.t) ? Number(stored.t) : 0;
  return {
    id,
    author: String(stored.u),
    time,
    z: typeof stored.z === "string" ? stored.z : "",
    brush,
    points: stored.b,
    minX: box.minX - w,
    minY: box.minY - w,
    maxX: box.maxX + w,
    maxY: box.maxY + w,
  };
}

/** What is stored for a piece of a stroke: it stays its author's, at its place among the others. */
export function pieceOf({ id, author, time, z, brush }: Stroke, points: Uint8Array): StoredStroke {
  return { k: "s", u: author, t: time, s: { ...brush }, b: points, from: id, ...(z ? { z } : {}) };
}

/** Drawing order, the same on every screen and on the server: z, then time, then id. */
export function inOrder(a: Stroke, b: Stroke): number {
  if (a.z !== b.z) return a.z < b.z ? -1 : 1;
  return a.time - b.time || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Whether the ink of a stroke passes within `reach` of the segment a–b. */
export function touches(stroke: Stroke, a: Sample, b: Sample, reach: number): boolean {
  const far = (reach + stroke.brush.w / 2) ** 2;
  const samples = decode(stroke.points);
  return samples.some((s, n) => {
    const next = samples[n + 1] ?? s;
    return (
      crosses(s, next, a, b) ||
      nearSegment(s.x, s.y, a.x, a.y, b.x, b.y) < far ||
      nearSegment(b.x, b.y, s.x, s.y, next.x, next.y) < far
    );
  });
}

/** Whether segments s–t and a–b cross: a fast eraser jumps over thin ink. */
function crosses(s: Sample, t: Sample, a: Sample, b: Sample): boolean {
  const side = (p: Sample, q: Sample, r: Sample): number => (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
  return side(s, t, a) * side(s, t, b) < 0 && side(a, b, s) * side(a, b, t) < 0;
}
