/**
 * Paints what is dirty, a few strokes at a time: on a slow tablet a dense page takes several
 * frames, and none of them is late. Tiles that lie side by side are painted as one patch, so that
 * a stroke that crosses them is drawn once; on a spare bitmap, copied when complete.
 */
import type RBush from "rbush";
import { around, joined, overlaps, type Box } from "../geometry/box";
import { PAGE_HEIGHT, PAGE_WIDTH, type Background } from "../model/board";
import { inOrder, type Stroke } from "../model/stroke";
import { settleInk, type Budget } from "./budget";
import { drawStroke } from "./ink";
import { drawPaper } from "./paper";
import { SIDE, type Tile, type Tiles } from "./tiles";

/** Strokes between two looks at the clock. */
const BATCH = 20;
/** Side of the largest patch, in device pixels. */
const LARGEST = 3 * SIDE;
/** Device pixels around what is dirty: ink is smooth at its border. */
const EDGE = 1;
export const DESK = "#dfe8ea";

interface Patch extends Box {
  /** With what was dirty when the patch was begun: a tile that became more so since stays dirty. */
  tiles: Map<Tile, Box | null>;
  scale: number;
  /** Device pixels from the corner of the page, and size. */
  left: number;
  top: number;
  width: number;
  height: number;
  strokes: Stroke[];
  next: number;
}

export class Painter {
  private readonly spare = document.createElement("canvas");
  private readonly ctx: CanvasRenderingContext2D;
  private patch: Patch | null = null;

  constructor(private readonly index: () => RBush<Stroke>) {
    this.spare.width = this.spare.height = LARGEST + 2 * EDGE;
    this.ctx = this.spare.getContext("2d", { alpha: false, willReadFrequently: true }) as CanvasRenderingContext2D;
  }

  /** Forgets what it was painting: the tiles stay dirty. */
  stop(): void {
    this.patch = null;
  }

  /** A stroke came on top of everything while its place is being painted. */
  append(stroke: Stroke): void {
    if (this.patch && overlaps(this.patch, stroke)) this.patch.strokes.push(stroke);
  }

  /**
   * Paints dirty tiles for as long as the budget lasts; the tiles that are now complete, none when
   * there is more to do. `wanted`: the most urgent first; `wide`: those beside it with it.
   */
  paint(wanted: readonly Tile[], wide: boolean, tiles: Tiles, background: Background, budget: Budget): Tile[] {
    if (!this.patch || !wanted.some((tile) => this.patch?.tiles.has(tile))) {
      this.patch = this.begin(wide ? beside(wanted, tiles.scale) : wanted.slice(0, 1), tiles.scale, background);
    }
    const { patch, ctx } = this;
    while (patch.next < patch.strokes.length) {
      if (budget.spent) return [];
      const end = Math.min(patch.strokes.length, patch.next + BATCH);
      for (; patch.next < end; patch.next += 1) drawStroke(ctx, patch.strokes[patch.next] as Stroke, background === "black", patch.scale);
      settleInk(ctx);
    }
    return this.hand(patch, tiles, budget);
  }

  /** What is painted so far; null while that is no ink. */
  progress(): { image: HTMLCanvasElement; width: number; height: number; box: Box } | null {
    const { patch } = this;
    return patch?.next ? { image: this.spare, width: patch.width, height: patch.height, box: patch } : null;
  }

  private begin(tiles: readonly Tile[], scale: number, background: Background): Patch {
    const { ctx } = this;
    const bounds = tiles.reduce<Box | null>(joined, null) as Box;
    const dirty = tiles.reduce<Box | null>((box, tile) => joined(box, tile.dirty ?? tile), null) as Box;
    const left = Math.max(Math.round(bounds.minX * scale), Math.floor(dirty.minX * scale) - EDGE);
    const top = Math.max(Math.round(bounds.minY * scale), Math.floor(dirty.minY * scale) - EDGE);
    const width = Math.min(Math.round(bounds.maxX * scale), Math.ceil(dirty.maxX * scale) + EDGE) - left;
    const height = Math.min(Math.round(bounds.maxY * scale), Math.ceil(dirty.maxY * scale) + EDGE) - top;
    const box = { minX: left / scale, minY: top / scale, maxX: (left + width) / scale, maxY: (top + height) / scale };
    ctx.restore();
    ctx.save();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.beginPath();
    ctx.rect(0, 0, width, height);
    ctx.clip();
    const inside = box.minX >= 0 && box.minY >= 0 && box.maxX <= PAGE_WIDTH && box.maxY <= PAGE_HEIGHT;
    ctx.fillStyle = DESK;
    if (!inside) ctx.fillRect(0, 0, width, height);
    ctx.setTransform(scale, 0, 0, scale, -left, -top);
    ctx.beginPath();
    ctx.rect(0, 0, PAGE_WIDTH, PAGE_HEIGHT);
    ctx.clip();
    drawPaper(ctx, background);
    const strokes = this.index().search(box).sort(inOrder);
    return { ...box, tiles: new Map(tiles.map((tile) => [tile, tile.dirty])), scale, left, top, width, height, strokes, next: 0 };
  }

  /** Copies the patch to its tiles, one at least. */
  private hand(patch: Patch, owner: Tiles, budget: Budget): Tile[] {
    const done: Tile[] = [];
    for (const [tile, dirty] of patch.tiles) {
      if (done.length && budget.spent) return done;
      patch.tiles.delete(tile);
      // Another tile may have taken its bitmap since.
      if (!owner.has(tile)) continue;
      this.copy(patch, tile);
      tile.drawn = true;
      if (tile.dirty === dirty) tile.dirty = null;
      done.push(tile);
    }
    this.patch = null;
    return done;
  }

  private copy({ scale, left, top, width, height }: Patch, tile: Tile): void {
    const x = Math.round(tile.minX * scale);
    const y = Math.round(tile.minY * scale);
    const fromX = Math.max(left, x);
    const fromY = Math.max(top, y);
    const across = Math.min(left + width, x + SIDE) - fromX;
    const down = Math.min(top + height, y + SIDE) - fromY;
    if (across <= 0 || down <= 0) return;
    tile.ctx.setTransform(1, 0, 0, 1, 0, 0);
    tile.ctx.drawImage(this.spare, fromX - left, fromY - top, across, down, fromX - x, fromY - y, across, down);
  }
}

/** The first tile, and those whose dirt touches it or one that does, as far as one patch holds them. */
function beside(wanted: readonly Tile[], scale: number): Tile[] {
  const [first, ...rest] = wanted as [Tile, ...Tile[]];
  const found = new Set([first]);
  let whole: Box = first.dirty ?? first;
  for (let grown = true; grown; ) {
    grown = false;
    for (const tile of rest) {
      const dirt = tile.dirty ?? tile;
      const both = joined(whole, dirt);
      const side = Math.max(both.maxX - both.minX, both.maxY - both.minY);
      if (found.has(tile) || Math.round(side * scale) > LARGEST || !overlaps(whole, around(dirt, 1))) continue;
      found.add(tile);
      whole = both;
      grown = true;
    }
  }
  return [...found];
}
