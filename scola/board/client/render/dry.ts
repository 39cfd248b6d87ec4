/** The frozen ink of the open page: copied from tiles, painted only where something changed. */
import RBush from "rbush";
import type { Box } from "../geometry/box";
import { PAGE_HEIGHT, PAGE_WIDTH, type Background } from "../model/board";
import type { PageChange, PageModel } from "../model/page";
import { inOrder, type Stroke } from "../model/stroke";
import type { Budget } from "./budget";
import { drawStroke } from "./ink";
import { DESK, Painter } from "./painter";
import { paperColour } from "./paper";
import { Pool, SIDE, Tiles, type Tile } from "./tiles";

/** After this long without another zoom, the blurred page is drawn sharp. */
const SETTLE = 120;

/** Milliseconds between two looks at a page that opens: copying it takes time from painting it. */
const SHOWN_EVERY = 250;

/** Where the canvas lies: `scale` device pixels per page pixel, x and y the page point at its corner. */
export interface Placed {
  scale: number;
  x: number;
  y: number;
}

export class DryLayer {
  index = new RBush<Stroke>();
  private readonly pool = new Pool(0);
  private readonly painter = new Painter(() => this.index);
  private tiles = new Tiles(1, this.pool);
  /** Tiles of the zoom before: shown where the new ones are not ready. */
  private backdrop: Tiles | null = null;
  private background: Background = "blank";
  private timer = 0;
  /** The whole canvas is to be copied again; else only the tiles that are fresh. */
  private stale = true;
  private shownAt = 0;
  private readonly fresh = new Set<Tile>();

  constructor(
    private readonly ctx: CanvasRenderingContext2D,
    /** The small picture of the page; null while it shows no ink yet. */
    private readonly sketch: () => HTMLCanvasElement | null,
    private readonly touch: () => void,
  ) {}

  /** `bytes`: what all tiles together may take; a large screen always gets what it shows. */
  resize(bytes: number): void {
    const { width, height } = this.ctx.canvas;
    const shown = (Math.ceil(width / SIDE) + 1) * (Math.ceil(height / SIDE) + 1);
    this.pool.most = Math.max(shown, Math.floor(bytes / (SIDE * SIDE * 4)));
    this.stale = true;
  }

  show(model: PageModel, background: Background): void {
    this.index = new RBush<Stroke>().load([...model.strokes.values()]);
    this.background = background;
    this.painter.stop();
    this.dropBackdrop();
    this.tiles.close();
    this.stale = true;
  }

  setBackground(background: Background): void {
    this.background = background;
    this.painter.stop();
    this.dropBackdrop();
    this.tiles.invalidateAll();
    this.stale = true;
  }

  changed({ added, removed }: PageChange): void {
    for (const stroke of removed) {
      this.index.remove(stroke);
      this.invalidate(stroke);
    }
    for (const stroke of added) {
      // What lies on top is only added to the bitmaps; anything else paints its place again.
      const last = this.index.search(stroke).every((other) => inOrder(other, stroke) < 0);
      this.index.insert(stroke);
      if (last) this.append(stroke);
      else this.invalidate(stroke);
    }
  }

  /** The page moved or was zoomed. */
  moved(scale: number): void {
    this.stale = true;
    clearTimeout(this.timer);
    if (Math.abs(scale - this.tiles.scale) < 1e-6) return;
    if (this.tiles.empty) this.tiles = new Tiles(scale, this.pool);
    else this.timer = window.setTimeout(() => this.settle(scale), SETTLE);
  }

  /** Copies the page to the canvas, when anything changed. True while parts of it wait. */
  draw(at: Placed, budget: Budget, calm: boolean): boolean {
    const visible = seen(this.ctx.canvas, at);
    const tiles = this.tiles.covering(visible).sort(fromMiddle(visible));
    const waiting = this.paint(tiles, budget, calm);
    // A page that opens shows its ink as it comes.
    const opens = waiting && !this.backdrop && !this.sketch();
    if (opens && performance.now() - this.shownAt > SHOWN_EVERY) this.stale = true;
    if (this.stale) this.copy(tiles, at);
    else for (const tile of tiles) if (this.fresh.has(tile)) blit(this.ctx, tile.canvas, tile, at);
    if (this.stale) this.shownAt = performance.now();
    this.stale = false;
    this.fresh.clear();
    if (!waiting && this.backdrop) this.dropBackdrop();
    return waiting;
  }

  close(): void {
    clearTimeout(this.timer);
    this.tiles.close();
    this.dropBackdrop();
  }

  /** True while tiles wait. While something moves or is drawn at most one per frame is painted. */
  private paint(tiles: readonly Tile[], budget: Budget, calm: boolean): boolean {
    let wanted = tiles.filter((tile) => tile.dirty).sort((a, b) => Number(a.drawn) - Number(b.drawn));
    while (wanted.length) {
      const done = this.painter.paint(wanted, calm, this.tiles, this.background, budget);
      done.forEach((tile) => this.fresh.add(tile));
      wanted = wanted.filter((tile) => tile.dirty);
      if (!done.length || !calm || budget.spent) break;
    }
    return wanted.length > 0;
  }

  private copy(tiles: readonly Tile[], at: Placed): void {
    const { ctx } = this;
    this.fillDesk(at);
    const missing = tiles.filter((tile) => !tile.drawn);
    if (missing.length) this.standIn(missing, at);
    for (const tile of tiles) if (tile.drawn) blit(ctx, tile.canvas, tile, at);
  }

  /** The desk around the page: only when it shows. */
  private fillDesk(at: Placed): void {
    const { ctx } = this;
    const { width, height } = ctx.canvas;
    const covered = at.x >= 0 && at.y >= 0 && at.x + width / at.scale <= PAGE_WIDTH && at.y + height / at.scale <= PAGE_HEIGHT;
    if (covered) return;
    ctx.fillStyle = DESK;
    ctx.fillRect(0, 0, width, height);
  }

  /** Where tiles are missing: the sketch, and the tiles of the zoom before. */
  private standIn(missing: readonly Tile[], at: Placed): void {
    const { ctx } = this;
    ctx.save();
    ctx.beginPath();
    for (const tile of missing) {
      const { left, top, width, height } = placed(tile, at);
      ctx.rect(left, top, width, height);
    }
    ctx.clip();
    const sketch = this.sketch();
    if (sketch) blit(ctx, sketch, { minX: 0, minY: 0, maxX: PAGE_WIDTH, maxY: PAGE_HEIGHT }, at);
    else {
      ctx.fillStyle = paperColour(this.background);
      ctx.fill();
      if (!this.backdrop) this.showProgress(at);
    }
    for (const tile of this.backdrop?.drawnIn(seen(ctx.canvas, at)) ?? []) blit(ctx, tile.canvas, tile, at);
    ctx.restore();
  }

  private showProgress(at: Placed): void {
    const progress = this.painter.progress();
    if (!progress) return;
    const { image, width, height, box } = progress;
    const to = placed(box, at);
    this.ctx.drawImage(image, 0, 0, width, height, to.left, to.top, to.width, to.height);
  }

  private append(stroke: Stroke): void {
    const draw = (ctx: CanvasRenderingContext2D): void => {
      // A tile at the edge of the page must not show ink on the desk.
      ctx.save();
      ctx.beginPath();
      ctx.rect(0, 0, PAGE_WIDTH, PAGE_HEIGHT);
      ctx.clip();
      drawStroke(ctx, stroke, this.background === "black", this.tiles.scale);
      ctx.restore();
    };
    this.painter.append(stroke);
    for (const tile of this.tiles.append(stroke, draw)) this.fresh.add(tile);
    this.backdrop?.append(stroke, draw);
  }

  private invalidate(box: Box): void {
    this.tiles.invalidate(box);
    this.backdrop?.invalidate(box);
  }

  private settle(scale: number): void {
    this.painter.stop();
    this.dropBackdrop();
    this.backdrop = this.tiles;
    this.tiles = new Tiles(scale, this.pool);
    this.stale = true;
    this.touch();
  }

  private dropBackdrop(): void {
    this.backdrop?.close();
    this.backdrop = null;
  }
}

function seen({ width, height }: HTMLCanvasElement, { x, y, scale }: Placed): Box {
  return {
    minX: Math.max(0, x),
    minY: Math.max(0, y),
    maxX: Math.min(PAGE_WIDTH, x + width / scale),
    maxY: Math.min(PAGE_HEIGHT, y + height / scale),
  };
}

function fromMiddle(box: Box): (a: Tile, b: Tile) => number {
  const x = (box.minX + box.maxX) / 2;
  const y = (box.minY + box.maxY) / 2;
  const far = (tile: Tile): number => Math.abs((tile.minX + tile.maxX) / 2 - x) + Math.abs((tile.minY + tile.maxY) / 2 - y);
  return (a, b) => far(a) - far(b);
}

/** Whole pixels, computed from both edges so that neighbours neither overlap nor gape. */
function placed(box: Box, { scale, x, y }: Placed): { left: number; top: number; width: number; height: number } {
  const left = Math.round((box.minX - x) * scale);
  const top = Math.round((box.minY - y) * scale);
  return { left, top, width: Math.round((box.maxX - x) * scale) - left, height: Math.round((box.maxY - y) * scale) - top };
}

function blit(ctx: CanvasRenderingContext2D, image: HTMLCanvasElement, box: Box, at: Placed): void {
  const { left, top, width, height } = placed(box, at);
  ctx.drawImage(image, left, top, width, height);
}
