import { boxOf } from "../geometry/box";
import type { Sample } from "../geometry/outline";
import type { Hand } from "../input/hands";
import type { Desk, Gesture, Tool } from "./tool";

const REACH_ON_SCREEN = 14;

export const eraser: Tool = { name: "eraser", icon: "eraser-bold", key: "e", begin: (desk, hand, first) => new EraserGesture(desk, hand, first) };

/** Erases whole strokes; all that one gesture erases comes back with one undo. */
class EraserGesture implements Gesture {
  private last: Sample;

  constructor(
    private readonly desk: Desk,
    private readonly hand: Hand,
    first: Sample,
  ) {
    this.last = first;
    desk.model.beginErasing(hand.origin);
    this.rub(first);
  }

  move(samples: readonly Sample[]): void {
    samples.forEach((sample) => this.rub(sample));
  }

  end(): void {
    // Each touch was already written.
  }

  cancel(): void {
    this.desk.model.undo(this.hand.origin).undo();
  }

  private rub(to: Sample): void {
    const { surface, model } = this.desk;
    const reach = REACH_ON_SCREEN / surface.view.scale;
    const near = surface.near(boxOf([this.last, to], reach));
    model.erase(model.touched(near, this.last, to, reach), this.hand.origin);
    this.last = to;
  }
}
