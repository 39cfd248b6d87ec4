/** What stands around the page: the tools of each hand, zoom, pages, following. */
import type { Hand } from "../input/hands";
import type { Insets } from "../render/view";
import { say, type Texts } from "../texts";
import { make, rove, tool } from "./elements";
import { Toolbar } from "./toolbar";

export type BoardMode = "eni" | "tablet" | "desk" | "view";

export interface FurnitureOptions {
  mode: BoardMode;
  texts: Texts;
  strip: HTMLElement;
  /** Says where the work is; null when that is said elsewhere on the page. */
  state: HTMLElement | null;
  /** Following can be switched here: its first state; null where there is nobody to follow. */
  follow: boolean | null;
  undo(hand: Hand): void;
  redo(hand: Hand): void;
  zoom(factor: number): void;
  setFollow(on: boolean): void;
}

/** Space between tools and page, in CSS pixels. */
const AIR = 16;

export class Furniture {
  readonly bars = new Map<Hand, Toolbar>();
  private readonly placed: HTMLElement[] = [];
  private readonly followButton: HTMLButtonElement | null;

  constructor(
    private readonly root: HTMLElement,
    private readonly o: FurnitureOptions,
  ) {
    this.followButton = o.follow === null ? null : this.makeFollow();
    if (o.follow !== null) this.showFollow(o.follow);
  }

  /** Sets the tools for these hands; those of before go. */
  lay(hands: readonly Hand[]): void {
    this.placed.forEach((one) => one.remove());
    this.placed.length = 0;
    this.bars.clear();
    const { mode, strip, state } = this.o;
    const shared = [strip, this.zoomBar(), ...(this.followButton ? [this.followButton] : [])];
    const said = state ? [state] : [];
    if (mode === "eni") this.place(...this.wall(hands), make("div", { class: "board-foot" }, ...shared, ...said));
    else if (mode === "view") this.place(make("div", { class: "dock" }, ...shared));
    else this.place(make("div", { class: "dock" }, ...hands.map((hand) => this.bar(hand, "row").element), ...said, ...shared));
  }

  showFollow(on: boolean): void {
    this.followButton?.setAttribute("aria-pressed", String(on));
  }

  /** What the tools cover of the page's frame; nothing where they stand beside it. */
  insets(): Insets {
    const none = { left: 0, right: 0, top: 0, bottom: 0 };
    if (this.o.mode !== "eni") return none;
    const frame = this.root.getBoundingClientRect();
    const insets = { left: AIR, right: AIR, top: AIR, bottom: AIR };
    for (const one of this.placed) {
      const box = one.getBoundingClientRect();
      if (!box.width) continue;
      if (one.classList.contains("left")) insets.left = box.right - frame.left + AIR;
      else if (one.classList.contains("right")) insets.right = frame.right - box.left + AIR;
      else insets.bottom = Math.max(insets.bottom, frame.bottom - box.top + AIR);
    }
    // A narrow screen shows the page under the tools rather than a stamp between them.
    if (insets.left + insets.right > frame.width * 0.4) insets.left = insets.right = AIR;
    return insets;
  }

  private place(...elements: HTMLElement[]): void {
    this.placed.push(...elements);
    this.root.append(...elements);
  }

  /** One or two hands: a pad on each side. Three or four: a bar under each part of the wall. */
  private wall(hands: readonly Hand[]): HTMLElement[] {
    if (hands.length > 2) {
      const bars = hands.map((hand) => this.side(hand, "few", "part"));
      return [make("div", { class: "board-parts" }, ...bars)];
    }
    return hands.map((hand, n) => this.side(hand, "pad", n === 0 ? "left" : "right"));
  }

  private side(hand: Hand, shape: "pad" | "few", where: string): HTMLElement {
    const label = this.label(hand);
    const bar = this.bar(hand, shape).element;
    const name = hand.zone.name ? [make("p", { class: "side-who" }, hand.zone.name)] : [];
    return make("section", { class: `side ${where}`, "aria-label": label }, ...name, bar);
  }

  private bar(hand: Hand, shape: "pad" | "row" | "few"): Toolbar {
    const { texts, undo, redo, mode } = this.o;
    const bar = new Toolbar({
      hand,
      texts,
      shape,
      label: this.label(hand),
      colours: mode === "desk" ? 6 : 5,
      undo: () => undo(hand),
      redo: () => redo(hand),
    });
    this.bars.set(hand, bar);
    return bar;
  }

  private label(hand: Hand): string {
    const { texts, mode } = this.o;
    return mode === "eni" && hand.zone.name ? say(texts, "board.tools", { name: hand.zone.name }) : say(texts, "board.my_tools");
  }

  private zoomBar(): HTMLElement {
    const { texts, zoom } = this.o;
    const bar = make("div", { class: "toolbar board-zoom", role: "toolbar", "aria-label": say(texts, "board.zoom") },
      tool(say(texts, "board.zoom_out"), "magnifying-glass-minus-bold", () => zoom(0.8), "-"),
      tool(say(texts, "board.fit"), "corners-out-bold", () => zoom(0), "0"),
      tool(say(texts, "board.zoom_in"), "magnifying-glass-plus-bold", () => zoom(1.25), "+"),
    );
    rove(bar);
    return bar;
  }

  private makeFollow(): HTMLButtonElement {
    const { texts, setFollow } = this.o;
    const button = tool(say(texts, "board.follow"), "eyes-fill", () => setFollow(button.getAttribute("aria-pressed") !== "true"));
    button.classList.add("board-follow");
    return button;
  }
}
