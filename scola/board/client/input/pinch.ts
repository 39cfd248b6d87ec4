/** Two fingers that move and zoom the page. */
import type { Surface } from "../render/surface";

interface Place {
  x: number;
  y: number;
}

export class Pinch {
  private readonly fingers = new Map<number, Place>();

  constructor(private readonly surface: () => Surface | null) {}

  has(id: number): boolean {
    return this.fingers.has(id);
  }

  start(first: number, place: Place, second: PointerEvent): void {
    this.fingers.clear();
    this.fingers.set(first, { x: place.x, y: place.y });
    this.fingers.set(second.pointerId, { x: second.clientX, y: second.clientY });
  }

  /** True when the event belongs to the pinch. */
  move(event: PointerEvent): boolean {
    const own = this.fingers.get(event.pointerId);
    const surface = this.surface();
    if (!own || !surface) return own !== undefined;
    const other = [...this.fingers].find(([id]) => id !== event.pointerId)?.[1];
    const before = other && Math.hypot(own.x - other.x, own.y - other.y);
    const middle = other && { x: (own.x + other.x) / 2, y: (own.y + other.y) / 2 };
    own.x = event.clientX;
    own.y = event.clientY;
    if (!other || !before || !middle) return true;
    const at = surface.toPage(0, 0);
    const left = -(at.x - surface.view.x) * surface.view.scale;
    const top = -(at.y - surface.view.y) * surface.view.scale;
    const x = (own.x + other.x) / 2;
    const y = (own.y + other.y) / 2;
    surface.view.zoom(Math.hypot(own.x - other.x, own.y - other.y) / before, x - left, y - top);
    surface.view.pan(x - middle.x, y - middle.y);
    surface.moved();
    return true;
  }

  up(id: number): boolean {
    return this.fingers.delete(id);
  }
}
