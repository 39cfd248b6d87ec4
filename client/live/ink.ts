import type { InkChunk, InkStyle } from "./types";
import { InkFlag, Reader, join, sized, utf8, varuint } from "./wire";

interface Head {
  s: InkStyle;
  p: string;
  n: string;
}

/** An INK payload as the server reads it. */
export function encodeInk(chunk: InkChunk): Uint8Array {
  const flags =
    (chunk.style ? InkFlag.head : 0) |
    (chunk.end ? InkFlag.end : 0) |
    (chunk.cancel ? InkFlag.cancel : 0);
  const head = chunk.style ? sized(utf8(JSON.stringify(chunk.style))) : new Uint8Array();
  return join([
    sized(utf8(chunk.stroke)),
    varuint(chunk.seq),
    Uint8Array.of(flags),
    head,
    chunk.points,
  ]);
}

/** What others draw; `authors` remembers who began each stroke. */
export function decodeInk(reader: Reader, authors: Map<string, Head>): InkChunk {
  const stroke = reader.text();
  const seq = reader.varuint();
  const flags = reader.byte();
  const head = flags & InkFlag.head ? reader.json<Head>(reader.sized()) : undefined;
  const points = reader.rest().slice();
  if (head) authors.set(stroke, head);
  const author = authors.get(stroke);
  const over = flags & (InkFlag.end | InkFlag.cancel);
  if (over) authors.delete(stroke);
  return {
    stroke,
    seq,
    points,
    ...(head ? { style: head.s } : {}),
    ...(flags & InkFlag.end ? { end: true } : {}),
    ...(flags & InkFlag.cancel ? { cancel: true } : {}),
    ...(author ? { person: author.p, name: author.n } : {}),
  };
}

export type Authors = Map<string, Head>;

interface Pen {
  chunks: InkChunk[];
  over: "no" | "end" | "cancel";
}

/**
 * The strokes under this person's pens. Chunks are kept until the stroke is over, so that a cut of
 * a few seconds leaves no hole in what the others see and in what the server could rescue.
 */
export class Pens {
  private readonly pens = new Map<string, Pen>();

  has(stroke: string): boolean {
    return this.pens.has(stroke);
  }

  add(chunk: InkChunk): void {
    const pen = this.pens.get(chunk.stroke) ?? { chunks: [], over: "no" };
    this.pens.set(chunk.stroke, pen);
    pen.chunks.push(chunk);
    if (chunk.end) pen.over = "end";
    if (chunk.cancel) pen.over = "cancel";
  }

  /** After a join: all that the server may have missed. It ignores what it already has. */
  again(): InkChunk[] {
    return [...this.pens.values()].flatMap((pen) => (pen.over === "no" ? pen.chunks : []));
  }

  /** Cancels of strokes that are over and not in the document: undone before they were kept. */
  settle(inDocument: (stroke: string) => boolean): InkChunk[] {
    const cancels: InkChunk[] = [];
    for (const [stroke, pen] of this.pens) {
      if (pen.over === "no") continue;
      this.pens.delete(stroke);
      if (!inDocument(stroke)) {
        cancels.push({ stroke, seq: pen.chunks.length, points: new Uint8Array(), cancel: true });
      }
    }
    return cancels;
  }
}
