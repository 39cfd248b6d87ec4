import { describe, expect, it } from "vitest";
import { encode } from "./codec";
import { RemoteInk } from "./remote";

const style = { tool: "pen" as const, c: "#12272e", w: 4 };
const samples = [1, 2, 3, 4].map((x) => ({ x, y: x, p: 0.5 }));
const whole = encode(samples);
const part = (from: number, to: number): Uint8Array => whole.slice(from * 3, to * 3);
const remote = (frozen: (stroke: string) => boolean = () => false): { ink: RemoteInk; length(): number } => {
  const ink = new RemoteInk(frozen);
  return { ink, length: () => ink.strokes.get("s")?.samples.length ?? 0 };
};

describe("ink of others", () => {
  it("grows with each chunk until it is frozen", () => {
    let frozen = false;
    const { ink, length } = remote(() => frozen);
    ink.take({ stroke: "s", seq: 0, style, points: part(0, 1) });
    ink.take({ stroke: "s", seq: 1, points: part(1, 3) });
    expect(length()).toBe(3);
    ink.take({ stroke: "s", seq: 2, points: part(3, 4), end: true });
    expect(length()).toBe(4);
    frozen = true;
    expect(ink.take({ stroke: "s", seq: 3, points: part(0, 0) })).toBe(true);
    expect(length()).toBe(0);
  });

  it("takes no chunk twice, and starts anew from the whole after a cut", () => {
    const { ink, length } = remote();
    ink.take({ stroke: "s", seq: 0, style, points: part(0, 1) });
    ink.take({ stroke: "s", seq: 1, points: part(1, 2) });
    expect(ink.take({ stroke: "s", seq: 1, points: part(1, 2) })).toBe(false);
    expect(length()).toBe(2);
    ink.take({ stroke: "s", seq: 3, style, points: part(0, 4) });
    expect(length()).toBe(4);
  });

  it("forgets what was cancelled, what it knows no beginning of, and what never ended", () => {
    const { ink, length } = remote();
    expect(ink.take({ stroke: "s", seq: 4, points: part(0, 1) })).toBe(false);
    ink.take({ stroke: "s", seq: 0, style, points: part(0, 1) });
    ink.take({ stroke: "s", seq: 1, points: part(0, 0), cancel: true });
    expect(length()).toBe(0);
    ink.take({ stroke: "s", seq: 0, style, points: part(0, 1) }, 0);
    ink.take({ stroke: "other", seq: 0, style, points: part(0, 1) }, 40_000);
    expect(length()).toBe(0);
  });
});
