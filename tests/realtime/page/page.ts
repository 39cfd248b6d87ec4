import * as Y from "yjs";
import { Gone, connect, forgetPerson, type Live, type LiveRoom } from "../../../client/live";

/** What the browser tests call. Strokes are drawn as the board engine does: ink, then frozen. */
const PEN = { tool: "pen" as const, c: "#1d3f8f", w: 3 };
let live: Live;
const rooms = new Map<string, LiveRoom>();
const inks: unknown[] = [];

function room(doc: string): LiveRoom {
  const found = rooms.get(doc);
  if (!found) throw new Error(`not open: ${doc}`);
  return found;
}

const stage = {
  start(url: string, person: string) {
    live = connect({
      url,
      person,
      async capability(doc) {
        const answer = await fetch(`/capability?doc=${doc}&person=${person}`);
        if (answer.status === 404) throw new Gone();
        if (!answer.ok) throw new Error("away");
        return (await answer.json()) as { capability: string; mode: "draw" };
      },
    });
  },
  open(doc: string) {
    const opened = live.open(doc);
    rooms.set(doc, opened);
    opened.on("ink", (chunk) => inks.push(chunk));
  },
  async ready(doc: string) {
    await room(doc).ready;
  },
  draw(doc: string, stroke: string, steps: number) {
    const here = room(doc);
    const chunks = Array.from({ length: steps }, (_, i) => Uint8Array.of(2, 4, 120 + (i % 50)));
    chunks.forEach((points, seq) =>
      here.sendInk({ stroke, seq, points, ...(seq === 0 ? { style: PEN } : {}), end: seq === steps - 1 }),
    );
    const b = new Uint8Array(chunks.flatMap((chunk) => [...chunk]));
    here.doc.getMap("ob").set(stroke, { k: "s", u: "x", t: 1, s: PEN, b });
  },
  penDown(doc: string, stroke: string, steps: number) {
    for (let seq = 0; seq < steps; seq++) {
      const style = seq === 0 ? { style: PEN } : {};
      room(doc).sendInk({ stroke, seq, points: Uint8Array.of(2, 4, 9), ...style });
    }
  },
  erase(doc: string, stroke: string) {
    room(doc).doc.getMap("ob").delete(stroke);
  },
  strokes: (doc: string) => [...room(doc).doc.getMap("ob").keys()].sort(),
  sync: (doc: string) => room(doc).sync,
  mode: (doc: string) => room(doc).mode,
  people: (doc: string) => room(doc).people,
  state: (doc: string) => room(doc).state,
  presence: (doc: string, data: Record<string, unknown>) => room(doc).setPresence(data),
  close: (doc: string) => room(doc).close(),
  stop: () => live.close(),
  inks: () => inks,
  forget: forgetPerson,
  Y,
};

declare global {
  interface Window {
    stage: typeof stage;
  }
}
window.stage = stage;
