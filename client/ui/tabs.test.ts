import { describe, expect, it } from "vitest";

import { neighbour } from "./tabs";

describe("arrow keys in tabs and tool bars", () => {
  it("go round the end, both ways", () => {
    expect(neighbour(3, 2, "ArrowRight")).toBe(0);
    expect(neighbour(3, 0, "ArrowLeft")).toBe(2);
    expect(neighbour(3, 1, "ArrowDown")).toBe(2);
  });

  it("Home and End reach the ends", () => {
    expect(neighbour(5, 2, "Home")).toBe(0);
    expect(neighbour(5, 2, "End")).toBe(4);
  });

  it("leave every other key alone", () => {
    expect(neighbour(3, 1, "a")).toBeNull();
    expect(neighbour(0, -1, "ArrowRight")).toBeNull();
  });
});
