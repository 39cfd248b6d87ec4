/** The name of who draws, beside their ink. For the eyes alone: it comes and goes too fast to be read aloud. */
import type { RemoteStroke } from "../model/remote";
import { make } from "./elements";

const LINGER = 1200;

export class Tags {
  readonly element = make("div", { class: "board-tags", "aria-hidden": "true" });
  private readonly tags = new Map<string, { tag: HTMLElement; at: number; x: number; y: number }>();

  /** `place` turns a page point into CSS pixels of the frame. */
  show(strokes: ReadonlyMap<string, RemoteStroke>, place: (x: number, y: number) => { x: number; y: number }, now: number): boolean {
    for (const { name, samples } of strokes.values()) {
      const last = samples[samples.length - 1];
      if (!name || !last) continue;
      const one = this.tags.get(name) ?? { tag: make("p", { class: "board-tag" }, name), at: 0, x: 0, y: 0 };
      if (!this.tags.has(name)) this.element.append(one.tag);
      this.tags.set(name, { ...one, at: now, x: last.x, y: last.y });
    }
    for (const [name, { tag, at, x, y }] of this.tags) {
      if (now - at > LINGER) {
        tag.remove();
        this.tags.delete(name);
        continue;
      }
      const spot = place(x, y);
      tag.style.transform = `translate(${Math.round(spot.x + 14)}px, ${Math.round(spot.y + 14)}px)`;
    }
    return this.tags.size > 0;
  }
}
