/**
 * One page: a Y.Doc with `ob`, stroke id → frozen stroke. A stroke is written once; erasing deletes
 * its key; ids are never used again. (mv: moved objects, tx: texts are kept for what comes later.)
 */
import * as Y from "yjs";
import { boxOf, nearSegment, type Box } from "../geometry/box";
import type { Brush, Sample } from "../geometry/outline";
import { decode } from "./codec";

/** As stored. `b` holds the points (codec v1), `t` milliseconds, `u` the author's id. */
export interface StoredStroke {
  k: "s";
  u: string;
  t: number;
  s: { tool: "pen" | "marker"; c: string; w: number };
  b: Uint8Array;
}

export interface Stroke extends Box {
  id: string;
  author: string;
  time: number;
  brush: Brush;
  samples: Sample[];
}

const COLOUR = /^#[0-9a-f]{6}$/i;

/** Null for what is not a stroke of ours: a page opens whatever a stranger wrote into it. */
export function readStroke(id: string, value: unknown): Stroke | null {
  const stored = value as Partial<StoredStroke> | null;
  if (stored?.k !== "s" || !(stored.b instanceof Uint8Array) || !stored.s) return null;
  const { tool, c, w } = stored.s;
  if (!COLOUR.test(c) || !(w > 0 && w <= 400)) return null;
  const samples = decode(stored.b);
  if (samples.length === 0) return null;
  const brush: Brush = { tool: tool === "marker" ? "marker" : "pen", c, w };
  return { id, author: String(stored.u), time: Number(stored.t), brush, samples, ...boxOf(samples, w) };
}

export type PageChange = { added: Stroke[]; removed: string[]; local: boolean };

export class PageModel {
  readonly ob: Y.Map<unknown>;
  readonly strokes = new Map<string, Stroke>();
  private readonly listeners = new Set<(change: PageChange) => void>();
  private readonly undos = new Map<object, Y.UndoManager>();

  constructor(private readonly doc: Y.Doc) {
    this.ob = doc.getMap("ob");
    this.ob.forEach((value, id) => this.keep(id, value));
    this.ob.observe(this.changed);
  }

  listen(fn: (change: PageChange) => void): () => void {
    this.listeners.add(fn);
    return () => this.listeners.delete(fn);
  }

  /** In drawing order. */
  ordered(): Stroke[] {
    return [...this.strokes.values()].sort(inOrder);
  }

  add(id: string, stroke: StoredStroke, hand: object): void {
    this.undo(hand).stopCapturing();
    this.doc.transact(() => this.ob.set(id, stroke), hand);
  }

  /** Begins a gesture of the eraser: all it erases is one step of undo. */
  beginErasing(hand: object): void {
    this.undo(hand).stopCapturing();
  }

  erase(ids: readonly string[], hand: object): void {
    if (ids.length) this.doc.transact(() => ids.forEach((id) => this.ob.delete(id)), hand);
  }

  /** The undo of one hand (a zone of the board, a tablet): others' work is never touched. */
  undo(hand: object): Y.UndoManager {
    let manager = this.undos.get(hand);
    if (!manager) {
      manager = new Y.UndoManager(this.ob, { trackedOrigins: new Set([hand]), captureTimeout: Infinity });
      this.undos.set(hand, manager);
    }
    return manager;
  }

  /** Strokes whose ink passes within `reach` of the segment a–b. */
  touched(candidates: Iterable<Stroke>, a: Sample, b: Sample, reach: number): string[] {
    const found: string[] = [];
    for (const stroke of candidates) {
      const far = (reach + stroke.brush.w / 2) ** 2;
      const hit = stroke.samples.some((s, n) => {
        const next = stroke.samples[n + 1] ?? s;
        return crosses(s, next, a, b) || nearSegment(s.x, s.y, a.x, a.y, b.x, b.y) < far || nearSegment(b.x, b.y, s.x, s.y, next.x, next.y) < far;
      });
      if (hit) found.push(stroke.id);
    }
    return found;
  }

  close(): void {
    this.ob.unobserve(this.changed);
    this.undos.forEach((manager) => manager.destroy());
    this.listeners.clear();
  }

  private keep(id: string, value: unknown): Stroke | null {
    const stroke = readStroke(id, value);
    if (stroke) this.strokes.set(id, stroke);
    return stroke;
  }

  private readonly changed = (event: Y.YMapEvent<unknown>): void => {
    const change: PageChange = { added: [], removed: [], local: event.transaction.local };
    event.changes.keys.forEach((key, id) => {
      if (this.strokes.delete(id)) change.removed.push(id);
      if (key.action === "delete") return;
      const stroke = this.keep(id, this.ob.get(id));
      if (stroke) change.added.push(stroke);
    });
    change.added.sort(inOrder);
    this.listeners.forEach((fn) => fn(change));
  };
}

export function inOrder(a: Stroke, b: Stroke): number {
  return a.time - b.time || (a.id < b.id ? -1 : 1);
}

/** Whether segments s–t and a–b cross: a fast eraser jumps over thin ink. */
function crosses(s: Sample, t: Sample, a: Sample, b: Sample): boolean {
  const side = (p: Sample, q: Sample, r: Sample): number => (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
  return side(s, t, a) * side(s, t, b) < 0 && side(a, b, s) * side(a, b, t) < 0;
}
