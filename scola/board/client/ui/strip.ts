/** The pages at the bottom: before, after, thumbnails, one more, its paper. */
import { BACKGROUNDS, type Background, type PageInfo } from "../model/board";
import { say, type TextKey, type Texts } from "../texts";
import { icon, make, tool } from "./elements";

export interface StripOptions {
  texts: Texts;
  canEdit: boolean;
  show(page: string): void;
  add(): void;
  paper(kind: Background): void;
}

const THUMB = { width: "160", height: "90" };

export class Strip {
  readonly element: HTMLElement;
  private readonly list = make("ol");
  private readonly papers: HTMLDetailsElement | null;
  private readonly thumbs = new Map<string, HTMLCanvasElement>();
  private pages: readonly PageInfo[] = [];
  private current = "";

  constructor(private readonly o: StripOptions) {
    const { texts } = o;
    const before = tool(say(texts, "board.previous"), "caret-left-bold", () => this.step(-1));
    const after = tool(say(texts, "board.next"), "caret-right-bold", () => this.step(1));
    this.element = make("nav", { class: "strip", "aria-label": say(texts, "board.pages") }, before, this.list, after);
    this.papers = o.canEdit ? this.paperMenu() : null;
    if (this.papers) this.element.append(this.papers);
  }

  show(pages: readonly PageInfo[], current: string): void {
    this.pages = pages;
    this.current = current;
    this.element.hidden = pages.length < 2 && !this.o.canEdit;
    const items = pages.map((page, n) => this.item(page, n));
    if (this.o.canEdit) items.push(this.adder());
    this.list.replaceChildren(...items);
    const kind = pages.find((page) => page.id === current)?.background;
    this.papers?.querySelectorAll<HTMLElement>("[data-paper]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset["paper"] === kind)));
  }

  /** The small canvas of a page, to draw its picture on. */
  thumb(page: string): HTMLCanvasElement {
    let canvas = this.thumbs.get(page);
    if (!canvas) {
      canvas = make("canvas", THUMB);
      canvas.setAttribute("aria-hidden", "true");
      this.thumbs.set(page, canvas);
    }
    return canvas;
  }

  step(by: number): void {
    const next = this.pages[this.pages.findIndex((page) => page.id === this.current) + by];
    if (next) this.o.show(next.id);
  }

  private item(page: PageInfo, n: number): HTMLElement {
    const button = make("button", { type: "button", class: "page-thumb" }, this.thumb(page.id), make("span", { class: "page-number" }, String(n + 1)));
    button.setAttribute("aria-label", page.alt || say(this.o.texts, "board.page", { n: n + 1 }));
    if (page.id === this.current) button.setAttribute("aria-current", "page");
    button.addEventListener("click", () => this.o.show(page.id));
    return make("li", {}, button);
  }

  private adder(): HTMLElement {
    const button = make("button", { type: "button", class: "page-thumb add" }, icon("plus-bold"), make("span", { class: "sr" }, say(this.o.texts, "board.add_page")));
    button.addEventListener("click", () => this.o.add());
    return make("li", {}, button);
  }

  private paperMenu(): HTMLDetailsElement {
    const { texts } = this.o;
    const summary = make("summary", { class: "tool" }, icon("notebook-bold"), make("span", {}, say(texts, "board.paper")));
    const choices = make("div", { class: "paper-menu" });
    const menu = make("details", { class: "papers" }, summary, choices);
    for (const kind of BACKGROUNDS) {
      const button = make("button", { type: "button", class: `button paper-${kind}`, "data-paper": kind }, say(texts, `board.paper.${kind}` as TextKey));
      button.addEventListener("click", () => {
        this.o.paper(kind);
        menu.open = false;
      });
      choices.append(button);
    }
    return menu;
  }
}
