/**
 * Points of a stroke, codec v1: the same bytes as scola/board/ink/codec.py.
 *
 * Each sample is dx, dy (zig-zag varints, tenths of a page pixel, from the sample before; the
 * first from 0,0) and one byte of pressure. Chunks cut between samples concatenate to the stroke.
 */
import type { Box } from "../geometry/box";
import type { Sample } from "../geometry/outline";

const UNIT = 10;
const MAX_SAMPLES = 20_000;
const NONE = new Float64Array(0);

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

  get waiting(): boolean {
    return this.bytes.length > 0;
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

let samples = new Float64Array(3 * 1024);
let at = 0;

/**
 * x, y and pressure of each sample, one after the other, in memory that the next call uses again.
 * Empty for bytes that are not a stroke: a page is never lost for one bad stroke.
 */
export function unpack(data: Uint8Array): Float64Array {
  // A sample takes three bytes at least.
  if (samples.length < data.length) samples = new Float64Array(data.length * 2);
  let length = 0;
  let x = 0;
  let y = 0;
  for (at = 0; at < data.length; at += 1) {
    x += varint(data);
    y += varint(data);
    const cut = Number.isNaN(x + y) || at >= data.length;
    if (cut || length >= 3 * MAX_SAMPLES) return NONE;
    samples[length++] = x / UNIT;
    samples[length++] = y / UNIT;
    samples[length++] = (data[at] as number) / 255;
  }
  return samples.subarray(0, length);
}

/** NaN when it is cut or endless. */
function varint(data: Uint8Array): number {
  let zigzag = 0;
  for (let shift = 0; shift <= 28 && at < data.length; shift += 7) {
    const byte = data[at++] as number;
    zigzag |= (byte & 0x7f) << shift;
    if (byte < 0x80) return (zigzag >>> 1) ^ -(zigzag & 1);
  }
  return NaN;
}

export function decode(data: Uint8Array): Sample[] {
  const values = unpack(data);
  const found: Sample[] = [];
  for (let n = 0; n < values.length; n += 3) {
    found.push({ x: values[n] as number, y: values[n + 1] as number, p: values[n + 2] as number });
  }
  return found;
}

/** The box around the points; null for bytes that are not a stroke. */
export function extent(data: Uint8Array): Box | null {
  const values = unpack(data);
  if (values.length === 0) return null;
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (let n = 0; n < values.length; n += 3) {
    const x = values[n] as number;
    const y = values[n + 1] as number;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  return { minX, minY, maxX, maxY };
}
