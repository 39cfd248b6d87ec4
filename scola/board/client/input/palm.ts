/** Which touches are a palm: wide ones, and those near a pen just before or after it. */

/** CSS pixels and milliseconds; to be set on a real panel. */
export const PALM = { width: 45, penQuiet: 500, penNear: 120, beforePenNear: 240 };

export interface Contact {
  x: number;
  y: number;
  width: number;
  height: number;
  at: number;
}

export class PalmRule {
  private pen = { x: -1e6, y: -1e6, at: -Infinity };
  /** A pen was seen on this device: from then on fingers move the page of a tablet. */
  penSeen = false;

  penCame(x: number, y: number, at: number): void {
    this.penSeen = true;
    this.pen = { x, y, at };
  }

  isPalm(touch: Contact): boolean {
    if (this.isWide(touch)) return true;
    const near = Math.hypot(touch.x - this.pen.x, touch.y - this.pen.y) < PALM.penNear;
    return near && touch.at - this.pen.at < PALM.penQuiet;
  }

  isWide(touch: { width: number; height: number }): boolean {
    return Math.max(touch.width, touch.height) > PALM.width;
  }

  /** The palm often lands before the pen: whether a touch that draws since `at` was one. */
  wasPalm(touch: { x: number; y: number; at: number }): boolean {
    const near = Math.hypot(touch.x - this.pen.x, touch.y - this.pen.y) < PALM.beforePenNear;
    return near && this.pen.at - touch.at < PALM.penQuiet;
  }
}
