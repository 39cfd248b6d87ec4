/** The board on the wall, or opened on the teacher's computer: what state.eni says, full screen. */

import { text } from "../../../client/ui/texts";
import { toast } from "../../../client/ui/toast";
import { BoardPlace } from "./boards";
import { element, faceImage, icon, knowFaces } from "./page";
import { type LessonData, Session, post } from "./session";
import { type LessonState, groupOnScreen, screenShows } from "./showing";

/** One ink per hand from the start: orange, blue, black, green. */
const INKS = ["#c8540a", "#0e5c86", "#12272e", "#2f7d3b"];

export class Screen {
  private readonly session: Session;
  private readonly place: BoardPlace;
  private shown = "";
  private readonly known = new Set<string>();
  private hands = 2;
  private zones = "";

  constructor(private readonly data: LessonData) {
    knowFaces(data.faces);
    this.session = new Session(data);
    this.place = new BoardPlace(element("board"), {
      mode: data.mode,
      live: this.session.live,
      person: { id: data.person, name: "" },
      texts: data.texts,
      addPage: (board) => this.addPage(board),
    });
    this.countHands();
    this.session.room.setPresence(data.mode === "eni" ? { screen: true } : {});
    this.session.room.on("people", () => this.showPeople());
    this.session.follow((state) => this.show(state));
    // At the start nobody is here yet: the code is what the class needs first.
    if (data.mode === "eni" && !data.state.push["*"]) this.joinPanel.showModal();
  }

  private get joinPanel(): HTMLDialogElement {
    return element<HTMLDialogElement>("join-panel");
  }

  private show(state: LessonState): void {
    const showing = screenShows(state);
    if (showing.kind === "ended") {
      void this.session.leave();
      return;
    }
    const target = JSON.stringify(state.eni);
    if (target !== this.shown && showing.kind === "board") {
      if (this.shown && this.joinPanel.open) this.joinPanel.close();
      // Only what the teacher changes moves the page: an own turn of the page is not undone.
      this.place.show(showing.board, showing.page);
      this.shown = target;
    }
    const group = groupOnScreen(state);
    const chip = element("shown-group");
    chip.hidden = !group;
    if (group) {
      chip.className = `chip ${group.colour}`;
      chip.replaceChildren(icon(group.icon), ` ${text("group", { name: group.name })}`);
    }
    this.showHands();
    this.showPeople();
  }

  private showPeople(): void {
    const pupils = this.session.state.people;
    const here = new Set(this.session.people.map((one) => one.person).filter((person) => person in pupils));
    element("here-count").textContent = String(here.size);
    if (here.size === this.known.size && [...here].every((person) => this.known.has(person))) return;
    this.known.clear();
    const list = [...here].map((person) => {
      this.known.add(person);
      const item = document.createElement("li");
      item.className = "person-line";
      const known = pupils[person];
      item.append(faceImage(known?.face ?? ""), known?.name ?? "");
      return item;
    });
    element("arrived").replaceChildren(...list);
  }

  /** One to four children side by side; when a group is shown, the hands carry its names. */
  private countHands(): void {
    element("hands").addEventListener("click", (event) => {
      const chosen = (event.target as Element).closest<HTMLElement>("[data-hands]");
      if (!chosen) return;
      this.hands = Number(chosen.dataset["hands"]);
      this.showHands();
    });
    this.showHands();
  }

  private showHands(): void {
    for (const one of element("hands").querySelectorAll<HTMLElement>("[data-hands]")) {
      one.setAttribute("aria-pressed", String(Number(one.dataset["hands"]) === this.hands));
    }
    if (this.data.mode !== "eni") return;
    const { state } = this.session;
    const names = (groupOnScreen(state)?.members ?? []).map((person) => state.people[person]?.name ?? "");
    const zones = INKS.slice(0, this.hands).map((colour, n) => {
      const name = names[n] ?? text("zone", { n: n + 1 });
      return { id: `${n + 1} ${name}`, name, colour };
    });
    const asked = JSON.stringify(zones);
    if (asked === this.zones) return;
    this.zones = asked;
    this.place.setZones(zones);
  }

  /** The server names a new page; the engine then places it in the board's document. */
  private async addPage(board: string): Promise<string> {
    const answer = await post(`/board/${board}/pages`, this.data.csrf, new FormData()).catch(() => ({}));
    const page = (answer as Record<string, unknown>)["page"];
    if (typeof page === "string") return page;
    toast(text("page.failed"));
    throw new Error("no page");
  }
}
