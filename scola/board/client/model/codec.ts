/**
 * Points of a stroke, codec v1: the same bytes as scola/board/ink/codec.py.
 *
 * Each sample is dx, dy (zig-zag varints, tenths of a page pixel, from the sample before; the
 * first from 0,0) and one byte of pressure. Chunks cut between samples concatenate to the stroke.
 */
import type { Sample } from "../geometry/outline";

const UNIT = 10;
const MAX_SAMPLES = 20_000;

/** Encodes samples as they come; `take()` gives the bytes since the last call. */
export class InkEncoder {
  private lastX = 0;
  private lastY = 0;
  private bytes: number[] = [];

  add(sample: Sample): void {
    const x = Math.round(sample.x * UNIT);
    const y = Math.round(sample.y * UNIT);
    this.write(x - this.lastX);
    this.write(y - this.lastY);
    this.bytes.push(Math.max(0, Math.min(255, Math.round(sample.p * 255))));
    this.lastX = x;
    this.lastY = y;
  }

  take(): Uint8Array {
    const taken = Uint8Array.from(this.bytes);
    this.bytes = [];
    return taken;
  }

  private write(value: number): void {
    let zigzag = ((value << 1) ^ (value >> 31)) >>> 0;
    while (zigzag > 0x7f) {
      this.bytes.push((zigzag & 0x7f) | 0x80);
      zigzag >>>= 7;
    }
    this.bytes.push(zigzag);
  }
}

export function encode(samples: readonly Sample[]): Uint8Array {
  const encoder = new InkEncoder();
  samples.forEach((sample) => encoder.add(sample));
  return encoder.take();
}

/** Empty for bytes that are not a stroke: a page is never lost for one bad stroke. */
export function decode(data: Uint8Array): Sample[] {
  const samples: Sample[] = [];
  let at = 0;
  let x = 0;
  let y = 0;
  const read = (): number => {
    let zigzag = 0;
    for (let shift = 0; shift <= 28; shift += 7) {
      const byte = data[at++];
      if (byte === undefined) return NaN;
      zigzag |= (byte & 0x7f) << shift;
      if (byte < 0x80) return (zigzag >>> 1) ^ -(zigzag & 1);
    }
    return NaN;
  };
  while (at < data.length) {
    x += read();
    y += read();
    const pressure = data[at++];
    if (Number.isNaN(x + y) || pressure === undefined || samples.length >= MAX_SAMPLES) return [];
    samples.push({ x: x / UNIT, y: y / UNIT, p: pressure / 255 });
  }
  return samples;
}
