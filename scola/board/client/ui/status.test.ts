import { describe as group, expect, it } from "vitest";
import { describe } from "./status";

const sync = { connected: true, unsent: 0, keptHere: true, refused: null };

group("what is said of the work", () => {
  it("is never more than the truth", () => {
    expect(describe(sync, true).key).toBe("board.kept");
    expect(describe({ ...sync, unsent: 2 }, true).key).toBe("board.sending");
    expect(describe({ ...sync, unsent: 2, connected: false }, true)).toMatchObject({ key: "board.kept_here", local: true });
    expect(describe({ ...sync, unsent: 2, connected: false, keptHere: false }, true).key).toBe("board.not_kept");
    expect(describe({ ...sync, connected: false }, true).key).toBe("board.alone");
    expect(describe({ ...sync, unsent: 1, refused: "read_only" }, false).key).toBe("board.refused");
    expect(describe(sync, false).key).toBe("board.frozen");
  });
});
