/** The eraser as on paper: what is left of a line where something round was drawn across it. */
import type { Sample } from "./outline";

/** Shorter pieces (page pixels) are crumbs. */
const CRUMB = 1;

/**
 * The pieces of a line that stay when a disc of radius `reach` moved from a to b; null when it
 * missed the line. Pieces begin and end exactly at the border of what was rubbed.
 */
export function cut(line: readonly Sample[], a: Sample, b: Sample, reach: number): Sample[][] | null {
  const pieces: Sample[][] = [];
  let piece: Sample[] = [];
  let touched = false;
  const close = (): void => {
    if (lengthOf(piece) >= CRUMB) pieces.push(piece);
    piece = [];
  };
  line.forEach((from, n) => {
    // A dot, and the last sample, are lines to themselves.
    const to = line[n + 1] ?? from;
    const gone = within(from, to, a, b, reach);
    if (!gone) {
      piece.push(from);
      return;
    }
    touched = true;
    const [start, end] = gone;
    if (start > 0) piece.push(from, between(from, to, start));
    close();
    if (end < 1) piece.push(between(from, to, end));
  });
  if (!touched) return null;
  close();
  return pieces;
}

/** The part of the segment s–t, from 0 to 1, that the disc covered: one interval, its way is convex. */
function within(s: Sample, t: Sample, a: Sample, b: Sample, reach: number): [number, number] | null {
  const spans = [inDisc(s, t, a, reach), inDisc(s, t, b, reach), inStrip(s, t, a, b, reach)].filter((span) => span !== null);
  if (!spans.length) return null;
  return [Math.min(...spans.map(([start]) => start)), Math.max(...spans.map(([, end]) => end))];
}

function inDisc(s: Sample, t: Sample, centre: Sample, reach: number): [number, number] | null {
  const [dx, dy, x, y] = [t.x - s.x, t.y - s.y, s.x - centre.x, s.y - centre.y];
  const square = dx * dx + dy * dy;
  const far = x * x + y * y - reach * reach;
  if (square === 0) return far < 0 ? [0, 1] : null;
  const half = x * dx + y * dy;
  const root = half * half - square * far;
  if (root <= 0) return null;
  return clipped((-half - Math.sqrt(root)) / square, (-half + Math.sqrt(root)) / square);
}

function inStrip(s: Sample, t: Sample, a: Sample, b: Sample, reach: number): [number, number] | null {
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  if (length === 0) return null;
  const [ux, uy] = [(b.x - a.x) / length, (b.y - a.y) / length];
  const along = (p: Sample): number => (p.x - a.x) * ux + (p.y - a.y) * uy;
  const across = (p: Sample): number => (p.y - a.y) * ux - (p.x - a.x) * uy;
  const one = inside(along(s), along(t), 0, length);
  const other = inside(across(s), across(t), -reach, reach);
  return one && other ? clipped(Math.max(one[0], other[0]), Math.min(one[1], other[1])) : null;
}

/** Where a value that goes evenly from `from` to `to` lies between two others. */
function inside(from: number, to: number, low: number, high: number): [number, number] | null {
  if (from === to) return from > low && from < high ? [0, 1] : null;
  const [one, other] = [(low - from) / (to - from), (high - from) / (to - from)];
  return [Math.min(one, other), Math.max(one, other)];
}

function clipped(start: number, end: number): [number, number] | null {
  const [from, to] = [Math.max(0, start), Math.min(1, end)];
  return from < to ? [from, to] : null;
}

function between(s: Sample, t: Sample, at: number): Sample {
  return { x: s.x + (t.x - s.x) * at, y: s.y + (t.y - s.y) * at, p: s.p + (t.p - s.p) * at };
}

/** A dot that was not rubbed out counts as whole. */
function lengthOf(piece: readonly Sample[]): number {
  return piece.reduce((sum, { x, y }, n) => {
    const before = piece[n - 1];
    return before ? sum + Math.hypot(x - before.x, y - before.y) : sum;
  }, 0);
}
