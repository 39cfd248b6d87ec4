/** The tools of one hand: on each side of the wall, in the dock of a tablet. */
import { COLOURS, WIDTHS, type Hand } from "../input/hands";
import { TOOLS, type ToolName } from "../tools";
import { say, type TextKey, type Texts } from "../texts";
import { make, rove, tool } from "./elements";

export interface ToolbarOptions {
  hand: Hand;
  texts: Texts;
  vertical: boolean;
  tools: readonly ToolName[];
  colours: number;
  widths: boolean;
  undo(): void;
  redo(): void;
}

export class Toolbar {
  readonly element: HTMLElement;
  private readonly toolButtons = new Map<ToolName, HTMLButtonElement>();
  private readonly colourButtons: [string, HTMLButtonElement][] = [];
  private readonly widthButtons: [number, HTMLButtonElement][] = [];
  private readonly undoButton: HTMLButtonElement;
  private readonly redoButton: HTMLButtonElement;

  constructor(private readonly o: ToolbarOptions) {
    const { texts, hand } = o;
    const label = say(texts, "board.tools", { name: hand.zone.name });
    this.element = make("div", { class: o.vertical ? "toolbar vertical" : "toolbar", role: "toolbar", "aria-label": label });
    if (o.vertical) this.element.setAttribute("aria-orientation", "vertical");
    for (const name of o.tools) {
      const { icon, key } = TOOLS[name];
      const button = tool(say(texts, `board.${name}`), icon, () => this.choose(name), key);
      this.toolButtons.set(name, button);
      this.element.append(button);
    }
    this.undoButton = tool(say(texts, "board.undo"), "arrow-u-up-left-bold", o.undo, "Control+Z");
    this.redoButton = tool(say(texts, "board.redo"), "arrow-u-up-right-bold", o.redo, "Control+Shift+Z");
    this.element.append(this.undoButton);
    if (!o.vertical) this.element.append(this.redoButton);
    this.element.append(make("hr"));
    COLOURS.slice(0, o.colours).forEach((colour, n) => this.addColour(colour, n));
    if (o.widths) this.addWidths();
    rove(this.element);
    this.show();
  }

  choose(name: ToolName): void {
    this.o.hand.tool = name;
    this.show();
  }

  show(undo = 0, redo = 0): void {
    const { hand } = this.o;
    this.toolButtons.forEach((button, name) => button.setAttribute("aria-pressed", String(hand.tool === name)));
    this.colourButtons.forEach(([colour, button]) => button.setAttribute("aria-pressed", String(hand.colour === colour)));
    this.widthButtons.forEach(([width, button]) => button.setAttribute("aria-pressed", String(hand.width === width)));
    this.undoButton.toggleAttribute("data-empty", undo === 0);
    this.redoButton.toggleAttribute("data-empty", redo === 0);
  }

  private addColour(colour: string, n: number): void {
    const button = make("button", { type: "button", class: `tool ink-${n}` }, make("span", { class: "ink" }), make("span", { class: "sr" }, say(this.o.texts, `board.colour.${n}` as TextKey)));
    button.addEventListener("click", () => {
      const { hand } = this.o;
      hand.colour = colour;
      if (hand.tool === "eraser" || hand.tool === "hand") hand.tool = "pen";
      this.show();
    });
    this.colourButtons.push([colour, button]);
    this.element.append(button);
  }

  private addWidths(): void {
    this.element.append(make("hr"));
    WIDTHS.forEach((width, n) => {
      const button = make("button", { type: "button", class: `tool width-${n}` }, make("span", { class: "dot" }), make("span", { class: "sr" }, say(this.o.texts, `board.width.${n}` as TextKey)));
      button.addEventListener("click", () => {
        this.o.hand.width = width;
        this.show();
      });
      this.widthButtons.push([width, button]);
      this.element.append(button);
    });
  }
}
