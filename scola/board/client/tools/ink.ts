import { highlightOf } from "../geometry/colours";
import type { Brush, Sample } from "../geometry/outline";
import type { Hand } from "../input/hands";
import { InkEncoder } from "../model/codec";
import { newId } from "../model/ids";
import type { WetStroke } from "../render/wet";
import type { Desk, Gesture, Place, Tool } from "./tool";

/** Live points leave at most this often; a class on one Wi-Fi is forty of these. */
const CHUNK_EVERY = 40;
/** A scribble that never lifts goes on as another stroke: each stays small enough to send. */
const LONGEST = 4000;
/** Closer samples (page pixels) say nothing. */
const STEP = 0.4;
const MARKER_WIDTHS = 6;

export const pen: Tool = { name: "pen", icon: "pencil-simple-bold", key: "p", writes: true, begin: draw };
export const marker: Tool = { name: "marker", icon: "highlighter-bold", key: "m", writes: true, begin: draw };

function draw(desk: Desk, hand: Hand, first: Sample): Gesture {
  return new InkGesture(desk, hand, first);
}

function brushOf(hand: Hand): Brush {
  const marks = hand.tool === "marker";
  return marks
    ? { tool: "marker", c: highlightOf(hand.colour), w: hand.width * MARKER_WIDTHS }
    : { tool: "pen", c: hand.colour, w: hand.width };
}

class InkGesture implements Gesture {
  private readonly brush: Brush;
  private line: Line;

  constructor(
    private readonly desk: Desk,
    private readonly hand: Hand,
    first: Sample,
  ) {
    this.brush = brushOf(hand);
    this.line = new Line(desk, hand, this.brush, first);
  }

  move(samples: readonly Sample[], _screen: Place, predicted: readonly Sample[]): void {
    for (const sample of samples) {
      this.line.add(sample);
      if (this.line.length < LONGEST) continue;
      this.line.end();
      this.line = new Line(this.desk, this.hand, this.brush, sample);
    }
    // What the browser expects next is drawn, never kept.
    this.line.show(predicted);
  }

  end(): void {
    this.line.end();
  }

  cancel(): void {
    this.line.cancel();
  }
}

/** One stroke on its way: drawn wet, sent live, then frozen into the page. */
class Line {
  private readonly id = newId();
  private readonly chunks: Uint8Array[] = [];
  private readonly encoder = new InkEncoder();
  private readonly wet: WetStroke;
  private last: Sample;
  private seq = 0;
  private timer = 0;

  constructor(
    private readonly desk: Desk,
    private readonly hand: Hand,
    private readonly brush: Brush,
    first: Sample,
  ) {
    this.wet = desk.surface.wet.begin(this.id, brush);
    this.last = first;
    this.wet.samples.push(first);
    this.encoder.add(first);
    this.send({ style: brush });
    desk.surface.touch();
  }

  get length(): number {
    return this.wet.samples.length;
  }

  add(sample: Sample): void {
    if (Math.hypot(sample.x - this.last.x, sample.y - this.last.y) < STEP) return;
    this.last = sample;
    this.wet.samples.push(sample);
    this.encoder.add(sample);
  }

  show(predicted: readonly Sample[]): void {
    this.wet.predicted = predicted;
    // A pen that rests sends its last points too: they must outlive this tablet.
    if (!this.timer && this.encoder.waiting) this.timer = window.setTimeout(() => this.send({}), CHUNK_EVERY);
    this.desk.surface.touch();
  }

  end(): void {
    const { desk, brush, hand } = this;
    this.send({ end: true });
    desk.model.add(this.id, { u: desk.person, s: { ...brush }, b: joined(this.chunks) }, hand.origin);
    desk.surface.wet.end(this.id);
    desk.surface.touch();
  }

  cancel(): void {
    this.send({ cancel: true });
    this.desk.surface.wet.end(this.id);
    this.desk.surface.touch();
  }

  private send(more: { style?: Brush; end?: boolean; cancel?: boolean }): void {
    clearTimeout(this.timer);
    this.timer = 0;
    const points = this.encoder.take();
    this.chunks.push(points);
    this.desk.sendInk({ stroke: this.id, seq: this.seq, points, ...more });
    this.seq += 1;
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
