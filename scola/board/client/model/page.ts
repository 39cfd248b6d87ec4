/**
 * One page: a Y.Doc with `ob`, stroke id → frozen stroke. A stroke is written once; erasing deletes
 * its key; ids are never used again. (`mv`: moved objects, `tx`: texts, for what comes later.)
 */
import * as Y from "yjs";
import type { Sample } from "../geometry/outline";
import { newId } from "./ids";
import { inOrder, pieceOf, readStroke, touches, type StoredStroke, type Stroke } from "./stroke";
import { Undos } from "./undo";

export interface PageChange {
  added: Stroke[];
  removed: Stroke[];
}

export class PageModel {
  readonly ob: Y.Map<unknown>;
  readonly strokes = new Map<string, Stroke>();
  readonly undos: Undos;
  private readonly listeners = new Set<(change: PageChange) => void>();
  private latest = 0;

  constructor(doc: Y.Doc) {
    this.ob = doc.getMap("ob");
    this.undos = new Undos(doc, [this.ob, doc.getMap("mv"), doc.getMap("tx")]);
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

  add(id: string, stroke: Omit<StoredStroke, "k" | "t">, hand: object): void {
    const stored: StoredStroke = { k: "s", t: this.now(), ...stroke };
    this.undos.transact(hand, null, () => this.ob.set(id, stored));
  }

  /** `gesture`: all that one gesture of the eraser takes away comes back with one undo. */
  erase(ids: readonly string[], hand: object, gesture: object): void {
    if (ids.length) this.undos.transact(hand, gesture, () => ids.forEach((id) => this.ob.delete(id)));
  }

  /** Puts in the place of strokes what is left of each: packed points, in the same drawing order. */
  cut(left: ReadonlyMap<Stroke, readonly Uint8Array[]>, hand: object, gesture: object): void {
    if (left.size === 0) return;
    this.undos.transact(hand, gesture, () => {
      left.forEach((pieces, stroke) => {
        this.ob.delete(stroke.id);
        for (const points of pieces) this.ob.set(newId(), pieceOf(stroke, points));
      });
    });
  }

  /** Ids of the strokes whose ink passes within `reach` of the segment a–b. */
  touched(candidates: Iterable<Stroke>, a: Sample, b: Sample, reach: number): string[] {
    const found: string[] = [];
    for (const stroke of candidates) if (touches(stroke, a, b, reach)) found.push(stroke.id);
    return found;
  }

  close(): void {
    this.ob.unobserve(this.changed);
    this.undos.close();
    this.listeners.clear();
  }

  /** Later than everything on the page: a tablet whose clock is wrong by a day still draws on top. */
  private now(): number {
    return Math.max(Date.now(), this.latest + 1);
  }

  private keep(id: string, value: unknown): Stroke | null {
    const stroke = readStroke(id, value);
    if (stroke) {
      this.strokes.set(id, stroke);
      this.latest = Math.max(this.latest, stroke.time);
    }
    return stroke;
  }

  private readonly changed = (event: Y.YMapEvent<unknown>): void => {
    const change: PageChange = { added: [], removed: [] };
    event.changes.keys.forEach((key, id) => {
      const before = this.strokes.get(id);
      if (before && this.strokes.delete(id)) change.removed.push(before);
      const stroke = key.action === "delete" ? null : this.keep(id, this.ob.get(id));
      if (stroke) change.added.push(stroke);
    });
    change.added.sort(inOrder);
    this.listeners.forEach((fn) => fn(change));
  };
}
