/**
 * Dry ink as bitmaps: a frame only copies tiles. A new stroke is drawn into the tiles it touches;
 * erasing marks tiles stale, and stale tiles are drawn again a few milliseconds per frame.
 */
import type { Box } from "../geometry/box";

const SIDE = 256;
/** 64 MB of bitmaps at 4 bytes a pixel. */
const MOST_TILES = 240;

export interface Tile extends Box {
  canvas: HTMLCanvasElement;
  ctx: CanvasRenderingContext2D;
  stale: boolean;
  used: number;
}

/** Draws everything of `box` (page pixels) on a context whose transform is already set. */
export type Painter = (ctx: CanvasRenderingContext2D, box: Box) => void;

export class Tiles {
  private tiles = new Map<string, Tile>();
  private clock = 0;
  private scale = 1;

  constructor(private readonly paint: Painter) {}

  /** Device pixels per page pixel; another scale drops all tiles. */
  rescale(scale: number): void {
    if (Math.abs(scale - this.scale) < 1e-6) return;
    this.scale = scale;
    this.tiles.clear();
  }

  clear(): void {
    this.tiles.forEach((tile) => (tile.stale = true));
  }

  /** The tiles of `box`, made when absent (then stale). */
  covering(box: Box): Tile[] {
    const span = SIDE / this.scale;
    const found: Tile[] = [];
    for (let row = Math.floor(box.minY / span); row * span < box.maxY; row += 1) {
      for (let column = Math.floor(box.minX / span); column * span < box.maxX; column += 1) {
        found.push(this.tile(column, row, span));
      }
    }
    return found;
  }

  /** Draws on top of every present tile that `box` touches. */
  append(box: Box, draw: (ctx: CanvasRenderingContext2D) => void): void {
    this.touching(box, (tile) => {
      if (!tile.stale) this.within(tile, draw);
    });
  }

  invalidate(box: Box): void {
    this.touching(box, (tile) => (tile.stale = true));
  }

  refresh(tile: Tile): void {
    this.within(tile, (ctx) => this.paint(ctx, tile));
    tile.stale = false;
  }

  private tile(column: number, row: number, span: number): Tile {
    const key = `${column}:${row}`;
    let tile = this.tiles.get(key);
    if (!tile) {
      const canvas = this.recycled();
      const ctx = canvas.getContext("2d", { alpha: false }) as CanvasRenderingContext2D;
      const minX = column * span;
      const minY = row * span;
      tile = { canvas, ctx, stale: true, used: 0, minX, minY, maxX: minX + span, maxY: minY + span };
      this.tiles.set(key, tile);
    }
    tile.used = this.clock += 1;
    return tile;
  }

  private recycled(): HTMLCanvasElement {
    if (this.tiles.size >= MOST_TILES) {
      let oldest: [string, Tile] | undefined;
      for (const entry of this.tiles) if (!oldest || entry[1].used < oldest[1].used) oldest = entry;
      if (oldest) {
        this.tiles.delete(oldest[0]);
        return oldest[1].canvas;
      }
    }
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = SIDE;
    return canvas;
  }

  private touching(box: Box, fn: (tile: Tile) => void): void {
    for (const tile of this.tiles.values()) {
      if (tile.minX <= box.maxX && box.minX <= tile.maxX && tile.minY <= box.maxY && box.minY <= tile.maxY) fn(tile);
    }
  }

  private within(tile: Tile, draw: (ctx: CanvasRenderingContext2D) => void): void {
    const { ctx } = tile;
    ctx.setTransform(this.scale, 0, 0, this.scale, -tile.minX * this.scale, -tile.minY * this.scale);
    draw(ctx);
  }
}
