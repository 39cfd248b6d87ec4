/** Fingers that hold the page itself: they move and zoom it. */
import type { Place } from "../tools";

export interface GripMove {
  /** Middle of the fingers before and after, in client pixels. */
  from: Place;
  to: Place;
  factor: number;
}

export class Grip {
  private readonly fingers = new Map<number, Place>();

  has(id: number): boolean {
    return this.fingers.has(id);
  }

  get held(): boolean {
    return this.fingers.size > 0;
  }

  add(id: number, { x, y }: Place): void {
    this.fingers.set(id, { x, y });
  }

  /** What one finger's move does to the page; null while it holds alone. */
  move(id: number, to: Place): GripMove | null {
    const finger = this.fingers.get(id);
    if (!finger) return null;
    const before = this.spread();
    finger.x = to.x;
    finger.y = to.y;
    const after = this.spread();
    if (this.fingers.size < 2 || before.radius < 1) return null;
    return { from: before.middle, to: after.middle, factor: after.radius / before.radius };
  }

  up(id: number): boolean {
    return this.fingers.delete(id);
  }

  clear(): void {
    this.fingers.clear();
  }

  private spread(): { middle: Place; radius: number } {
    const all = [...this.fingers.values()];
    const x = all.reduce((sum, one) => sum + one.x, 0) / all.length;
    const y = all.reduce((sum, one) => sum + one.y, 0) / all.length;
    const radius = all.reduce((sum, one) => sum + Math.hypot(one.x - x, one.y - y), 0) / all.length;
    return { middle: { x, y }, radius };
  }
}
