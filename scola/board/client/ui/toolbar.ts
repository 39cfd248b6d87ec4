/** The tools of one hand: on each side of the wall, in the dock of a tablet. */
import { INKS } from "../geometry/colours";
import { WIDTHS, type Hand } from "../input/hands";
import { say, type TextKey, type Texts } from "../texts";
import { TOOLS, type ToolName } from "../tools";
import { flyout, icon, make, rove, tool } from "./elements";

/** Colours within reach on a wall. */
const DIRECT = 3;

export interface ToolbarOptions {
  hand: Hand;
  texts: Texts;
  label: string;
  /** pad: a column for small hands, the rest behind "Plus"; row: all in one line; few: four fit on a wall. */
  shape: "pad" | "row" | "few";
  colours: number;
  undo(): void;
  redo(): void;
}

export class Toolbar {
  readonly element: HTMLElement;
  private readonly tools = new Map<ToolName, HTMLButtonElement>();
  private readonly colours = new Map<string, HTMLButtonElement>();
  private cycle: HTMLButtonElement | null = null;
  private readonly undoButton: HTMLButtonElement;
  private readonly redoButton: HTMLButtonElement;
  private readonly width: HTMLButtonElement;
  private rubber: "eraser" | "fine" = "eraser";

  constructor(private readonly o: ToolbarOptions) {
    const { texts, shape } = o;
    this.element = make("div", { class: `toolbar hand-${shape}`, role: "toolbar", "aria-label": o.label });
    this.undoButton = tool(say(texts, "board.undo"), "arrow-u-up-left-bold", o.undo, "Control+Z");
    this.redoButton = tool(say(texts, "board.redo"), "arrow-u-up-right-bold", o.redo, "Control+Y");
    this.width = this.makeWidth();
    if (shape === "pad") this.layPad();
    else if (shape === "few") this.element.append(...this.toolsOf("pen", "eraser"), this.nextColour(), this.undoButton, this.redoButton);
    else this.layRow();
    rove(this.element);
    this.show();
  }

  /** What a child needs at once; the rest flies out beside it. */
  private layPad(): void {
    const inks = this.inksInOrder().map((colour) => this.makeColour(colour));
    const more = make("div", { class: "more-panel" }, ...this.toolsOf("marker", "hand"), this.redoButton, this.width, ...inks.slice(DIRECT));
    const open = make("summary", { class: "tool" }, icon("plus-circle-bold"), make("span", {}, say(this.o.texts, "board.more")));
    this.element.append(...this.toolsOf("pen", "eraser"), this.undoButton, ...inks.slice(0, DIRECT), flyout(open, more));
  }

  private layRow(): void {
    const inks = INKS.slice(0, this.o.colours).map((colour) => this.makeColour(colour));
    const steps = make("div", { class: "undo-steps" }, this.undoButton, this.redoButton);
    this.element.append(...this.toolsOf("pen", "eraser", "marker", "hand"), make("div", { class: "inks" }, ...inks, this.width), steps);
  }

  /** The ink this zone began with comes first. */
  private inksInOrder(): string[] {
    return [...new Set([this.o.hand.colour, ...INKS])].slice(0, INKS.length);
  }

  choose(name: ToolName): void {
    this.o.hand.tool = name;
    this.show();
  }

  /** How much can be undone and redone. */
  depth(undo: number, redo: number): void {
    this.undoButton.setAttribute("aria-disabled", String(undo === 0));
    this.redoButton.setAttribute("aria-disabled", String(redo === 0));
  }

  private show(): void {
    const { hand, texts } = this.o;
    this.element.classList.toggle("hand-marks", hand.tool === "marker");
    this.tools.forEach((button, name) => button.setAttribute("aria-pressed", String(hand.tool === name)));
    if (hand.tool === "eraser" || hand.tool === "fine") this.rubber = hand.tool;
    this.tools.get("eraser")?.setAttribute("aria-pressed", String(hand.tool === this.rubber));
    this.tools.get("eraser")?.classList.toggle("fine", this.rubber === "fine");
    this.tools.get("eraser")?.lastElementChild?.replaceChildren(say(texts, `board.${this.rubber}`));
    this.colours.forEach((button, colour) => button.setAttribute("aria-pressed", String(colour === hand.colour)));
    const ink = Math.max(0, INKS.indexOf(hand.colour as (typeof INKS)[number]));
    if (this.cycle) {
      this.cycle.className = `tool colour ink-${ink}`;
      this.cycle.lastElementChild?.replaceChildren(say(texts, `board.colour.${ink}` as TextKey));
    }
    const n = Math.max(0, (WIDTHS as readonly number[]).indexOf(hand.width));
    this.width.className = `tool width width-${n}`;
    this.width.lastElementChild?.replaceChildren(say(texts, `board.width.${n}` as TextKey));
  }

  private toolsOf(...names: ToolName[]): HTMLButtonElement[] {
    return names.map((name) => {
      const { icon: mark, key } = TOOLS[name];
      const button = tool(say(this.o.texts, `board.${name}`), mark, () => this.choose(this.pressed(name)), key.toUpperCase());
      this.tools.set(name, button);
      return button;
    });
  }

  /** The eraser that is pressed again becomes the other one: as on paper, or stroke by stroke. */
  private pressed(name: ToolName): ToolName {
    if (name !== "eraser") return name;
    return this.o.hand.tool === "eraser" ? "fine" : this.o.hand.tool === "fine" ? "eraser" : this.rubber;
  }

  private makeColour(colour: string): HTMLButtonElement {
    const n = Math.max(0, INKS.indexOf(colour as (typeof INKS)[number]));
    const name = make("span", { class: "sr" }, say(this.o.texts, `board.colour.${n}` as TextKey));
    const button = make("button", { type: "button", class: `tool colour ink-${n}` }, make("span", { class: "ink" }), name);
    button.addEventListener("click", () => this.takeColour(colour));
    this.colours.set(colour, button);
    return button;
  }

  /** One button that goes through the colours. */
  private nextColour(): HTMLButtonElement {
    const button = make("button", { type: "button", class: "tool colour" }, make("span", { class: "ink" }), make("span"));
    button.addEventListener("click", () => {
      const at = INKS.indexOf(this.o.hand.colour as (typeof INKS)[number]);
      this.takeColour(INKS[(at + 1) % this.o.colours] as string);
    });
    this.cycle = button;
    return button;
  }

  private takeColour(colour: string): void {
    const { hand } = this.o;
    hand.colour = colour;
    if (hand.tool !== "marker") hand.tool = "pen";
    this.show();
  }

  private makeWidth(): HTMLButtonElement {
    const button = make("button", { type: "button", class: "tool width" }, make("span", { class: "ink-dot" }), make("span"));
    button.addEventListener("click", () => {
      const { hand } = this.o;
      const at = (WIDTHS as readonly number[]).indexOf(hand.width);
      hand.width = WIDTHS[(at + 1) % WIDTHS.length] as number;
      this.show();
    });
    return button;
  }
}
