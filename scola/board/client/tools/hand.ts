import type { Desk, Gesture, Tool } from "./tool";

/** Moves the page under the glass. */
export const handTool: Tool = {
  name: "hand",
  icon: "hand-bold",
  key: "h",
  begin: (desk, _hand, _first, screen) => new PanGesture(desk, screen),
};

class PanGesture implements Gesture {
  constructor(
    private readonly desk: Desk,
    private last: { x: number; y: number },
  ) {}

  move(_samples: unknown, screen: { x: number; y: number }): void {
    this.desk.surface.view.pan(screen.x - this.last.x, screen.y - this.last.y);
    this.last = screen;
    this.desk.surface.moved();
  }

  end(): void {
    // Nothing to keep.
  }

  cancel(): void {
    // Nothing to undo.
  }
}
