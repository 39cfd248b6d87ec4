/** The bytes of protocol "scola.1" (docs/realtime.md), the browser's side. */

export const SUBPROTOCOL = "scola.1";

export const Kind = {
  join: 1,
  update: 2,
  ink: 3,
  presence: 4,
  renew: 5,
  leave: 6,
  ping: 7,
  joined: 16,
  ack: 17,
  refused: 18,
  mode: 19,
  state: 20,
  closed: 21,
  pong: 22,
  renewed: 23,
} as const;

export const InkFlag = { head: 1, end: 2, cancel: 4 } as const;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

export function varuint(number: number): Uint8Array {
  const out: number[] = [];
  let rest = number;
  while (rest > 127) {
    out.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
  return Uint8Array.from(out);
}

export function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** `data` after its own length. */
export const sized = (data: Uint8Array): Uint8Array => join([varuint(data.length), data]);

export function message(kind: number, channel: number, ...payload: Uint8Array[]): Uint8Array {
  return sized(join([Uint8Array.of(kind), varuint(channel), ...payload]));
}

/** Reads what the functions above write. Throws RangeError past the end. */
export class Reader {
  private at = 0;
  constructor(private readonly data: Uint8Array) {}

  get done(): boolean {
    return this.at >= this.data.length;
  }

  byte(): number {
    const value = this.data[this.at++];
    if (value === undefined) throw new RangeError("message cut short");
    return value;
  }

  varuint(): number {
    let number = 0;
    let scale = 1;
    for (;;) {
      const byte = this.byte();
      number += (byte & 127) * scale;
      if (byte < 128) return number;
      scale *= 128;
    }
  }

  take(size: number): Uint8Array {
    const part = this.data.subarray(this.at, this.at + size);
    if (part.length < size) throw new RangeError("message cut short");
    this.at += size;
    return part;
  }

  sized(): Uint8Array {
    return this.take(this.varuint());
  }

  text(): string {
    return decoder.decode(this.sized());
  }

  rest(): Uint8Array {
    return this.take(this.data.length - this.at);
  }

  json<T>(bytes: Uint8Array): T {
    return JSON.parse(decoder.decode(bytes)) as T;
  }
}
