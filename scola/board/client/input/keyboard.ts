/** Drawing and working without a pointer: arrows move a pencil, Space puts it down and lifts it. */
import type { Sample } from "../geometry/outline";
import { PAGE_HEIGHT, PAGE_WIDTH } from "../model/board";
import { TOOLS, type Desk, type Gesture, type ToolName } from "../tools";
import type { Hand } from "./hands";

const STEP = 12;
const FAR = 60;

export interface KeyboardOptions {
  element: HTMLElement;
  desk(): Desk | null;
  hand(): Hand;
  mayDraw(): boolean;
  choose(tool: ToolName): void;
  undo(): void;
  redo(): void;
  page(step: number): void;
  zoom(factor: number): void;
  /** Shows the pencil at a point, or hides it; says whether it is down. */
  cursor(at: Sample | null, down: boolean): void;
}

export class Keyboard {
  private at: Sample = { x: PAGE_WIDTH / 2, y: PAGE_HEIGHT / 2, p: 0.5 };
  private gesture: Gesture | null = null;

  constructor(private readonly o: KeyboardOptions) {
    o.element.addEventListener("keydown", this.down);
    o.element.addEventListener("blur", () => {
      this.lift();
      o.cursor(null, false);
    });
    o.element.addEventListener("focus", () => o.cursor(this.at, false));
  }

  lift(): void {
    this.gesture?.end();
    this.gesture = null;
  }

  private readonly down = (event: KeyboardEvent): void => {
    if (event.altKey || !this.handle(event)) return;
    event.preventDefault();
  };

  private handle(event: KeyboardEvent): boolean {
    const { o } = this;
    const key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey) return this.command(key, event.shiftKey);
    const named = (Object.keys(TOOLS) as ToolName[]).find((name) => TOOLS[name].key === key);
    if (named) o.choose(named);
    else if (key === " ") this.toggle();
    else if (key === "escape" && this.gesture) this.lift();
    else if (key === "pagedown") o.page(1);
    else if (key === "pageup") o.page(-1);
    else if (key === "+") o.zoom(1.25);
    else if (key === "-") o.zoom(0.8);
    else return this.steer(key, event.shiftKey);
    return true;
  }

  private command(key: string, shift: boolean): boolean {
    if (key === "z" && !shift) this.o.undo();
    else if (key === "y" || key === "z") this.o.redo();
    else return false;
    return true;
  }

  private steer(key: string, far: boolean): boolean {
    const step = far ? FAR : STEP;
    const [dx, dy] = { arrowleft: [-step, 0], arrowright: [step, 0], arrowup: [0, -step], arrowdown: [0, step] }[key] ?? [];
    if (dx === undefined || dy === undefined) return false;
    this.at = { x: clamp(this.at.x + dx, PAGE_WIDTH), y: clamp(this.at.y + dy, PAGE_HEIGHT), p: 0.5 };
    this.gesture?.move([this.at], { x: 0, y: 0 }, []);
    this.o.cursor(this.at, this.gesture !== null);
    return true;
  }

  private toggle(): void {
    const desk = this.o.desk();
    if (this.gesture) this.lift();
    else if (desk && this.o.mayDraw()) {
      const hand = this.o.hand();
      this.gesture = TOOLS[hand.tool].begin(desk, hand, this.at, { x: 0, y: 0 });
    }
    this.o.cursor(this.at, this.gesture !== null);
  }
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}
