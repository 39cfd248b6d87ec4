/** A pupil's tablet: what is pushed, the hand, the group, the network, all eyes. */

import type { Person } from "../../../client/live";
import { text } from "../../../client/ui/texts";
import { BoardPlace } from "./boards";
import { element, faceImage, icon, knowFaces } from "./page";
import { type LessonData, Session, post } from "./session";
import { type Group, type LessonState, follows, groupOf, tabletShows } from "./showing";

/** The socket may blink; only then is the network said to be gone. */
const PATIENCE = 2500;

export class Tablet {
  private readonly session: Session;
  private readonly place: BoardPlace;
  private hand = false;
  private offlineTimer = 0;

  constructor(private readonly data: LessonData) {
    knowFaces(data.faces);
    this.session = new Session(data);
    this.place = new BoardPlace(element("board"), {
      mode: "tablet",
      live: this.session.live,
      person: { id: data.person, name: data.state.people[data.person]?.name ?? "" },
      texts: data.texts,
      stateIn: element("saved"),
      onPage: () => this.tellPresence(),
    });
    element("hand").addEventListener("click", () => this.raise(!this.hand));
    this.session.room.on("people", () => this.showMates());
    this.session.room.on("sync", () => this.showNetwork());
    for (const name of ["online", "offline"]) window.addEventListener(name, () => this.showNetwork());
    this.session.follow((state) => this.show(state));
    this.tellPresence();
    this.showNetwork();
  }

  private show(state: LessonState): void {
    const showing = tabletShows(state, this.data.person);
    if (showing.kind === "ended") {
      void this.session.leave();
      return;
    }
    element("instruction").textContent = state.instruction || state.title;
    element("waiting").hidden = showing.kind !== "waiting";
    if (showing.kind === "board") this.place.show(showing.board, showing.page, follows(state, showing));
    else this.place.clear();
    element("frozen").hidden = !state.frozen || showing.kind !== "board";
    this.darken(state.eyes);
    this.showGroup(groupOf(state, this.data.person));
    this.showMates();
  }

  /** Tous les yeux: the whole screen; the page behind cannot be reached meanwhile. */
  private darken(on: boolean): void {
    const curtain = element("eyes");
    if (curtain.hidden !== on) return;
    curtain.hidden = !on;
    for (const part of [element("lesson-head"), element("contenu")]) part.inert = on;
  }

  private showGroup(group: Group | null): void {
    const chip = element("group-chip");
    chip.hidden = !group;
    if (!group) return;
    chip.className = `chip ${group.colour}`;
    chip.replaceChildren(icon(group.icon), ` ${text("group", { name: group.name })}`);
  }

  private showMates(): void {
    const state = this.session.state;
    const group = groupOf(state, this.data.person);
    const aside = element("mates");
    aside.hidden = !group || group.members.length < 2;
    if (!group || aside.hidden) return;
    const present = new Map(this.session.people.map((one) => [one.person, one]));
    const members = [...group.members].sort((a, b) => Number(b === this.data.person) - Number(a === this.data.person));
    const list = members.map((person, n) => this.mate(state, person, present.get(person), n));
    aside.querySelector("ul")?.replaceChildren(...list);
  }

  private mate(state: LessonState, person: string, here: Person | undefined, n: number): HTMLLIElement {
    const me = person === this.data.person;
    const hand = here?.data["hand"] === true;
    const item = document.createElement("li");
    item.className = `mate g${(n % 6) + 1}${me ? " me" : ""}${hand ? " hand" : ""}${here || me ? "" : " away"}`;
    const known = state.people[person];
    const name = document.createElement("b");
    name.textContent = known?.name ?? "";
    const note = document.createElement("span");
    note.className = "xs";
    const key = hand ? "hand" : me ? "me" : here ? "here" : "away";
    if (hand) note.append(icon("hand-palm-fill"), " ");
    if (key === "away") note.append(icon("wifi-slash-fill"), " ");
    note.append(text(`mate.${key}`));
    const face = faceImage(known?.face ?? "");
    face.classList.add("l");
    item.append(face, name, note);
    return item;
  }

  private raise(up: boolean): void {
    this.hand = up;
    const button = element("hand");
    button.setAttribute("aria-pressed", String(up));
    const words = button.querySelector("span");
    if (words) words.textContent = text(up ? "hand.down" : "hand.up");
    this.tellPresence();
    // The record only: the teacher sees the hand through the room, so a lost count is no trouble.
    if (up) void post(this.data.hand, this.data.csrf, new FormData()).catch(() => undefined);
  }

  private tellPresence(): void {
    // The first page shows itself while the place is still being made.
    const page = (this.place as BoardPlace | undefined)?.page ?? "";
    this.session.room.setPresence({ hand: this.hand, page });
  }

  private showNetwork(): void {
    window.clearTimeout(this.offlineTimer);
    // The browser knows at once that the Wi-Fi is gone; a silent socket only after a while.
    if (!navigator.onLine) this.sayOffline(true);
    else if (this.session.room.sync.connected) this.sayOffline(false);
    else this.offlineTimer = window.setTimeout(() => this.sayOffline(true), PATIENCE);
  }

  private sayOffline(off: boolean): void {
    element("offline").hidden = !off;
    element("hand").hidden = off;
    element("hand-real").hidden = !off;
    if (off) this.showMates();
  }
}
