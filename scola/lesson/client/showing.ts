/** What each screen of a lesson shows: pure functions of the shared state (see reach.py). */

export interface Target {
  board: string;
  page: string;
}

export interface Group {
  id: string;
  name: string;
  colour: string;
  icon: string;
  members: string[];
  board: string;
}

export interface LessonState {
  lesson: string;
  version: number;
  title: string;
  instruction: string;
  state: "live" | "ended";
  eyes: boolean;
  frozen: boolean;
  eni: Target & { group: string };
  push: Record<string, Target>;
  groups: Group[];
  people: Record<string, { name: string; face: string }>;
  help: string[];
}

export type Showing =
  | { kind: "ended" }
  | { kind: "waiting" }
  | { kind: "board"; board: string; page: string };

const ENDED: Showing = { kind: "ended" };
const WAITING: Showing = { kind: "waiting" };

export function groupOf(state: LessonState, person: string): Group | null {
  return state.groups.find((group) => group.members.includes(person)) ?? null;
}

/** The person's own page, else the group's, else everybody's; nothing pushed: the tablet waits. */
export function tabletShows(state: LessonState, person: string): Showing {
  if (state.state === "ended") return ENDED;
  const group = groupOf(state, person);
  const keys = [`p:${person}`, ...(group ? [`g:${group.id}`] : []), "*"];
  for (const key of keys) {
    const target = state.push[key];
    if (target?.board) return { kind: "board", board: target.board, page: target.page };
  }
  return WAITING;
}

/** With the whole board that the ENI shows, the tablet turns the pages with it. */
export function follows(state: LessonState, showing: Showing): boolean {
  return showing.kind === "board" && showing.page === "" && showing.board === state.eni.board;
}

export function screenShows(state: LessonState): Showing {
  if (state.state === "ended") return ENDED;
  return state.eni.board
    ? { kind: "board", board: state.eni.board, page: state.eni.page }
    : WAITING;
}

/** The group whose board the ENI shows, to say its name there. */
export function groupOnScreen(state: LessonState): Group | null {
  return state.groups.find((group) => group.id === state.eni.group) ?? null;
}

/** The newer of two states: a page, a poll and the socket may bring them in any order. */
export function newer(known: LessonState | null, received: LessonState): LessonState {
  return known && known.version >= received.version ? known : received;
}

/** Whether `value` can be a state at all (a stranger's JSON must not break a tablet). */
export function isState(value: unknown): value is LessonState {
  const state = value as Partial<LessonState> | null;
  return (
    typeof state === "object" &&
    state !== null &&
    (state.state === "live" || state.state === "ended") &&
    typeof state.version === "number" &&
    Array.isArray(state.groups) &&
    typeof state.push === "object" &&
    typeof state.eni === "object"
  );
}
