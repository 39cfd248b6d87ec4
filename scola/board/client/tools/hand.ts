import type { Desk, Gesture, Place, Tool } from "./tool";

/** Moves the page under the glass. */
export const handTool: Tool = {
  name: "hand",
  icon: "hand-bold",
  key: "h",
  writes: false,
  begin: (desk, _hand, _first, screen) => new PanGesture(desk, screen),
};

class PanGesture implements Gesture {
  constructor(
    private readonly desk: Desk,
    private last: Place,
  ) {}

  move(_samples: unknown, screen: Place): void {
    this.desk.surface.pan(screen.x - this.last.x, screen.y - this.last.y);
    this.last = screen;
  }

  end(): void {
    // Nothing to keep.
  }

  cancel(): void {
    // Nothing to undo.
  }
}
