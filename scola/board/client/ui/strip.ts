/** The pages at the bottom: before, after, thumbnails, one more, its paper. */
import { BACKGROUNDS, PAGE_HEIGHT, PAGE_WIDTH, type Background, type PageInfo } from "../model/board";
import { drawPaper } from "../render/paper";
import { say, type TextKey, type Texts } from "../texts";
import { flyout, icon, make, rove, tool } from "./elements";

export interface StripOptions {
  texts: Texts;
  canEdit: boolean;
  /** Thumbnails at once: there is no scrolling, "before" and "after" lead further. */
  most(): number;
  show(page: string): void;
  add(): void;
  paper(kind: Background): void;
}

const THUMB = { width: "240", height: "135", "aria-hidden": "true" };

interface Item {
  element: HTMLLIElement;
  button: HTMLButtonElement;
  number: HTMLElement;
  picture: HTMLCanvasElement;
  paper: Background | null;
}

export class Strip {
  readonly element: HTMLElement;
  private readonly list = make("ol");
  private readonly before: HTMLButtonElement;
  private readonly after: HTMLButtonElement;
  private readonly papers: HTMLDetailsElement | null;
  private readonly items = new Map<string, Item>();
  private readonly adder: HTMLLIElement | null;
  private pages: readonly PageInfo[] = [];
  private current = "";

  constructor(private readonly o: StripOptions) {
    const { texts } = o;
    this.before = tool(say(texts, "board.previous"), "caret-left-bold", () => this.step(-1), "PageUp");
    this.after = tool(say(texts, "board.next"), "caret-right-bold", () => this.step(1), "PageDown");
    this.element = make("nav", { class: "strip", "aria-label": say(texts, "board.pages") }, this.before, this.list, this.after);
    this.adder = o.canEdit ? this.makeAdder() : null;
    this.papers = o.canEdit ? this.paperMenu() : null;
    if (this.papers) this.element.append(this.papers);
  }

  show(pages: readonly PageInfo[], current: string): void {
    this.pages = pages;
    this.current = current;
    const { canEdit } = this.o;
    const most = this.o.most();
    this.element.hidden = pages.length < 2 && !canEdit;
    const at = Math.max(0, pages.findIndex((page) => page.id === current));
    const first = Math.max(0, Math.min(at - Math.floor(most / 2), pages.length - most));
    const shown = pages.slice(first, first + most).map((page, n) => this.item(page, first + n).element);
    // Elements that stay keep their place in the document, and so the focus.
    const wanted = [...shown, ...(this.adder ? [this.adder] : [])];
    for (const child of [...this.list.children]) if (!wanted.includes(child as HTMLLIElement)) child.remove();
    wanted.forEach((child, n) => {
      if (this.list.children[n] !== child) this.list.insertBefore(child, this.list.children[n] ?? null);
    });
    for (const [button, end] of [[this.before, at === 0], [this.after, at >= pages.length - 1]] as const) {
      button.setAttribute("aria-disabled", String(end));
    }
    const kind = pages[at]?.background;
    this.papers?.querySelectorAll<HTMLElement>("[data-paper]").forEach((one) => one.setAttribute("aria-pressed", String(one.dataset["paper"] === kind)));
  }

  get shownPages(): readonly PageInfo[] {
    return this.pages;
  }

  /** The page and its two neighbours. */
  around(page: string): string[] {
    const at = this.pages.findIndex((one) => one.id === page);
    return at < 0 ? [] : this.pages.slice(Math.max(0, at - 1), at + 2).map((one) => one.id);
  }

  /** Takes over a page's picture. */
  picture(page: string, source: CanvasImageSource): void {
    const canvas = this.items.get(page)?.picture;
    const ctx = canvas?.getContext("2d", { alpha: false });
    if (!canvas || !ctx) return;
    ctx.imageSmoothingQuality = "high";
    ctx.drawImage(source, 0, 0, canvas.width, canvas.height);
  }

  step(by: number): void {
    const next = this.pages[this.pages.findIndex((page) => page.id === this.current) + by];
    if (next) this.o.show(next.id);
  }

  private item(page: PageInfo, n: number): Item {
    let item = this.items.get(page.id);
    if (!item) {
      const picture = make("canvas", THUMB);
      const number = make("span", { class: "page-number" });
      const button = make("button", { type: "button", class: "page-thumb" }, picture, number);
      button.addEventListener("click", () => this.o.show(page.id));
      item = { element: make("li", {}, button), button, number, picture, paper: null };
      this.items.set(page.id, item);
    }
    // Its paper stands for a page that has not been seen yet.
    if (item.paper !== page.background) this.picture(page.id, blank(page.background));
    item.paper = page.background;
    item.number.textContent = String(n + 1);
    const label = say(this.o.texts, "board.page", { n: n + 1 });
    item.button.setAttribute("aria-label", page.alt ? `${label} : ${page.alt}` : label);
    if (page.id === this.current) item.button.setAttribute("aria-current", "page");
    else item.button.removeAttribute("aria-current");
    return item;
  }

  private makeAdder(): HTMLLIElement {
    const label = make("span", { class: "sr" }, say(this.o.texts, "board.add_page"));
    const button = make("button", { type: "button", class: "page-thumb add" }, icon("plus-bold"), label);
    button.addEventListener("click", () => this.o.add());
    return make("li", {}, button);
  }

  private paperMenu(): HTMLDetailsElement {
    const { texts } = this.o;
    const summary = make("summary", { class: "tool" }, icon("notebook-bold"), make("span", {}, say(texts, "board.paper")));
    const choices = make("div", { class: "paper-menu", role: "toolbar", "aria-label": say(texts, "board.paper") });
    const menu = flyout(summary, choices);
    for (const kind of BACKGROUNDS) {
      const sample = make("span", { class: `paper-sample paper-${kind}`, "aria-hidden": "true" });
      const button = make("button", { type: "button", class: "paper-choice", "data-paper": kind }, sample, say(texts, `board.paper.${kind}` as TextKey));
      button.addEventListener("click", () => {
        this.o.paper(kind);
        menu.open = false;
        summary.focus();
      });
      choices.append(button);
    }
    rove(choices);
    return menu;
  }
}

function blank(background: Background): HTMLCanvasElement {
  const paper = make("canvas", THUMB);
  const ctx = paper.getContext("2d", { alpha: false });
  ctx?.scale(paper.width / PAGE_WIDTH, paper.height / PAGE_HEIGHT);
  if (ctx) drawPaper(ctx, background);
  return paper;
}
