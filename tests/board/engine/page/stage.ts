/** The engine alone on a page: what the browser tests and the bench call. */
import * as Y from "yjs";
import { mountBoard, type BoardHandle, type BoardOptions } from "../../../../scola/board/client/board";
import { decode, encode } from "../../../../scola/board/client/model/codec";
import { Hub } from "./hub";

const hub = new Hub();
const texts = JSON.parse(document.getElementById("texts")?.textContent ?? "{}") as Record<string, string>;
const lives = new Map<string, ReturnType<Hub["live"]>>();
const boards = new Map<string, BoardHandle>();

function live(person: string): ReturnType<Hub["live"]> {
  const known = lives.get(person) ?? hub.live(person, person);
  lives.set(person, known);
  return known;
}

function strokes(page: string, person: string): [string, Record<string, unknown>][] {
  return [...live(person).open(`page:${page}`).doc.getMap<Record<string, unknown>>("ob").entries()];
}

const stage = {
  /** When a board had nothing left to draw; when it began to open, and when its first ink showed. */
  ready: 0,
  begun: 0,
  firstInk: 0,
  hub,
  /** A board with pages p1, p2… of the given papers. */
  seed(pages: readonly string[], person = "lea") {
    const map = live(person).open("board:b").doc.getMap("pages");
    pages.forEach((kind, n) => map.set(`p${n + 1}`, { order: `a${n}`, bg: { kind }, size: [1600, 900], hidden: false, alt: "" }));
  },
  mount(place: string, person: string, more: Partial<BoardOptions>) {
    const root = document.getElementById(place) as HTMLElement;
    const handle = mountBoard(root, {
      mode: "tablet",
      live: live(person),
      boardDoc: "board:b",
      person: { id: person, name: person },
      texts,
      canEditPages: false,
      onReady: () => (stage.ready ||= performance.now()),
      ...more,
    });
    boards.set(place, handle);
    return handle.pageId;
  },
  board: (place: string) => boards.get(place) as BoardHandle,
  live,
  strokes,
  /** Points of every stroke, in drawing order of the document. */
  points: (page: string, person = "lea") => strokes(page, person).map(([id, one]) => ({ id, ...one, b: decode(one["b"] as Uint8Array) })),
  /** Many strokes of 60 points with pressure, written in one go. */
  fill(page: string, count: number, person = "lea", seed = 7) {
    let random = seed;
    const next = (): number => (random = (random * 16807) % 2147483647) / 2147483647;
    const colours = ["#12272e", "#0e5c86", "#c8540a", "#2f7d3b"];
    const { doc } = live(person).open(`page:${page}`);
    doc.transact(() => {
      for (let n = 0; n < count; n += 1) {
        let x = next() * 1560 + 20;
        let y = next() * 860 + 20;
        let turn = next() * 6.28;
        const samples = Array.from({ length: 60 }, () => {
          turn += (next() - 0.5) * 0.9;
          x = Math.max(2, Math.min(1598, x + Math.cos(turn) * 2.2));
          y = Math.max(2, Math.min(898, y + Math.sin(turn) * 2.2));
          return { x, y, p: 0.3 + next() * 0.4 };
        });
        const s = { tool: "pen", c: colours[n % 4], w: 4 };
        doc.getMap("ob").set(`s${n}`, { k: "s", u: person, t: n + 1, s, b: encode(samples) });
      }
    });
    return Y.encodeStateAsUpdate(doc).length;
  },
  load(page: string, update: string, person = "lea") {
    const bytes = Uint8Array.from(atob(update), (letter) => letter.charCodeAt(0));
    Y.applyUpdate(live(person).open(`page:${page}`).doc, bytes);
  },
  view: (place: string) => (boards.get(place) as unknown as Inside).surface.view,
  scale: (place: string) => stage.view(place).scale,
  corner: (place: string) => [stage.view(place).x, stage.view(place).y],
  /** Strokes of others that are being drawn now. */
  wet: (place: string) => (boards.get(place) as unknown as Inside).surface.remote.strokes.size,
  /** Opens a page whose whole content comes in one update, as after a join (bench). */
  open(page: string) {
    stage.begun = performance.now();
    stage.ready = 0;
    const { doc } = live("lea").open(`page:${page}`);
    Y.applyUpdate(doc, window.update as Uint8Array, hub);
    stage.mount("b1", "lea", { mode: "tablet", page, onePage: true });
    const interactive = performance.now() - stage.begun;
    const first = CanvasRenderingContext2D.prototype.drawImage;
    CanvasRenderingContext2D.prototype.drawImage = function (this: CanvasRenderingContext2D, ...args: unknown[]) {
      const { width } = args[0] as HTMLCanvasElement;
      const tiles = width === 256 || width === 770;
      if (!stage.firstInk && tiles && this.canvas.classList.contains("board-dry")) stage.firstInk = performance.now();
      return first.apply(this, args as Parameters<typeof first>);
    } as typeof first;
    return { interactive };
  },
  remount(mode: BoardOptions["mode"]) {
    const page = stage.board("b1").pageId;
    stage.board("b1").destroy();
    stage.mount("b1", "lea", { mode, page, onePage: true });
  },
  forget(person: string) {
    lives.delete(person);
  },
  Y,
};

/** What tests look at inside a board. */
interface Inside {
  surface: { view: { x: number; y: number; scale: number }; remote: { strokes: ReadonlyMap<string, unknown> } };
}

declare global {
  interface Window {
    stage: typeof stage;
    update?: Uint8Array;
  }
}
window.stage = stage;
