import type { Brush, Sample } from "../geometry/outline";
import type { Hand } from "../input/hands";
import { InkEncoder, encode } from "../model/codec";
import { newId } from "../model/ids";
import type { Desk, Gesture, Tool } from "./tool";

/** Live points leave at most this often; a class on one Wi-Fi is forty of these. */
const CHUNK_EVERY = 40;

export const pen: Tool = { name: "pen", icon: "pencil-simple-bold", key: "p", begin: draw };
export const marker: Tool = { name: "marker", icon: "highlighter-bold", key: "m", begin: draw };

function draw(desk: Desk, hand: Hand, first: Sample): Gesture {
  return new InkGesture(desk, hand, first);
}

class InkGesture implements Gesture {
  private readonly id = newId();
  private readonly samples: Sample[];
  private readonly brush: Brush;
  private readonly live = new InkEncoder();
  private readonly wet: { samples: Sample[]; brush: Brush };
  private seq = 0;
  private sent = performance.now();

  constructor(
    private readonly desk: Desk,
    private readonly hand: Hand,
    first: Sample,
  ) {
    const marks = hand.tool === "marker";
    this.brush = { tool: marks ? "marker" : "pen", c: hand.colour, w: marks ? hand.width * 6 : hand.width };
    this.samples = [first];
    this.wet = { samples: [first], brush: this.brush };
    this.live.add(first);
    desk.surface.wet.set(this.id, this.wet);
    this.send({ style: this.brush });
    desk.surface.touch();
  }

  move(samples: readonly Sample[], _screen: unknown, predicted: readonly Sample[]): void {
    for (const sample of samples) {
      const last = this.samples[this.samples.length - 1];
      if (last && Math.hypot(sample.x - last.x, sample.y - last.y) < 0.4) continue;
      this.samples.push(sample);
      this.live.add(sample);
    }
    // What the browser expects next is drawn, never kept.
    this.wet.samples = predicted.length ? [...this.samples, ...predicted] : this.samples;
    if (performance.now() - this.sent >= CHUNK_EVERY) this.send({});
    this.desk.surface.touch();
  }

  end(): void {
    const { desk, samples, brush } = this;
    this.send({ end: true });
    const points = encode(samples);
    this.wet.samples = samples;
    desk.model.add(this.id, { k: "s", u: desk.person, t: Date.now(), s: { ...brush }, b: points }, this.hand.origin);
    desk.surface.wet.delete(this.id);
    desk.surface.touch();
  }

  cancel(): void {
    this.desk.surface.wet.delete(this.id);
    this.send({ cancel: true });
    this.desk.surface.touch();
  }

  private send(more: { style?: Brush; end?: boolean; cancel?: boolean }): void {
    this.sent = performance.now();
    this.desk.sendInk({ stroke: this.id, seq: this.seq, points: this.live.take(), ...more });
    this.seq += 1;
  }
}

