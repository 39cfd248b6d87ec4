/** Ink that others are drawing now: from live chunks, until the frozen stroke arrives. */
import type { InkChunk } from "../../../../client/live";
import type { Brush } from "../geometry/outline";
import { decode } from "./codec";
import type { WetInk } from "../render/surface";

/** A stroke whose end never came is forgotten: the server commits what it had. */
const FORGET = 30_000;

interface Growing {
  bytes: Uint8Array;
  brush: Brush;
  at: number;
}

export class RemoteInk {
  private readonly growing = new Map<string, Growing>();

  constructor(
    private readonly wet: Map<string, WetInk>,
    private readonly drawn: (stroke: string) => boolean,
  ) {}

  take(chunk: InkChunk): void {
    const { stroke } = chunk;
    if (chunk.cancel || this.drawn(stroke)) {
      this.drop(stroke);
      return;
    }
    const known = this.growing.get(stroke);
    const brush = known?.brush ?? (chunk.style as Brush | undefined);
    if (!brush) return;
    const bytes = known ? joined(known.bytes, chunk.points) : chunk.points;
    this.growing.set(stroke, { bytes, brush, at: Date.now() });
    const samples = decode(bytes);
    if (samples.length) this.wet.set(stroke, { samples, brush });
    this.forgetOld();
  }

  drop(stroke: string): void {
    if (this.growing.delete(stroke)) this.wet.delete(stroke);
  }

  clear(): void {
    this.growing.forEach((_, stroke) => this.wet.delete(stroke));
    this.growing.clear();
  }

  private forgetOld(): void {
    const now = Date.now();
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
