/** Ink that is not frozen yet, on a transparent canvas above the page: ours and that of others. */
import { boxOf, type Box } from "../geometry/box";
import { flat, outline, type Brush, type Sample } from "../geometry/outline";
import { pathOf } from "../geometry/path";
import type { RemoteInk } from "../model/remote";
import { fill } from "./ink";

/** Settled ink is outlined once per so many samples, so that a long stroke costs no more than a short one. */
const PIECE = 48;
/** Samples shared with the piece before: enough for the smoothing to reach the same point. */
const SHARED = 8;

export class WetStroke {
  readonly samples: Sample[] = [];
  predicted: readonly Sample[] = [];

  constructor(readonly brush: Brush) {}
}

interface Drawable {
  readonly brush: Brush;
  readonly samples: readonly Sample[];
  readonly predicted?: readonly Sample[];
}

/** Pieces already outlined, of one stroke. */
interface Settled {
  paths: Path2D[];
  upTo: number;
}

export class WetLayer {
  private readonly strokes = new Map<string, WetStroke>();
  private readonly settled = new Map<string, Settled>();
  /** What was drawn last time, in device pixels: the only part to wipe. */
  private soiled: Box | null = null;

  constructor(
    private readonly ctx: CanvasRenderingContext2D,
    readonly remote: RemoteInk,
  ) {}

  begin(id: string, brush: Brush): WetStroke {
    const stroke = new WetStroke(brush);
    this.strokes.set(id, stroke);
    return stroke;
  }

  end(id: string): void {
    this.strokes.delete(id);
    this.settled.delete(id);
  }

  clear(): void {
    this.strokes.clear();
    this.remote.clear();
    this.settled.clear();
  }

  get busy(): boolean {
    return this.strokes.size > 0;
  }

  /** The canvas was resized: it is blank. */
  wiped(): void {
    this.soiled = null;
  }

  /** `scale`: device pixels per page pixel; x, y: page point at the canvas's corner; `clip`: the page. */
  draw(scale: number, x: number, y: number, page: { width: number; height: number }, black: boolean): void {
    const { ctx } = this;
    if (this.soiled) {
      const { minX, minY, maxX, maxY } = this.soiled;
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      ctx.clearRect(minX, minY, maxX - minX, maxY - minY);
      this.soiled = null;
    }
    const remote = this.remote.strokes;
    if (this.settled.size > this.strokes.size + remote.size) this.forget();
    if (this.strokes.size + remote.size === 0) return;
    ctx.save();
    ctx.setTransform(scale, 0, 0, scale, -x * scale, -y * scale);
    ctx.beginPath();
    ctx.rect(0, 0, page.width, page.height);
    ctx.clip();
    remote.forEach((stroke, id) => this.drawOne(id, stroke, black, scale, x, y));
    this.strokes.forEach((stroke, id) => this.drawOne(id, stroke, black, scale, x, y));
    ctx.restore();
  }

  private drawOne(id: string, stroke: Drawable, black: boolean, scale: number, x: number, y: number): void {
    const { brush, samples, predicted } = stroke;
    const all = predicted?.length ? [...samples, ...predicted] : samples;
    if (all.length === 0) return;
    // A highlighter is one path: pieces laid over each other would show.
    const from = brush.tool === "marker" ? 0 : this.settle(id, samples, brush, black);
    fill(this.ctx, pathOf(outline(flat(all, from), brush)), brush, black);
    this.soil(boxOf(all, brush.w), scale, x, y);
  }

  /** Draws the settled pieces, adds new ones; returns where the rest begins. */
  private settle(id: string, samples: readonly Sample[], brush: Brush, black: boolean): number {
    const settled = this.settled.get(id) ?? { paths: [], upTo: 0 };
    while (samples.length - settled.upTo >= 2 * PIECE) {
      const from = Math.max(0, settled.upTo - SHARED);
      settled.paths.push(pathOf(outline(flat(samples.slice(from, settled.upTo + PIECE)), brush)));
      settled.upTo += PIECE;
      this.settled.set(id, settled);
    }
    for (const path of settled.paths) fill(this.ctx, path, brush, black);
    return Math.max(0, settled.upTo - SHARED);
  }

  private soil(box: Box, scale: number, x: number, y: number): void {
    const { soiled } = this;
    const minX = Math.floor((box.minX - x) * scale) - 2;
    const minY = Math.floor((box.minY - y) * scale) - 2;
    const maxX = Math.ceil((box.maxX - x) * scale) + 2;
    const maxY = Math.ceil((box.maxY - y) * scale) + 2;
    this.soiled = soiled
      ? {
          minX: Math.min(minX, soiled.minX),
          minY: Math.min(minY, soiled.minY),
          maxX: Math.max(maxX, soiled.maxX),
          maxY: Math.max(maxY, soiled.maxY),
        }
      : { minX, minY, maxX, maxY };
  }

  private forget(): void {
    for (const id of this.settled.keys()) {
      if (!this.strokes.has(id) && !this.remote.strokes.has(id)) this.settled.delete(id);
    }
  }
}
