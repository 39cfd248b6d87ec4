/** A screen's tie to its lesson: the socket, the shared state, and the server when it is away. */

import { Gone, type Live, type LiveRoom, type Mode, type Person, connect, forgetPerson } from "../../../client/live";
import { type LessonState, isState, newer } from "./showing";

export interface LessonData {
  lesson: string;
  person: string;
  url: string;
  csrf: string;
  capability: string;
  follow: string;
  hand: string;
  ended: string;
  mode: "eni" | "desk" | "tablet";
  version: number;
  state: LessonState;
  faces: Record<string, string>;
  texts: Record<string, string>;
  join: { code: string; url: string };
}

const ASK_EVERY = 5000;

/** POSTs a form with the page's token; gives the JSON answer, throws when there is none. */
export async function post(url: string, csrf: string, body: BodyInit): Promise<Record<string, unknown>> {
  const headers: Record<string, string> = { "X-CSRFToken": csrf, Accept: "application/json" };
  if (typeof body === "string") headers["Content-Type"] = "application/json";
  const answer = await fetch(url, { method: "POST", headers, body });
  if (answer.status === 404) throw new Gone(url);
  return { ...((await answer.json()) as Record<string, unknown>), status: answer.status };
}

export function openLive(data: { url: string; person: string; csrf: string; capability: string }): Live {
  return connect({
    url: data.url,
    person: data.person,
    capability: async (doc) => {
      const granted = await post(data.capability, data.csrf, JSON.stringify({ doc }));
      if (typeof granted["capability"] !== "string") throw new Error(`no capability for ${doc}`);
      return { capability: granted["capability"], mode: granted["mode"] as Mode };
    },
  });
}

export class Session {
  readonly live: Live;
  readonly room: LiveRoom;
  state: LessonState;
  private readonly changed = new Set<(state: LessonState) => void>();
  private left = false;

  constructor(readonly data: LessonData) {
    this.state = data.state;
    this.live = openLive(data);
    this.room = this.live.open(`lesson:${data.lesson}`);
    this.room.on("state", (state) => this.take(state));
    this.room.on("closed", () => void this.ask());
    window.setInterval(() => {
      if (!this.room.sync.connected) void this.ask();
    }, ASK_EVERY);
    // A tablet that wakes up asks at once rather than at the next beat.
    window.addEventListener("online", () => void this.ask());
  }

  get people(): readonly Person[] {
    return this.room.people;
  }

  /** Calls `fn` with the present state, then with each newer one. */
  follow(fn: (state: LessonState) => void): void {
    this.changed.add(fn);
    fn(this.state);
  }

  /** Leaves for the page after the lesson, once; what is not yet sent stays on this device. */
  async leave(): Promise<void> {
    if (this.left) return;
    this.left = true;
    this.live.close();
    await forgetPerson(this.data.person).catch(() => false);
    location.assign(this.data.ended);
  }

  /** Asks the web server: the socket is away, or says we have no business here any more. */
  private async ask(): Promise<void> {
    const answer = await fetch(this.data.follow, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer) return;
    if (answer.redirected || answer.status === 404) {
      await this.leave();
      return;
    }
    if (!answer.ok) return;
    const { state } = (await answer.json()) as { state?: { state?: string } };
    if (state?.state === "ended") await this.leave();
    else this.take(state);
  }

  private take(received: unknown): void {
    if (!isState(received)) return;
    const state = newer(this.state, received);
    if (state === this.state) return;
    this.state = state;
    for (const fn of this.changed) fn(state);
  }
}
