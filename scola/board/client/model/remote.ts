/** Ink that others are drawing now: from live chunks, until the frozen stroke arrives. */
import type { InkChunk } from "../../../../client/live";
import type { Brush, Sample } from "../geometry/outline";
import { decode } from "./codec";

/** A stroke whose end never came is forgotten: the server commits what it had after 5 s. */
const FORGET = 30_000;

interface Growing {
  bytes: Uint8Array;
  brush: Brush;
  samples: Sample[];
  name: string;
  seq: number;
  at: number;
}

export interface RemoteStroke {
  readonly brush: Brush;
  readonly samples: readonly Sample[];
  readonly name: string;
}

export class RemoteInk {
  private readonly growing = new Map<string, Growing>();

  /** `frozen` says whether a stroke is already in the document. */
  constructor(private readonly frozen: (stroke: string) => boolean) {}

  get strokes(): ReadonlyMap<string, RemoteStroke> {
    return this.growing;
  }

  /** False when the chunk changes nothing that is shown. */
  take(chunk: InkChunk, now = Date.now()): boolean {
    this.forgetOld(now);
    const { stroke } = chunk;
    if (chunk.cancel || this.frozen(stroke)) return this.drop(stroke);
    const known = this.growing.get(stroke);
    if (known && chunk.seq <= known.seq) return false;
    // With its style a chunk carries the stroke from its beginning, also after a cut.
    const whole = chunk.style !== undefined;
    const brush = whole ? (chunk.style as Brush) : known?.brush;
    if (!brush) return false;
    const bytes = known && !whole ? joined(known.bytes, chunk.points) : chunk.points;
    const name = chunk.name ?? known?.name ?? "";
    this.growing.set(stroke, { bytes, brush, name, samples: decode(bytes), seq: chunk.seq, at: now });
    return true;
  }

  drop(stroke: string): boolean {
    return this.growing.delete(stroke);
  }

  clear(): void {
    this.growing.clear();
  }

  private forgetOld(now: number): void {
    this.growing.forEach((one, stroke) => {
      if (now - one.at > FORGET) this.drop(stroke);
    });
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
