/**
 * Paints the dirty part of a tile, a few strokes at a time: on a slow tablet a dense tile takes
 * several frames, and none of them is late. Done on a spare bitmap, copied when complete.
 */
import type RBush from "rbush";
import { overlaps, type Box } from "../geometry/box";
import { PAGE_HEIGHT, PAGE_WIDTH, type Background } from "../model/board";
import { inOrder, type Stroke } from "../model/stroke";
import { settleInk, type Budget } from "./budget";
import { drawStroke } from "./ink";
import { drawPaper } from "./paper";
import { SIDE, type Tile, type Tiles } from "./tiles";

/** Strokes between two looks at the clock. */
const BATCH = 20;
export const DESK = "#dfe8ea";

interface Job {
  tile: Tile;
  /** What was dirty when the job began: when more became dirty since, the tile stays so. */
  dirty: Box | null;
  /** Pixels of the tile that are painted again. */
  left: number;
  top: number;
  width: number;
  height: number;
  box: Box;
  strokes: Stroke[];
  next: number;
}

export class Painter {
  private readonly spare = document.createElement("canvas");
  private readonly ctx: CanvasRenderingContext2D;
  private job: Job | null = null;

  constructor(private readonly index: () => RBush<Stroke>) {
    this.spare.width = this.spare.height = SIDE;
    this.ctx = this.spare.getContext("2d", { alpha: false, willReadFrequently: true }) as CanvasRenderingContext2D;
  }

  /** The tile that is half painted: it is finished before another is begun. */
  get tile(): Tile | null {
    return this.job?.tile ?? null;
  }

  /** Forgets what it was painting: the tile stays dirty. */
  stop(): void {
    this.job = null;
  }

  /** A stroke came on top of everything while its tile is being painted. */
  append(stroke: Stroke): void {
    if (this.job && overlaps(this.job.box, stroke)) this.job.strokes.push(stroke);
  }

  /** Paints the tile for as long as the budget lasts; true once it is complete. */
  paint(tile: Tile, tiles: Tiles, background: Background, budget: Budget): boolean {
    if (this.job?.tile !== tile) {
      this.job = this.begin(tile, tiles, background);
    }
    const { job, ctx } = this;
    while (job.next < job.strokes.length) {
      if (budget.spent) return false;
      const end = Math.min(job.strokes.length, job.next + BATCH);
      for (; job.next < end; job.next += 1) drawStroke(ctx, job.strokes[job.next] as Stroke, background === "black");
      settleInk(ctx);
    }
    this.finish(job);
    return true;
  }

  private begin(tile: Tile, tiles: Tiles, background: Background): Job {
    const { ctx } = this;
    const { scale } = tiles;
    const dirty = tile.dirty ?? tile;
    const left = Math.max(0, Math.floor((dirty.minX - tile.minX) * scale) - 1);
    const top = Math.max(0, Math.floor((dirty.minY - tile.minY) * scale) - 1);
    const width = Math.min(SIDE, Math.ceil((dirty.maxX - tile.minX) * scale) + 1) - left;
    const height = Math.min(SIDE, Math.ceil((dirty.maxY - tile.minY) * scale) + 1) - top;
    const minX = tile.minX + left / scale;
    const minY = tile.minY + top / scale;
    const box = { minX, minY, maxX: minX + width / scale, maxY: minY + height / scale };
    ctx.restore();
    ctx.save();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.beginPath();
    ctx.rect(left, top, width, height);
    ctx.clip();
    ctx.fillStyle = DESK;
    ctx.fillRect(left, top, width, height);
    tiles.transform(ctx, tile);
    ctx.beginPath();
    ctx.rect(0, 0, PAGE_WIDTH, PAGE_HEIGHT);
    ctx.clip();
    drawPaper(ctx, background);
    return { tile, dirty: tile.dirty, left, top, width, height, box, strokes: this.index().search(box).sort(inOrder), next: 0 };
  }

  private finish({ tile, dirty, left, top, width, height }: Job): void {
    tile.ctx.setTransform(1, 0, 0, 1, 0, 0);
    tile.ctx.drawImage(this.spare, left, top, width, height, left, top, width, height);
    tile.drawn = true;
    if (tile.dirty === dirty) tile.dirty = null;
    this.job = null;
  }
}
