/** Drawing and working without a pointer: arrows move a pencil, Space puts it down and lifts it. */
import type { Sample } from "../geometry/outline";
import { PAGE_HEIGHT, PAGE_WIDTH } from "../model/board";
import type { Surface } from "../render/surface";
import { TOOLS, type Desk, type Gesture, type ToolName } from "../tools";
import type { Hand } from "./hands";

/** Page pixels of one press, alone and with Shift. */
const STEP = 10;
const FAR = 60;
const PAN = 80;
const SEEN = 60;
const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export interface KeyboardOptions {
  /** The page; drawing keys work while it has the focus. */
  element: HTMLElement;
  /** The board with its tools: undo and the turning of pages work anywhere in it. */
  root: HTMLElement;
  surface: Surface;
  desk(): Desk | null;
  hands(): readonly Hand[];
  mayDraw(): boolean;
  choose(hand: Hand, tool: ToolName): void;
  undo(hand: Hand): void;
  redo(hand: Hand): void;
  page(step: number): void;
  /** Shows the pencil at a point, or hides it; `spoken` says what just happened to it. */
  cursor(at: Sample | null, down: boolean, spoken: "up" | "down" | null): void;
}

export class Keyboard {
  private at: Sample = { x: PAGE_WIDTH / 2, y: PAGE_HEIGHT / 2, p: 0.5 };
  private gesture: Gesture | null = null;
  private shown = false;
  private zone = 0;
  private readonly listening = new AbortController();

  constructor(private readonly o: KeyboardOptions) {
    o.root.addEventListener("keydown", this.down, { signal: this.listening.signal });
    o.element.addEventListener("blur", () => this.leave());
    o.element.addEventListener("pointerdown", () => this.leave(), { capture: true });
  }

  /** The hand that the keys work for: of several zones the one whose number was pressed. */
  get hand(): Hand {
    const hands = this.o.hands();
    return (hands[this.zone] ?? hands[0]) as Hand;
  }

  close(): void {
    this.lift();
    this.listening.abort();
  }

  lift(): void {
    if (!this.gesture) return;
    this.gesture.end();
    this.gesture = null;
    this.o.cursor(this.shown ? this.at : null, false, "up");
  }

  /** The page was zoomed or moved: the pencil is drawn at its place. */
  moved(): void {
    if (this.shown) this.o.cursor(this.at, this.gesture !== null, null);
  }

  private leave(): void {
    delete this.o.element.dataset["touched"];
    this.lift();
    this.shown = false;
    this.o.cursor(null, false, null);
  }

  private readonly down = (event: KeyboardEvent): void => {
    const key = event.key.toLowerCase();
    const done = event.ctrlKey || event.metaKey ? this.command(key, event.shiftKey) : this.turn(key) || this.draw(key, event);
    if (done) event.preventDefault();
  };

  private turn(key: string): boolean {
    if (key === "pagedown") this.o.page(1);
    else if (key === "pageup") this.o.page(-1);
    else return false;
    return true;
  }

  private draw(key: string, event: KeyboardEvent): boolean {
    const { o } = this;
    if (event.target !== o.element) return false;
    delete o.element.dataset["touched"];
    const arrow = ARROWS[event.key];
    if (arrow) return this.arrow(arrow, event);
    if (event.altKey) return false;
    const named = (Object.keys(TOOLS) as ToolName[]).find((name) => TOOLS[name].key === key);
    if (named) o.choose(this.hand, named);
    else if (key === " ") this.toggle();
    else if (key === "escape" && this.gesture) this.lift();
    else if (key === "+" || key === "=") o.surface.zoom(1.25);
    else if (key === "-") o.surface.zoom(0.8);
    else if (key === "0") o.surface.zoom(0);
    else if (/^[1-4]$/.test(key) && Number(key) <= o.hands().length) this.zone = Number(key) - 1;
    else return false;
    return true;
  }

  private command(key: string, shift: boolean): boolean {
    if (key === "z" && !shift) this.o.undo(this.hand);
    else if (key === "y" || key === "z") this.o.redo(this.hand);
    else return false;
    return true;
  }

  /** Arrows steer the pencil; with Alt, or when the hand is chosen, they move the page. */
  private arrow([dx, dy]: readonly [number, number], event: KeyboardEvent): boolean {
    if (event.altKey || this.hand.tool === "hand" || !this.o.mayDraw()) {
      this.o.surface.pan(-dx * PAN, -dy * PAN);
      return true;
    }
    const step = event.shiftKey ? FAR : STEP;
    this.at = { x: clamp(this.at.x + dx * step, PAGE_WIDTH), y: clamp(this.at.y + dy * step, PAGE_HEIGHT), p: 0.5 };
    this.gesture?.move([this.at], this.at, []);
    this.shown = true;
    this.o.surface.reveal(this.at.x, this.at.y, SEEN);
    this.o.cursor(this.at, this.gesture !== null, null);
    return true;
  }

  private toggle(): void {
    const desk = this.o.desk();
    this.shown = true;
    if (this.gesture) this.lift();
    else if (desk && this.o.mayDraw() && TOOLS[this.hand.tool].writes) {
      this.gesture = TOOLS[this.hand.tool].begin(desk, this.hand, this.at, this.at);
      this.o.cursor(this.at, true, "down");
    }
  }
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}
