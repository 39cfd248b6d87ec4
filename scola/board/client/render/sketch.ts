/**
 * The whole page, small and quick: the picture of a thumbnail, and what shows, blurred, where a
 * tile is not ready. Drawn a few milliseconds at a time.
 */
import { PAGE_HEIGHT, PAGE_WIDTH, type Background } from "../model/board";
import type { PageModel, PageChange } from "../model/page";
import type { Stroke } from "../model/stroke";
import type { Budget } from "./budget";
import { sketchStroke } from "./ink";
import { drawPaper } from "./paper";

const SCALE = 0.4;

export class Sketch {
  readonly canvas = document.createElement("canvas");
  private readonly ctx: CanvasRenderingContext2D;
  private model: PageModel | null = null;
  private background: Background = "blank";
  /** Strokes still to draw; null = the whole page is to be begun anew. */
  private waiting: Stroke[] | null = [];

  constructor(private readonly scale = SCALE) {
    this.canvas.width = PAGE_WIDTH * scale;
    this.canvas.height = PAGE_HEIGHT * scale;
    this.ctx = this.canvas.getContext("2d", { alpha: false }) as CanvasRenderingContext2D;
    this.ctx.lineCap = this.ctx.lineJoin = "round";
  }

  get done(): boolean {
    return this.waiting?.length === 0;
  }

  show(model: PageModel, background: Background): void {
    this.model = model;
    this.background = background;
    this.waiting = null;
    this.begin();
  }

  changed(change: PageChange): void {
    if (change.removed.length) this.waiting = null;
    else this.waiting?.unshift(...[...change.added].reverse());
  }

  /** Goes on for as long as the budget lasts; true when the picture is complete. */
  work(budget: Budget): boolean {
    const { ctx, model } = this;
    if (!model) return true;
    if (!this.waiting) {
      this.begin();
      this.waiting = model.ordered().reverse();
    }
    ctx.setTransform(this.scale, 0, 0, this.scale, 0, 0);
    while (this.waiting.length && !budget.spent) {
      for (let n = 0; n < 8; n += 1) {
        const stroke = this.waiting.pop();
        if (stroke) sketchStroke(ctx, stroke, this.background === "black");
      }
    }
    return this.done;
  }

  private begin(): void {
    this.ctx.setTransform(this.scale, 0, 0, this.scale, 0, 0);
    drawPaper(this.ctx, this.background);
  }
}
