import { describe, expect, it } from "vitest";
import { View } from "./view";

const NONE = { left: 0, right: 0, top: 0, bottom: 0 };

function viewOf(width: number, height: number, insets = NONE): View {
  const view = new View();
  view.resize(width, height, insets);
  return view;
}

describe("the view of a page", () => {
  it("shows the whole page between the tools", () => {
    const view = viewOf(1920, 1080, { left: 120, right: 120, top: 16, bottom: 164 });
    expect(view.scale).toBeCloseTo(1, 3);
    expect(view.shown()).toEqual({ minX: 0, minY: 0, maxX: 1600, maxY: 900 });
    expect(view.pan(50, 50)).toBeUndefined();
    expect(view.shown().minX).toBe(0);
  });

  it("zooms around a point, and never leaves the page", () => {
    const view = viewOf(1600, 900);
    view.zoom(2, 400, 300);
    expect(view.x + 400 / view.scale).toBeCloseTo(400);
    view.pan(1e5, 1e5);
    expect([view.x, view.y]).toEqual([0, 0]);
    view.pan(-1e5, -1e5);
    expect([view.x, view.y]).toEqual([800, 450]);
    view.zoom(0.01);
    expect(view.fitted).toBe(true);
  });

  it("shows on any screen what somebody else looks at", () => {
    const teacher = viewOf(1600, 900);
    teacher.zoom(4, 800, 450);
    const tablet = viewOf(1000, 800);
    tablet.showBox(teacher.shown());
    const seen = tablet.shown();
    const wanted = teacher.shown();
    expect(seen.minX).toBeLessThanOrEqual(wanted.minX + 0.01);
    expect(seen.maxX).toBeGreaterThanOrEqual(wanted.maxX - 0.01);
    expect(seen.minY).toBeLessThanOrEqual(wanted.minY + 0.01);
    expect(seen.maxY).toBeGreaterThanOrEqual(wanted.maxY - 0.01);
  });

  it("follows the pencil of the keyboard", () => {
    const view = viewOf(1600, 900);
    view.zoom(4, 0, 0);
    view.reveal(1000, 600, 50);
    const seen = view.shown();
    expect(seen.maxX).toBeCloseTo(1050);
    expect(seen.maxY).toBeCloseTo(650);
  });

  it("keeps what is looked at when the window changes", () => {
    const view = viewOf(1600, 900);
    view.zoom(2, 800, 450);
    const { scale } = view;
    view.resize(1200, 800, NONE);
    expect(view.scale).toBe(scale);
    view.zoom(0.1);
    view.resize(800, 450, NONE);
    expect(view.scale).toBe(0.5);
  });
});
