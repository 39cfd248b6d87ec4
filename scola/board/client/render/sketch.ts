/**
 * The whole page, small and quick: the picture of a thumbnail, and what shows, blurred, where a
 * tile is not ready. Drawn a few milliseconds at a time.
 */
import { PAGE_HEIGHT, PAGE_WIDTH, type Background } from "../model/board";
import type { Box } from "../geometry/box";
import type { PageModel, PageChange } from "../model/page";
import { inOrder, type Stroke } from "../model/stroke";
import { settleInk, type Budget } from "./budget";
import { sketchStroke } from "./ink";
import { drawPaper } from "./paper";

const SCALE = 0.4;
/** Strokes between two looks at the clock. */
const BATCH = 60;

export class Sketch {
  readonly canvas = document.createElement("canvas");
  private readonly ctx: CanvasRenderingContext2D;
  private model: PageModel | null = null;
  private background: Background = "blank";
  /** Strokes still to draw, the next one last; null = the page is to be begun anew. */
  private waiting: Stroke[] | null = [];
  /** Places where a stroke went away. */
  private holes: Box[] = [];

  /** `near` finds the strokes of a place; without it the page is drawn anew when one goes away. */
  constructor(
    private readonly scale = SCALE,
    private readonly near: ((box: Box) => Stroke[]) | null = null,
  ) {
    this.canvas.width = PAGE_WIDTH * scale;
    this.canvas.height = PAGE_HEIGHT * scale;
    this.ctx = this.canvas.getContext("2d", { alpha: false, willReadFrequently: true }) as CanvasRenderingContext2D;
    this.ctx.lineCap = this.ctx.lineJoin = "round";
  }

  get done(): boolean {
    return this.waiting?.length === 0 && this.holes.length === 0;
  }

  show(model: PageModel, background: Background): void {
    this.model = model;
    this.background = background;
    this.waiting = null;
    this.holes = [];
    this.begin();
  }

  changed(change: PageChange): void {
    if (change.removed.length && this.near && this.waiting?.length === 0) this.holes.push(...change.removed);
    else if (change.removed.length) this.waiting = null;
    this.waiting?.unshift(...[...change.added].reverse());
  }

  /** Goes on for as long as the budget lasts; true when the picture is complete. */
  work(budget: Budget): boolean {
    const { model } = this;
    if (!model) return true;
    if (!this.waiting) {
      this.begin();
      this.waiting = model.ordered().reverse();
    }
    this.ctx.setTransform(this.scale, 0, 0, this.scale, 0, 0);
    while (this.holes.length && !budget.spent) this.mend(this.holes.pop() as Box);
    while (this.waiting.length && !budget.spent) {
      for (let n = 0; n < BATCH; n += 1) this.draw(this.waiting.pop());
      settleInk(this.ctx);
    }
    return this.done;
  }

  private draw(stroke: Stroke | undefined): void {
    if (stroke) sketchStroke(this.ctx, stroke, this.background === "black");
  }

  private mend(hole: Box): void {
    const { ctx } = this;
    ctx.save();
    ctx.beginPath();
    ctx.rect(hole.minX, hole.minY, hole.maxX - hole.minX, hole.maxY - hole.minY);
    ctx.clip();
    drawPaper(ctx, this.background);
    for (const stroke of this.near?.(hole).sort(inOrder) ?? []) this.draw(stroke);
    ctx.restore();
    settleInk(ctx);
  }

  private begin(): void {
    this.ctx.setTransform(this.scale, 0, 0, this.scale, 0, 0);
    drawPaper(this.ctx, this.background);
  }
}
