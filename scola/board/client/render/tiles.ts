/** Dry ink as bitmaps of one zoom: a frame only copies them. */
import { joined, overlaps, type Box } from "../geometry/box";

export const SIDE = 256;

export interface Tile extends Box {
  readonly canvas: HTMLCanvasElement;
  readonly ctx: CanvasRenderingContext2D;
  /** It has been painted once: what it shows may be old, never empty. */
  drawn: boolean;
  /** What must be painted again, in page pixels; the whole tile at first. */
  dirty: Box | null;
  used: number;
}

/** The bitmaps that all zooms share: at most so many, the longest unused is taken first. */
export class Pool {
  private free: HTMLCanvasElement[] = [];
  private made = 0;
  private clock = 0;
  private readonly tiles = new Map<Tile, () => void>();

  constructor(public most: number) {}

  tick(): number {
    return (this.clock += 1);
  }

  take(box: Box, forget: () => void): Tile {
    const canvas = this.free.pop() ?? this.make() ?? this.evict();
    const ctx = canvas.getContext("2d", { alpha: false }) as CanvasRenderingContext2D;
    const tile: Tile = { ...box, canvas, ctx, drawn: false, dirty: { ...box }, used: this.tick() };
    this.tiles.set(tile, forget);
    return tile;
  }

  has(tile: Tile): boolean {
    return this.tiles.has(tile);
  }

  give(tile: Tile): void {
    if (this.tiles.delete(tile)) this.free.push(tile.canvas);
  }

  private make(): HTMLCanvasElement | null {
    if (this.made >= this.most) return null;
    this.made += 1;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = SIDE;
    return canvas;
  }

  private evict(): HTMLCanvasElement {
    let oldest: Tile | undefined;
    for (const tile of this.tiles.keys()) if (!oldest || tile.used < oldest.used) oldest = tile;
    if (!oldest) throw new Error("the pool of tiles is empty");
    this.tiles.get(oldest)?.();
    this.tiles.delete(oldest);
    return oldest.canvas;
  }
}

export class Tiles {
  private readonly tiles = new Map<string, Tile>();

  /** `scale`: device pixels per page pixel. */
  constructor(
    readonly scale: number,
    private readonly pool: Pool,
  ) {}

  get empty(): boolean {
    return this.tiles.size === 0;
  }

  /** The tiles of `box`, made when absent. */
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

  drawnIn(box: Box): Tile[] {
    return [...this.tiles.values()].filter((tile) => tile.drawn && overlaps(tile, box));
  }

  /** False once its bitmap was taken for another. */
  has(tile: Tile): boolean {
    return this.pool.has(tile);
  }

  /** Draws on top of every painted tile that `box` touches, and returns these. */
  append(box: Box, draw: (ctx: CanvasRenderingContext2D) => void): Tile[] {
    const touched = [...this.tiles.values()].filter((tile) => tile.drawn && overlaps(tile, box));
    for (const tile of touched) {
      this.transform(tile.ctx, tile);
      draw(tile.ctx);
    }
    return touched;
  }

  invalidate(box: Box): void {
    for (const tile of this.tiles.values()) if (overlaps(tile, box)) tile.dirty = joined(tile.dirty, within(box, tile));
  }

  invalidateAll(): void {
    for (const tile of this.tiles.values()) tile.dirty = { minX: tile.minX, minY: tile.minY, maxX: tile.maxX, maxY: tile.maxY };
  }

  transform(ctx: CanvasRenderingContext2D, tile: Tile): void {
    ctx.setTransform(this.scale, 0, 0, this.scale, -tile.minX * this.scale, -tile.minY * this.scale);
  }

  close(): void {
    for (const tile of this.tiles.values()) this.pool.give(tile);
    this.tiles.clear();
  }

  private tile(column: number, row: number, span: number): Tile {
    const key = `${column}:${row}`;
    let tile = this.tiles.get(key);
    if (!tile) {
      const minX = column * span;
      const minY = row * span;
      tile = this.pool.take({ minX, minY, maxX: minX + span, maxY: minY + span }, () => this.tiles.delete(key));
      this.tiles.set(key, tile);
    }
    tile.used = this.pool.tick();
    return tile;
  }
}

function within(a: Box, b: Box): Box {
  return {
    minX: Math.max(a.minX, b.minX),
    minY: Math.max(a.minY, b.minY),
    maxX: Math.min(a.maxX, b.maxX),
    maxY: Math.min(a.maxY, b.maxY),
  };
}
