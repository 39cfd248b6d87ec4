/** The page itself on the screen: its two canvases, the pencil of the keyboard, and what is said. */
import type { RemoteStroke } from "../model/remote";
import type { View } from "../render/view";
import { say, type TextKey, type Texts } from "../texts";
import { make } from "./elements";
import { Tags } from "./tags";

export class Frame {
  readonly element: HTMLElement;
  readonly dry = make("canvas", { class: "board-dry", "aria-hidden": "true" });
  readonly glass: HTMLCanvasElement;
  /** For screen readers: what just happened. */
  readonly said = make("p", { class: "sr", role: "status" });
  private readonly pencil = make("div", { class: "board-pencil", hidden: "", "aria-hidden": "true" });
  private readonly notice: HTMLElement;
  private readonly tags = new Tags();

  constructor(
    private readonly texts: Texts,
    role: "img" | "application",
  ) {
    this.glass = make("canvas", { class: "board-glass", tabindex: "0", role });
    this.notice = make("p", { class: "board-wait", role: "status" }, say(texts, "board.loading"));
    this.element = make("div", { class: "board-frame" }, this.dry, this.glass, this.tags.element, this.pencil, this.notice);
  }

  /** A sentence over the page, or none. */
  cover(key: TextKey | null): void {
    this.notice.hidden = key === null;
    if (key) this.notice.textContent = say(this.texts, key);
  }

  speak(key: TextKey): void {
    this.said.textContent = say(this.texts, key);
  }

  showPencil(view: View, at: { x: number; y: number } | null, down: boolean): void {
    this.pencil.hidden = !at;
    this.pencil.classList.toggle("down", down);
    if (!at) return;
    const { x, y } = onScreen(view, at.x, at.y);
    this.pencil.style.transform = `translate(${x}px, ${y}px)`;
  }

  /** The names of who draws; true while one is shown. */
  showNames(view: View, strokes: ReadonlyMap<string, RemoteStroke>): boolean {
    return this.tags.show(strokes, (x, y) => onScreen(view, x, y), performance.now());
  }

  /** What a screen reader says of the page: its picture in words, how full it is, how to draw. */
  describe(alt: string, strokes: number, draws: boolean): void {
    const { texts } = this;
    const parts = [say(texts, "board.canvas"), alt, say(texts, "board.strokes", { n: strokes }), draws ? say(texts, "board.keys") : ""];
    const label = parts.filter(Boolean).join(". ");
    if (this.glass.getAttribute("aria-label") !== label) this.glass.setAttribute("aria-label", label);
  }
}

function onScreen(view: View, x: number, y: number): { x: number; y: number } {
  return { x: (x - view.x) * view.scale, y: (y - view.y) * view.scale };
}
