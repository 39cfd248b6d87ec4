import { boxOf } from "../geometry/box";
import { cut } from "../geometry/cut";
import type { Sample } from "../geometry/outline";
import type { Hand } from "../input/hands";
import { decode, encode } from "../model/codec";
import type { Stroke } from "../model/stroke";
import type { Desk, Gesture, Tool } from "./tool";

/** CSS pixels around the point that rubs. */
const REACH = 14;
const FINE_REACH = 10;

export const eraser: Tool = {
  name: "eraser",
  icon: "eraser-bold",
  key: "e",
  writes: true,
  begin: (desk, hand, first) => new EraserGesture(desk, hand, first),
};

/** Takes away only what it touches, as on paper. */
export const fineEraser: Tool = {
  name: "fine",
  icon: "eraser-bold",
  key: "f",
  writes: true,
  begin: (desk, hand, first) => new FineGesture(desk, hand, first),
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

/** Cuts strokes where it passes; all that one gesture cuts is whole again with one undo. */
class FineGesture implements Gesture {
  private erased = false;

  constructor(
    private readonly desk: Desk,
    private readonly hand: Hand,
    private last: Sample,
  ) {
    this.move([last]);
  }

  move(samples: readonly Sample[]): void {
    const { surface, model } = this.desk;
    const way = [this.last, ...samples];
    const reach = FINE_REACH / surface.view.scale;
    const left = new Map<Stroke, Uint8Array[]>();
    for (const stroke of surface.near(boxOf(way, reach))) {
      const pieces = rubbed(decode(stroke.points), way, reach + stroke.brush.w / 2);
      if (pieces) left.set(stroke, pieces.map(encode));
    }
    this.erased ||= left.size > 0;
    model.cut(left, this.hand.origin, this);
    this.last = way[way.length - 1] as Sample;
  }

  end(): void {
    // Each touch was already written.
  }

  cancel(): void {
    if (this.erased) this.desk.model.undos.undo(this.hand.origin);
  }
}

/** What is left of a line after the whole way; null when it was not touched. */
function rubbed(line: readonly Sample[], way: readonly Sample[], reach: number): Sample[][] | null {
  let pieces: readonly (readonly Sample[])[] = [line];
  let touched = false;
  for (let n = 1; n < way.length; n += 1) {
    pieces = pieces.flatMap((piece) => {
      const left = cut(piece, way[n - 1] as Sample, way[n] as Sample, reach);
      touched ||= left !== null;
      return left ?? [piece];
    });
  }
  return touched ? pieces.map((piece) => [...piece]) : null;
}
