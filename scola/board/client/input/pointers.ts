/** Fingers, pens and mice: every pointer has its own gesture, there is no "current stroke". */
import type { Sample } from "../geometry/outline";
import { PAGE_HEIGHT, PAGE_WIDTH } from "../model/board";
import type { Surface } from "../render/surface";
import { TOOLS, type Desk, type Gesture } from "../tools";
import { Grip } from "./grip";
import type { Hand } from "./hands";
import { PalmRule } from "./palm";

/** Fingers that land together and near each other hold the page; others are other writers. */
const TOGETHER = 150;
const NEAR = 260;
const STILL = 8;
const ERASER_END = 32;

interface Active {
  gesture: Gesture;
  type: string;
  x: number;
  y: number;
  at: number;
  travelled: number;
}

export interface PointerOptions {
  element: HTMLElement;
  surface: Surface;
  /** Null while no page is open. */
  desk(): Desk | null;
  hand(clientX: number): Hand;
  mayDraw(): boolean;
  /** On the wall every touch draws, three fingers hold the page; on a tablet two do. */
  everyTouchDraws: boolean;
}

export class Pointers {
  private readonly active = new Map<number, Active>();
  private readonly grip = new Grip();
  private readonly palm = new PalmRule();
  private readonly listening = new AbortController();

  constructor(private readonly o: PointerOptions) {
    const { element } = o;
    const { signal } = this.listening;
    element.addEventListener("pointerdown", this.down, { signal });
    element.addEventListener("pointermove", this.move, { signal });
    element.addEventListener("pointerup", this.up, { signal });
    element.addEventListener("pointercancel", this.up, { signal });
    element.addEventListener("wheel", this.wheel, { passive: false, signal });
    element.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
  }

  get busy(): boolean {
    return this.active.size > 0 || this.grip.held;
  }

  close(): void {
    this.endAll();
    this.listening.abort();
  }

  /** The page goes away under the hands: what was drawn is kept. */
  endAll(): void {
    this.active.forEach((one) => one.gesture.end());
    this.active.clear();
    this.grip.clear();
  }

  private readonly down = (event: PointerEvent): void => {
    const desk = this.o.desk();
    if (!desk || (event.pointerType === "mouse" && event.button !== 0 && event.button !== 1)) return;
    event.preventDefault();
    // The keys work from here on; the ring of the focus is for those who came by keyboard.
    this.o.element.dataset["touched"] = "";
    this.o.element.focus({ preventScroll: true });
    this.o.element.setPointerCapture(event.pointerId);
    desk.surface.measure();
    if (event.pointerType === "pen") this.penCame(event);
    if (event.pointerType === "touch" && (this.palm.isPalm(contact(event)) || this.gripped(event))) return;
    const hand = this.o.hand(event.clientX);
    const tool = TOOLS[this.toolFor(event, hand)];
    const first = this.sample(event);
    if (tool.writes && !onPage(first)) return;
    const gesture = tool.begin(desk, hand, first, { x: event.clientX, y: event.clientY });
    const { clientX: x, clientY: y } = event;
    this.active.set(event.pointerId, { gesture, type: event.pointerType, x, y, at: event.timeStamp, travelled: 0 });
  };

  private toolFor(event: PointerEvent, hand: Hand): keyof typeof TOOLS {
    const fingerBesidePen = this.palm.penSeen && event.pointerType === "touch" && !this.o.everyTouchDraws;
    if (event.button === 1 || fingerBesidePen || !this.o.mayDraw()) return "hand";
    return event.pointerType === "pen" && event.buttons & ERASER_END ? "eraser" : hand.tool;
  }

  private readonly move = (event: PointerEvent): void => {
    const one = this.active.get(event.pointerId);
    if (event.pointerType === "pen" && one) this.palm.penCame(event.clientX, event.clientY, event.timeStamp);
    if (this.grip.has(event.pointerId)) this.hold(event);
    else if (one) this.draw(event, one);
  };

  private draw(event: PointerEvent, one: Active): void {
    if (one.type === "touch" && this.palm.isWide(event) && one.travelled < STILL) {
      this.drop(event.pointerId);
      return;
    }
    // A frame of 60 Hz hides two to sixteen samples of a good panel.
    const between = event.getCoalescedEvents?.() ?? [];
    const samples = (between.length ? between : [event]).map((e) => this.sample(e));
    const predicted = (event.getPredictedEvents?.() ?? []).slice(0, 1).map((e) => this.sample(e));
    const { clientX: x, clientY: y } = event;
    one.travelled += Math.hypot(x - one.x, y - one.y);
    one.x = x;
    one.y = y;
    one.gesture.move(samples, { x, y }, predicted);
  }

  private hold(event: PointerEvent): void {
    const moved = this.grip.move(event.pointerId, { x: event.clientX, y: event.clientY });
    if (!moved) return;
    const { surface } = this.o;
    const to = surface.toCanvas(moved.to.x, moved.to.y);
    surface.pan(moved.to.x - moved.from.x, moved.to.y - moved.from.y);
    if (Math.abs(moved.factor - 1) > 1e-4) surface.zoom(moved.factor, to.x, to.y);
  }

  private readonly up = (event: PointerEvent): void => {
    if (this.grip.up(event.pointerId)) return;
    const one = this.active.get(event.pointerId);
    this.active.delete(event.pointerId);
    // A cancelled pointer (a notification, a system gesture) keeps the ink it drew.
    one?.gesture.end();
  };

  private readonly wheel = (event: WheelEvent): void => {
    if (!this.o.desk()) return;
    event.preventDefault();
    const { surface } = this.o;
    surface.measure();
    const at = surface.toCanvas(event.clientX, event.clientY);
    if (event.ctrlKey) surface.zoom(Math.exp(-event.deltaY / 300), at.x, at.y);
    else surface.pan(event.shiftKey ? -event.deltaY : -event.deltaX, event.shiftKey ? 0 : -event.deltaY);
  };

  private sample(event: PointerEvent): Sample {
    const { x, y } = this.o.surface.toPage(event.clientX, event.clientY);
    return { x, y, p: event.pointerType === "pen" && event.pressure > 0 ? event.pressure : 0.5 };
  }

  private penCame(event: PointerEvent): void {
    this.palm.penCame(event.clientX, event.clientY, event.timeStamp);
    for (const [id, one] of this.active) if (one.type === "touch" && this.palm.wasPalm(one)) this.drop(id);
  }

  /** Whether this finger, with those that landed just now beside it, holds the page. */
  private gripped(event: PointerEvent): boolean {
    const place = { x: event.clientX, y: event.clientY };
    if (this.grip.held) {
      this.grip.add(event.pointerId, place);
      return true;
    }
    const others = [...this.active].filter(([, one]) => this.together(one, event));
    if (others.length < (this.o.everyTouchDraws ? 2 : 1)) return false;
    for (const [id, one] of others) {
      this.drop(id);
      this.grip.add(id, one);
    }
    this.grip.add(event.pointerId, place);
    return true;
  }

  private together(one: Active, event: PointerEvent): boolean {
    const soon = event.timeStamp - one.at < TOGETHER && one.travelled < STILL;
    return one.type === "touch" && soon && Math.hypot(one.x - event.clientX, one.y - event.clientY) < NEAR;
  }

  private drop(id: number): void {
    this.active.get(id)?.gesture.cancel();
    this.active.delete(id);
  }
}

function contact(event: PointerEvent): { x: number; y: number; width: number; height: number; at: number } {
  return { x: event.clientX, y: event.clientY, width: event.width, height: event.height, at: event.timeStamp };
}

function onPage({ x, y }: Sample): boolean {
  return x >= 0 && y >= 0 && x <= PAGE_WIDTH && y <= PAGE_HEIGHT;
}
