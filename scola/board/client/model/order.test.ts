import { describe, expect, it } from "vitest";
import { orderBetween } from "./order";

describe("order of pages", () => {
  it("fits between, before and after any two", () => {
    for (const [a, b] of [["", ""], ["", "a0"], ["a0", "a1"], ["a1", ""], ["a0", "a0i"], ["a9", "b"], ["", "01"], ["zz", ""]] as const) {
      const between = orderBetween(a, b);
      expect(between > a).toBe(true);
      if (b) expect(between < b).toBe(true);
    }
  });

  it("goes on for ever at one place", () => {
    let [low, high] = ["a0", "a1"];
    for (let n = 0; n < 300; n += 1) {
      const middle = orderBetween(low, high);
      expect(low < middle && middle < high).toBe(true);
      if (n % 2) low = middle;
      else high = middle;
    }
  });

  it("does not hang when two people inserted at one place", () => {
    expect(orderBetween("a5", "a5") > "a5").toBe(true);
    expect(orderBetween("b", "a").length).toBeLessThan(9);
    expect(orderBetween("a", "a0") > "a").toBe(true);
    expect(orderBetween("Ü!", "Ü!0").length).toBeGreaterThan(0);
  });
});
