import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { encode } from "./codec";
import { PageModel } from "./page";
import { inOrder, readStroke, type Stroke } from "./stroke";

const PEN = { tool: "pen" as const, c: "#12272e", w: 4 };
const line = (x: number): Uint8Array => encode([0, 20, 40].map((y) => ({ x, y, p: 0.5 })));
const left = { hand: "left" };
const right = { hand: "right" };

function pageOf(doc = new Y.Doc()): { doc: Y.Doc; page: PageModel; draw(id: string, x: number, hand: object): void } {
  const page = new PageModel(doc);
  return { doc, page, draw: (id, x, hand) => page.add(id, { u: "lea", s: PEN, b: line(x) }, hand) };
}

const ids = (page: PageModel): string[] => [...page.strokes.keys()].sort();

describe("undo of one hand", () => {
  it("takes back its own last stroke, never the neighbour's", () => {
    const { page, draw } = pageOf();
    draw("a", 10, left);
    draw("b", 30, right);
    draw("c", 50, left);
    page.undos.undo(left);
    expect(ids(page)).toEqual(["a", "b"]);
    page.undos.undo(left);
    expect(ids(page)).toEqual(["b"]);
    page.undos.undo(left);
    expect(ids(page)).toEqual(["b"]);
    page.undos.redo(left);
    expect(ids(page)).toEqual(["a", "b"]);
    expect(page.undos.depth(right)).toEqual({ undo: 1, redo: 0 });
  });

  it("never takes back what came from elsewhere", () => {
    const here = pageOf();
    const there = pageOf();
    there.draw("theirs", 10, left);
    Y.applyUpdate(here.doc, Y.encodeStateAsUpdate(there.doc), "server");
    here.page.undos.undo(left);
    expect(ids(here.page)).toEqual(["theirs"]);
  });

  it("brings back all that one gesture of the eraser took, and no more", () => {
    const { page, draw } = pageOf();
    ["a", "b", "c"].forEach((id, n) => draw(id, n * 20, left));
    const gesture = {};
    page.erase(["a"], left, gesture);
    page.erase(["b"], left, gesture);
    page.erase(["c"], left, {});
    page.undos.undo(left);
    expect(ids(page)).toEqual(["c"]);
    page.undos.undo(left);
    expect(ids(page)).toEqual(["a", "b", "c"]);
  });

  it("makes whole again, in one step, what one gesture of the fine eraser cut again and again", () => {
    const { page, draw } = pageOf();
    draw("a", 10, left);
    draw("b", 30, left);
    const [whole, other] = [page.strokes.get("a"), page.strokes.get("b")];
    const gesture = {};
    page.cut(new Map([[whole as Stroke, [line(10), line(12)]]]), left, gesture);
    const pieces = page.ordered().filter((stroke) => stroke.id !== "b");
    // At its place below b, still of its author, and named after it.
    expect(page.ordered().at(-1)).toBe(other);
    expect(pieces.map(({ author, time }) => [author, time])).toEqual([["lea", whole?.time], ["lea", whole?.time]]);
    expect(pieces.map(({ id }) => (page.ob.get(id) as { from: string }).from)).toEqual(["a", "a"]);
    page.cut(new Map([[pieces[0] as Stroke, []]]), left, gesture);
    expect(page.strokes.size).toBe(2);
    page.undos.undo(left);
    expect(ids(page)).toEqual(["a", "b"]);
    page.undos.redo(left);
    expect(page.strokes.size).toBe(2);
    expect(page.strokes.has("a")).toBe(false);
  });

  it("keeps a stroke of the same hand apart from the erasing around it", () => {
    const { page, draw } = pageOf();
    draw("a", 10, left);
    draw("b", 30, left);
    const gesture = {};
    page.erase(["a"], left, gesture);
    draw("c", 50, left);
    page.erase(["b"], left, gesture);
    page.undos.undo(left);
    expect(ids(page)).toEqual(["b", "c"]);
  });

  it("remembers 200 steps", () => {
    const { page, draw } = pageOf();
    for (let n = 0; n < 230; n += 1) draw(`s${n}`, n, left);
    expect(page.undos.depth(left).undo).toBe(200);
    for (let n = 0; n < 230; n += 1) page.undos.undo(left);
    expect(page.strokes.size).toBe(30);
  });
});

describe("a page", () => {
  it("draws on top of everything, also from a tablet whose clock is a day late", () => {
    const { page, draw } = pageOf();
    page.ob.set("tomorrow", { k: "s", u: "x", t: Date.now() + 86_400_000, s: PEN, b: line(10) });
    draw("now", 10, left);
    expect(page.ordered().map((stroke) => stroke.id)).toEqual(["tomorrow", "now"]);
  });

  it("tells what came and what went", () => {
    const { page, draw } = pageOf();
    const seen: string[] = [];
    page.listen((change) => seen.push(`+${change.added.map((s) => s.id).join()} -${change.removed.map((s) => s.id).join()}`));
    draw("a", 10, left);
    page.erase(["a"], left, {});
    page.undos.undo(left);
    expect(seen).toEqual(["+a -", "+ -a", "+a -"]);
  });

  it("opens whatever a stranger wrote into it", () => {
    const sound = { k: "s", u: "x", t: 1, s: PEN, b: line(1) };
    expect(readStroke("a", sound)?.minX).toBe(-3);
    const bad = [null, 3, "s", [], {}, { ...sound, k: "x" }, { ...sound, b: "x" }, { ...sound, b: new Uint8Array(1) }, { ...sound, s: null }];
    const styles = [{ ...PEN, c: "url(x)" }, { ...PEN, c: 3 }, { ...PEN, w: 0 }, { ...PEN, w: 1e9 }, { ...PEN, w: "4" + "x" }];
    for (const value of [...bad, ...styles.map((s) => ({ ...sound, s }))]) expect(readStroke("a", value)).toBeNull();
    expect(readStroke("a", { ...sound, t: "yesterday" })?.time).toBe(0);
  });

  it("sorts by z, then time, then id", () => {
    const stroke = (id: string, t: number, z?: string) => readStroke(id, { k: "s", u: "", t, s: PEN, b: line(1), ...(z ? { z } : {}) });
    const all = [stroke("b", 2), stroke("a", 2), stroke("c", 1), stroke("d", 0, "m")].flatMap((one) => one ?? []);
    expect(all.sort(inOrder).map((one) => one.id)).toEqual(["c", "a", "b", "d"]);
  });

  it("finds what an eraser touches, also when it jumps over thin ink", () => {
    const { page, draw } = pageOf();
    draw("a", 100, left);
    const rub = (from: number, to: number): string[] => page.touched(page.strokes.values(), { x: from, y: 20, p: 0 }, { x: to, y: 20, p: 0 }, 3);
    expect(rub(0, 60)).toEqual([]);
    expect(rub(0, 300)).toEqual(["a"]);
    expect(rub(104, 104)).toEqual(["a"]);
  });
});
