import { describe, expect, it } from "vitest";
import {
  type LessonState,
  follows,
  groupOf,
  groupOnScreen,
  isState,
  newer,
  screenShows,
  tabletShows,
} from "./showing";

const state = (over: Partial<LessonState> = {}): LessonState => ({
  lesson: "l",
  version: 1,
  title: "Le secret du golfe",
  instruction: "",
  state: "live",
  eyes: false,
  frozen: false,
  eni: { board: "b", page: "p", group: "" },
  push: {},
  groups: [
    { id: "sea", name: "Mer", colour: "g1", icon: "waves-fill", members: ["ghjulia"], board: "" },
    { id: "scrub", name: "Maquis", colour: "g3", icon: "tree-fill", members: [], board: "" },
  ],
  people: {},
  help: [],
  ...over,
});
const board = (name: string, page = "") => ({ kind: "board", board: name, page }) as const;

describe("what a tablet shows", () => {
  it("waits while nothing is pushed", () => {
    expect(tabletShows(state(), "ghjulia")).toEqual({ kind: "waiting" });
  });

  it("shows everybody's, then the group's, then the person's", () => {
    const push: LessonState["push"] = { "*": { board: "all", page: "1" } };
    expect(tabletShows(state({ push }), "ghjulia")).toEqual(board("all", "1"));
    push["g:sea"] = { board: "sea's", page: "" };
    expect(tabletShows(state({ push }), "ghjulia")).toEqual(board("sea's"));
    expect(tabletShows(state({ push }), "petru")).toEqual(board("all", "1"));
    push["p:ghjulia"] = { board: "own", page: "2" };
    expect(tabletShows(state({ push }), "ghjulia")).toEqual(board("own", "2"));
  });

  it("never shows another group's", () => {
    const push = { "g:scrub": { board: "theirs", page: "" } };
    expect(tabletShows(state({ push }), "ghjulia")).toEqual({ kind: "waiting" });
  });

  it("is over when the lesson is", () => {
    const push = { "*": { board: "all", page: "" } };
    expect(tabletShows(state({ push, state: "ended" }), "ghjulia")).toEqual({ kind: "ended" });
  });
});

describe("following the ENI", () => {
  it("is for the whole board that the ENI shows, never for one page or a group's copy", () => {
    const on = (push: LessonState["push"]) => {
      const now = state({ push });
      return follows(now, tabletShows(now, "ghjulia"));
    };
    expect(on({ "*": { board: "b", page: "" } })).toBe(true);
    expect(on({ "*": { board: "b", page: "p" } })).toBe(false);
    expect(on({ "g:sea": { board: "copy", page: "" } })).toBe(false);
    expect(on({})).toBe(false);
  });
});

describe("what the ENI shows", () => {
  it("follows the teacher, and says whose page it is", () => {
    expect(screenShows(state())).toEqual(board("b", "p"));
    expect(groupOnScreen(state())).toBeNull();
    const shown = state({ eni: { board: "b", page: "p", group: "scrub" } });
    expect(groupOnScreen(shown)?.name).toBe("Maquis");
    expect(screenShows(state({ state: "ended" }))).toEqual({ kind: "ended" });
    expect(screenShows(state({ eni: { board: "", page: "", group: "" } }))).toEqual({ kind: "waiting" });
  });
});

describe("the state", () => {
  it("only moves forward, whatever arrives late", () => {
    const old = state({ version: 3 });
    const late = state({ version: 2, eyes: true });
    expect(newer(old, late)).toBe(old);
    expect(newer(null, late)).toBe(late);
    expect(newer(late, old)).toBe(old);
  });

  it("knows the group of a child and refuses what is no state", () => {
    expect(groupOf(state(), "ghjulia")?.id).toBe("sea");
    expect(groupOf(state(), "lina")).toBeNull();
    expect(isState(state())).toBe(true);
    for (const wrong of [null, 3, "live", {}, { state: "live" }]) expect(isState(wrong)).toBe(false);
  });
});
