import { boxOf } from "../geometry/box";
import type { Sample } from "../geometry/outline";
import type { Hand } from "../input/hands";
import type { Desk, Gesture, Tool } from "./tool";

/** CSS pixels around the point that rubs. */
const REACH = 14;

export const eraser: Tool = {
  name: "eraser",
  icon: "eraser-bold",
  key: "e",
  writes: true,
  begin: (desk, hand, first) => new EraserGesture(desk, hand, first),
};

/** Erases whole strokes; all that one gesture erases comes back with one undo. */
class EraserGesture implements Gesture {
  private erased = false;

  constructor(
    private readonly desk: Desk,
    private readonly hand: Hand,
    private last: Sample,
  ) {
    this.rub(last);
  }

  move(samples: readonly Sample[]): void {
    samples.forEach((sample) => this.rub(sample));
  }

  end(): void {
    // Each touch was already written.
  }

  cancel(): void {
    if (this.erased) this.desk.model.undos.undo(this.hand.origin);
  }

  private rub(to: Sample): void {
    const { surface, model } = this.desk;
    const reach = REACH / surface.view.scale;
    const near = surface.near(boxOf([this.last, to], reach));
    const ids = model.touched(near, this.last, to, reach);
    this.erased ||= ids.length > 0;
    model.erase(ids, this.hand.origin, this);
    this.last = to;
  }
}
