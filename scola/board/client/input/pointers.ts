/** Fingers, pens and mice: every pointer has its own gesture, there is no "current stroke". */
import type { Sample } from "../geometry/outline";
import { TOOLS, type Desk, type Gesture } from "../tools";
import type { Hand } from "./hands";
import { Pinch } from "./pinch";

/** Wider contacts are palms; so is a touch just after a pen, or close to one. */
const PALM_WIDTH = 45;
const PEN_QUIET = 500;
const PEN_NEAR = 120;
const PINCH_WITHIN = 150;
const PINCH_NEAR = 260;
const STILL = 8;

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
  desk(): Desk | null;
  hand(clientX: number): Hand;
  mayDraw(): boolean;
  /** On the wall every touch draws; on a tablet two fingers zoom. */
  everyTouchDraws: boolean;
}

export class Pointers {
  private readonly active = new Map<number, Active>();
  private readonly pinch: Pinch;
  private penAt = -Infinity;
  private penPlace = { x: -1e4, y: -1e4 };
  private penSeen = false;

  constructor(private readonly o: PointerOptions) {
    const { element } = o;
    this.pinch = new Pinch(() => o.desk()?.surface ?? null);
    element.addEventListener("pointerdown", this.down);
    element.addEventListener("pointermove", this.move);
    element.addEventListener("pointerup", this.up);
    element.addEventListener("pointercancel", this.up);
    element.addEventListener("wheel", this.wheel, { passive: false });
    element.addEventListener("contextmenu", prevent);
  }

  close(): void {
    this.endAll();
    const { element } = this.o;
    element.removeEventListener("pointerdown", this.down);
    element.removeEventListener("pointermove", this.move);
    element.removeEventListener("pointerup", this.up);
    element.removeEventListener("pointercancel", this.up);
    element.removeEventListener("wheel", this.wheel);
    element.removeEventListener("contextmenu", prevent);
  }

  /** The page goes away under the hands: what was drawn is kept. */
  endAll(): void {
    this.active.forEach((one) => one.gesture.end());
    this.active.clear();
  }

  private readonly down = (event: PointerEvent): void => {
    const desk = this.o.desk();
    if (!desk || (event.pointerType === "mouse" && event.button !== 0 && event.button !== 1)) return;
    event.preventDefault();
    this.o.element.setPointerCapture(event.pointerId);
    if (event.pointerType === "pen") this.penCame(event);
    if (this.isPalm(event)) return;
    if (this.pinch.has(event.pointerId) || this.startsPinch(event)) return;
    const hand = this.o.hand(event.clientX);
    // The other end of a pen erases; the wheel button and a finger beside a pen move the page.
    const erases = event.pointerType === "pen" && (event.buttons & 32) !== 0;
    const moves = event.button === 1 || !this.o.mayDraw() || (this.penSeen && event.pointerType === "touch" && !this.o.everyTouchDraws);
    const tool = moves ? TOOLS.hand : erases ? TOOLS.eraser : TOOLS[hand.tool];
    const gesture = tool.begin(desk, hand, this.sample(event), { x: event.clientX, y: event.clientY });
    this.active.set(event.pointerId, { gesture, type: event.pointerType, x: event.clientX, y: event.clientY, at: event.timeStamp, travelled: 0 });
  };

  private readonly move = (event: PointerEvent): void => {
    if (event.pointerType === "pen") this.penCame(event);
    if (this.pinch.move(event)) return;
    const one = this.active.get(event.pointerId);
    if (!one) return;
    if (event.pointerType === "touch" && Math.max(event.width, event.height) > PALM_WIDTH && one.travelled < STILL) {
      this.drop(event.pointerId);
      return;
    }
    const between = event.getCoalescedEvents?.() ?? [];
    const samples = (between.length ? between : [event]).map((e) => this.sample(e));
    const predicted = (event.getPredictedEvents?.() ?? []).slice(0, 1).map((e) => this.sample(e));
    one.travelled += Math.hypot(event.clientX - one.x, event.clientY - one.y);
    one.x = event.clientX;
    one.y = event.clientY;
    one.gesture.move(samples, { x: event.clientX, y: event.clientY }, predicted);
  };

  private readonly up = (event: PointerEvent): void => {
    if (this.pinch.up(event.pointerId)) return;
    const one = this.active.get(event.pointerId);
    this.active.delete(event.pointerId);
    // A cancelled pointer (a notification, a system gesture) keeps the ink it drew.
    one?.gesture.end();
  };

  private readonly wheel = (event: WheelEvent): void => {
    const surface = this.o.desk()?.surface;
    if (!surface) return;
    event.preventDefault();
    const at = this.o.element.getBoundingClientRect();
    if (event.ctrlKey) surface.view.zoom(Math.exp(-event.deltaY / 300), event.clientX - at.left, event.clientY - at.top);
    else surface.view.pan(-event.deltaX, -event.deltaY);
    surface.moved();
  };

  private sample(event: PointerEvent): Sample {
    const { x, y } = (this.o.desk() as Desk).surface.toPage(event.clientX, event.clientY);
    return { x, y, p: event.pointerType === "pen" && event.pressure > 0 ? event.pressure : 0.5 };
  }

  private penCame(event: PointerEvent): void {
    this.penSeen = true;
    this.penAt = event.timeStamp;
    this.penPlace = { x: event.clientX, y: event.clientY };
    if (event.type !== "pointerdown") return;
    // The palm often lands before the pen: what it drew is taken back.
    this.active.forEach((one, id) => {
      const near = Math.hypot(one.x - event.clientX, one.y - event.clientY) < PEN_NEAR * 2;
      if (one.type === "touch" && near && event.timeStamp - one.at < PEN_QUIET) this.drop(id);
    });
  }

  private isPalm(event: PointerEvent): boolean {
    if (event.pointerType !== "touch") return false;
    if (Math.max(event.width, event.height) > PALM_WIDTH) return true;
    const near = Math.hypot(event.clientX - this.penPlace.x, event.clientY - this.penPlace.y) < PEN_NEAR;
    return near && event.timeStamp - this.penAt < PEN_QUIET;
  }

  /** A second finger at once, close by, before any ink: two fingers that zoom, not two writers. */
  private startsPinch(event: PointerEvent): boolean {
    if (this.o.everyTouchDraws || event.pointerType !== "touch") return false;
    for (const [id, one] of this.active) {
      const together = event.timeStamp - one.at < PINCH_WITHIN && one.travelled < STILL;
      if (one.type !== "touch" || !together || Math.hypot(one.x - event.clientX, one.y - event.clientY) > PINCH_NEAR) continue;
      this.drop(id);
      this.pinch.start(id, one, event);
      return true;
    }
    return false;
  }

  private drop(id: number): void {
    this.active.get(id)?.gesture.cancel();
    this.active.delete(id);
  }
}

function prevent(event: Event): void {
  event.preventDefault();
}
