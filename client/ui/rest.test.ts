import { describe, expect, it } from "vitest";

import { hourLike, minutesOf } from "./rest";

describe("the clock of the board at rest", () => {
  it("reads the hour that the server wrote, in each language", () => {
    expect(minutesOf("8\u00a0h\u00a052")).toBe(532);
    expect(minutesOf("9\u00a0ore")).toBe(540);
    expect(minutesOf("13:05")).toBe(785);
  });

  it("writes the next minutes in the same way", () => {
    expect(hourLike("8\u00a0h\u00a059", 540)).toBe("9\u00a0h");
    expect(hourLike("8\u00a0ore\u00a059", 545)).toBe("9\u00a0ore\u00a005");
    expect(hourLike("8:59", 545)).toBe("9:05");
  });
});
