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

/** Empty for bytes that are not a stroke: a page is never lost for one bad stroke. */
export function decode(data: Uint8Array): Sample[] {
  const samples: Sample[] = [];
  const sound = walk(data, (x, y, pressure) => samples.push({ x: x / UNIT, y: y / UNIT, p: pressure / 255 }));
  return sound ? samples : [];
}

/** The box around the points, without making them; null for bytes that are not a stroke. */
export function extent(data: Uint8Array): Box | null {
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  const sound = walk(data, (x, y) => {
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  });
  if (!sound || minX > maxX) return null;
  return { minX: minX / UNIT, minY: minY / UNIT, maxX: maxX / UNIT, maxY: maxY / UNIT };
}

/** Calls `visit` with each sample in units of the codec; false when the bytes are not sound. */
function walk(data: Uint8Array, visit: (x: number, y: number, pressure: number) => void): boolean {
  let at = 0;
  let x = 0;
  let y = 0;
  let count = 0;
  let cut = false;
  const read = (): number => {
    let zigzag = 0;
    for (let shift = 0; shift <= 28; shift += 7) {
      const byte = data[at++];
      if (byte === undefined) break;
      zigzag |= (byte & 0x7f) << shift;
      if (byte < 0x80) return (zigzag >>> 1) ^ -(zigzag & 1);
    }
    cut = true;
    return 0;
  };
  while (at < data.length) {
    x += read();
    y += read();
    const pressure = data[at++];
    if (cut || pressure === undefined || ++count > MAX_SAMPLES) return false;
    visit(x, y, pressure);
  }
  return true;
}
