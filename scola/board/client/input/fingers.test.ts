import { describe, expect, it } from "vitest";
import { Grip } from "./grip";
import { handAt, newHand } from "./hands";
import { PalmRule } from "./palm";

const touch = (x: number, y: number, at: number, width = 12) => ({ x, y, at, width, height: width });

describe("palms", () => {
  it("are wide, or beside a pen that was just there", () => {
    const rule = new PalmRule();
    expect(rule.isPalm(touch(100, 100, 0))).toBe(false);
    expect(rule.isPalm(touch(100, 100, 0, 60))).toBe(true);
    rule.penCame(100, 100, 1000);
    expect(rule.isPalm(touch(160, 150, 1300))).toBe(true);
    expect(rule.isPalm(touch(160, 150, 1600))).toBe(false);
    expect(rule.isPalm(touch(500, 150, 1300))).toBe(false);
  });

  it("are recognised afterwards when they landed before the pen", () => {
    const rule = new PalmRule();
    rule.penCame(100, 100, 1000);
    expect(rule.wasPalm({ x: 200, y: 200, at: 800 })).toBe(true);
    expect(rule.wasPalm({ x: 200, y: 200, at: 300 })).toBe(false);
    expect(rule.wasPalm({ x: 700, y: 200, at: 900 })).toBe(false);
  });
});

describe("fingers that hold the page", () => {
  it("move and zoom it, two or three of them", () => {
    const grip = new Grip();
    grip.add(1, { x: 0, y: 0 });
    grip.add(2, { x: 100, y: 0 });
    expect(grip.move(2, { x: 200, y: 0 })).toEqual({ from: { x: 50, y: 0 }, to: { x: 100, y: 0 }, factor: 2 });
    grip.add(3, { x: 100, y: 90 });
    expect(grip.move(3, { x: 100, y: 120 })?.to.y).toBe(40);
    grip.up(1);
    grip.up(2);
    expect(grip.move(3, { x: 0, y: 0 })).toBeNull();
    expect(grip.held).toBe(true);
  });
});

describe("hands of a wall", () => {
  it("are chosen by the side that is touched", () => {
    const hands = ["a", "b", "c"].map((id) => newHand({ id, name: id, colour: "" }));
    const at = (x: number): string => handAt(hands, x).zone.id;
    expect([at(-1), at(0), at(0.34), at(0.99), at(1)]).toEqual(["a", "a", "b", "c", "c"]);
  });
});
