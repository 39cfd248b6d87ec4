/** The teacher's cockpit: its forms work alone; this makes them quick and keeps the page fresh. */

import type { Person } from "../../../client/live";
import { jsonData, text } from "../../../client/ui/texts";
import { toast } from "../../../client/ui/toast";
import { faceImage, knowFaces } from "./page";
import { namePlaces } from "./placing";
import { type LessonData, Session } from "./session";

const CALM = 120;
const PICTURES_EVERY = 8000;
/** Pages added at the board appear without anybody asking. */
const PAGES_EVERY = 20_000;

export class Cockpit {
  private readonly session: Session;
  private waiting = 0;
  private busy = false;
  private again = false;
  private version: number;

  constructor(data: LessonData) {
    knowFaces(data.faces);
    this.version = data.version;
    this.session = new Session(data);
    this.session.room.on("people", () => this.showPeople());
    this.session.follow((state) => {
      if (state.state === "ended") void this.session.leave();
      else if (state.version > this.version) this.refreshSoon();
      this.version = Math.max(this.version, state.version);
    });
    document.addEventListener("submit", (event) => this.submit(event));
    window.setInterval(() => this.freshPictures(), PICTURES_EVERY);
    window.setInterval(() => {
      if (!document.hidden) this.refreshSoon();
    }, PAGES_EVERY);
    namePlaces();
  }

  private submit(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    const button = event.submitter as HTMLButtonElement | null;
    if (!form.matches("[data-verb]") || button?.hasAttribute("data-plain")) return;
    event.preventDefault();
    const body = new FormData(form, button);
    void this.send(button?.hasAttribute("formaction") ? button.formAction : form.action, body, button);
  }

  private async send(url: string, body: FormData, button: HTMLButtonElement | null): Promise<void> {
    button?.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" } });
      const json = answer.headers.get("Content-Type")?.includes("json") ?? false;
      const said = json ? ((await answer.json()) as { error?: string; say?: string }) : {};
      if (said.error) toast(said.error);
      else if (said.say) toast(said.say);
      await this.refresh();
    } catch {
      toast(text("failed"));
    } finally {
      button?.removeAttribute("aria-busy");
    }
  }

  private refreshSoon(): void {
    window.clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => void this.refresh(), CALM);
  }

  /** Takes the changed parts of the page from the server: it alone words and draws them. */
  private async refresh(): Promise<void> {
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (answer.ok && !answer.redirected) this.swap(await answer.text());
    } catch {
      // The network is away: the page says so already, and the next state brings it back.
    }
    this.busy = false;
    if (!this.again) return;
    this.again = false;
    this.refreshSoon();
  }

  private swap(html: string): void {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    for (const part of document.querySelectorAll<HTMLElement>("[data-part]")) {
      const next = fresh.querySelector<HTMLElement>(`[data-part="${part.dataset["part"]}"]`);
      if (!next || withoutTokens(next) === withoutTokens(part)) continue;
      const kept = choices(part);
      const focused = controls(part).findIndex((one) => one === document.activeElement);
      const was = controls(part)[focused];
      const open = part.querySelector("details")?.open;
      part.replaceWith(document.adoptNode(next));
      const details = next.querySelector("details");
      if (details && open !== undefined) details.open = open;
      restore(next, kept);
      if (was) (controls(next).find((one) => sameControl(one, was)) ?? controls(next)[focused])?.focus();
    }
    this.showPeople();
    this.freshPictures();
    namePlaces();
  }

  private showPeople(): void {
    const here = new Map<string, Person>(this.session.people.map((one) => [one.person, one]));
    const pupils = this.session.state.people;
    const count = document.querySelector("[data-count]");
    const connected = this.session.room.sync.connected;
    if (connected && count) count.textContent = String([...here.keys()].filter((one) => one in pupils).length);
    for (const pupil of document.querySelectorAll<HTMLElement>("[data-person]")) {
      const person = here.get(pupil.dataset["person"] ?? "");
      pupil.toggleAttribute("data-here", Boolean(person));
      pupil.toggleAttribute("data-hand", person?.data["hand"] === true);
    }
    this.showHands([...here.values()].filter((one) => one.data["hand"] === true && one.person in pupils));
  }

  private showHands(up: Person[]): void {
    const box = document.querySelector<HTMLElement>("[data-hands]");
    const list = box?.querySelector("[data-hand-list]");
    if (!box || !list) return;
    box.hidden = up.length === 0;
    const names = up.map((one) => one.person).join();
    if (list.getAttribute("data-hand-list") === names) return;
    list.setAttribute("data-hand-list", names);
    const items = up.map((one) => {
      const item = document.createElement("li");
      item.className = "person-line";
      const known = this.session.state.people[one.person];
      item.append(faceImage(known?.face ?? ""), known?.name ?? one.name);
      return item;
    });
    list.replaceChildren(...items);
  }

  /** The small pictures follow the work, when somebody looks at them. */
  private freshPictures(): void {
    if (document.hidden || !this.session.room.sync.connected) return;
    for (const picture of document.querySelectorAll<HTMLImageElement>("img[data-picture]")) {
      const address = new URL(picture.src);
      address.searchParams.set("at", String(Math.floor(Date.now() / 1000)));
      const next = new Image();
      next.onload = () => (picture.src = next.src);
      next.src = address.href;
    }
  }
}

function controls(part: HTMLElement): HTMLElement[] {
  return [...part.querySelectorAll<HTMLElement>("a, button, input:not([type=hidden]), select, summary")];
}

/** Whether a fresh part's control is the one that had the focus: nobody loses their place. */
function sameControl(one: HTMLElement, was: HTMLElement): boolean {
  if (one.id || was.id) return one.id === was.id;
  const same = (name: string): boolean => one.getAttribute(name) === was.getAttribute(name);
  return one.tagName === was.tagName && one.textContent === was.textContent && same("name") && same("value");
}

/** What is chosen in a part and has not been sent: it survives the fresh part. */
function choices(part: HTMLElement): [string, string][] {
  const found: [string, string][] = [];
  for (const field of part.querySelectorAll<HTMLInputElement>("input:checked")) found.push([field.name, field.value]);
  for (const field of part.querySelectorAll<HTMLSelectElement>("select")) found.push([field.name, field.value]);
  for (const field of part.querySelectorAll<HTMLInputElement>("input.input")) found.push([field.name, field.value]);
  return found;
}

function restore(part: HTMLElement, kept: readonly [string, string][]): void {
  for (const [name, value] of kept) {
    const radio = part.querySelector<HTMLInputElement>(`input[type=radio][name="${name}"][value="${CSS.escape(value)}"]`);
    if (radio) radio.checked = true;
    const field = part.querySelector<HTMLInputElement | HTMLSelectElement>(`select[name="${name}"], input.input[name="${name}"]`);
    if (field instanceof HTMLSelectElement && ![...field.options].some((option) => option.value === value)) continue;
    if (field) field.value = value;
  }
}

/** Tokens differ at each answer and pictures carry their hour: neither is a change. */
function withoutTokens(part: HTMLElement): string {
  const copy = part.cloneNode(true) as HTMLElement;
  for (const token of copy.querySelectorAll("input[name=csrfmiddlewaretoken]")) token.remove();
  for (const menu of copy.querySelectorAll("details")) menu.removeAttribute("open");
  for (const picture of copy.querySelectorAll("img")) picture.setAttribute("src", picture.src.replace(/\?.*$/, ""));
  for (const pupil of copy.querySelectorAll("[data-person]")) {
    pupil.removeAttribute("data-here");
    pupil.removeAttribute("data-hand");
  }
  for (const count of copy.querySelectorAll("[data-count]")) count.textContent = "";
  for (const here of copy.querySelectorAll(".here")) here.textContent = "";
  return copy.outerHTML;
}

export function startCockpit(): Cockpit {
  return new Cockpit(jsonData<LessonData>("lesson-data"));
}
