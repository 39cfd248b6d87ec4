/** The two canvases of a board: dry ink from tiles, wet ink above it. One frame loop for both. */
import RBush from "rbush";
import type { Box } from "../geometry/box";
import type { Brush, Sample } from "../geometry/outline";
import { PAGE_HEIGHT, PAGE_WIDTH, type Background } from "../model/board";
import { inOrder, type PageModel, type Stroke } from "../model/page";
import { drawStroke, drawWet } from "./ink";
import { drawPaper } from "./paper";
import { Overview } from "./overview";
import { Tiles } from "./tiles";
import { View } from "./view";

const BUDGET = 6;

export interface WetInk {
  samples: Sample[];
  brush: Brush;
}

export class Surface {
  readonly view = new View();
  /** What is being drawn now, by anybody, by stroke id. */
  readonly wet = new Map<string, WetInk>();
  private readonly dry: CanvasRenderingContext2D;
  private readonly top: CanvasRenderingContext2D;
  private readonly tiles = new Tiles((ctx, box) => this.paint(ctx, box));
  /** A small picture of the whole page: shown, blurred, where a tile is not ready. */
  private readonly overview = new Overview();
  private index = new RBush<Stroke>();
  private model: PageModel | null = null;
  private background: Background = "blank";
  private frame = 0;
  private ratio = 1;
  private wetDrawn = false;
  /** Told after each frame; `waiting` while tiles are still to come. */
  onDrawn: (waiting: boolean) => void = () => undefined;
  private stopListening: () => void = () => undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly dryCanvas: HTMLCanvasElement,
    private readonly wetCanvas: HTMLCanvasElement,
  ) {
    this.dry = dryCanvas.getContext("2d", { alpha: false }) as CanvasRenderingContext2D;
    this.top = wetCanvas.getContext("2d") as CanvasRenderingContext2D;
    this.resize();
  }

  resize(): void {
    const { clientWidth, clientHeight } = this.root;
    this.ratio = Math.min(2, devicePixelRatio || 1);
    for (const canvas of [this.dryCanvas, this.wetCanvas]) {
      canvas.width = Math.max(1, Math.round(clientWidth * this.ratio));
      canvas.height = Math.max(1, Math.round(clientHeight * this.ratio));
    }
    this.view.resize(clientWidth, clientHeight);
    this.moved();
  }

  show(model: PageModel, background: Background): void {
    this.stopListening();
    this.model = model;
    this.background = background;
    this.index = new RBush<Stroke>().load([...model.strokes.values()]);
    this.wet.clear();
    this.stopListening = model.listen((change) => this.changed(change.added, change.removed));
    this.repaint();
  }

  setBackground(background: Background): void {
    if (background === this.background) return;
    this.background = background;
    this.repaint();
  }

  /** Asks for a frame. */
  touch(): void {
    if (!this.frame) this.frame = requestAnimationFrame(this.draw);
  }

  moved(): void {
    this.tiles.rescale(this.view.scale * this.ratio);
    this.touch();
  }

  near(box: Box): Stroke[] {
    return this.index.search(box);
  }

  toPage(clientX: number, clientY: number): { x: number; y: number } {
    const at = this.wetCanvas.getBoundingClientRect();
    return { x: this.view.x + (clientX - at.left) / this.view.scale, y: this.view.y + (clientY - at.top) / this.view.scale };
  }

  /** Draws the page as it is now on a small canvas. */
  thumbnail(canvas: HTMLCanvasElement): void {
    canvas.getContext("2d", { alpha: false })?.drawImage(this.overview.canvas, 0, 0, canvas.width, canvas.height);
  }

  close(): void {
    this.stopListening();
    cancelAnimationFrame(this.frame);
    this.frame = -1;
  }

  private repaint(): void {
    this.tiles.clear();
    this.overview.clear((ctx) => drawPaper(ctx, this.background));
    this.touch();
  }

  private changed(added: Stroke[], removed: string[]): void {
    const gone = new Set(removed);
    for (const stroke of gone.size ? this.index.all().filter((one) => gone.has(one.id)) : []) {
      this.index.remove(stroke);
      this.tiles.invalidate(stroke);
    }
    for (const stroke of added) {
      const last = this.isLast(stroke);
      this.index.insert(stroke);
      this.wet.delete(stroke.id);
      if (last) this.tiles.append(stroke, (ctx) => drawStroke(ctx, stroke));
      else this.tiles.invalidate(stroke);
      this.overview.append((ctx) => drawStroke(ctx, stroke));
    }
    this.touch();
  }

  /** Whether nothing that the stroke touches was drawn after it. */
  private isLast(stroke: Stroke): boolean {
    return this.index.search(stroke).every((other) => inOrder(other, stroke) < 0);
  }

  private paint(ctx: CanvasRenderingContext2D, box: Box): void {
    ctx.save();
    drawOutside(ctx, box);
    ctx.beginPath();
    ctx.rect(0, 0, PAGE_WIDTH, PAGE_HEIGHT);
    ctx.clip();
    drawPaper(ctx, this.background);
    for (const stroke of this.index.search(box).sort(inOrder)) drawStroke(ctx, stroke);
    ctx.restore();
  }

  private readonly draw = (): void => {
    this.frame = 0;
    if (!this.model) return;
    const begin = performance.now();
    const { view, dry, ratio } = this;
    const scale = view.scale * ratio;
    const tiles = this.tiles.covering(clipped(view.visible()));
    let waiting = false;
    for (const tile of tiles) {
      if (!tile.stale) continue;
      waiting = performance.now() - begin > BUDGET;
      if (waiting) break;
      this.tiles.refresh(tile);
      this.overview.take(tile);
    }
    dry.setTransform(1, 0, 0, 1, 0, 0);
    dry.fillStyle = DESK;
    dry.fillRect(0, 0, dry.canvas.width, dry.canvas.height);
    const x = view.x * scale;
    const y = view.y * scale;
    if (waiting) dry.drawImage(this.overview.canvas, -x, -y, PAGE_WIDTH * scale, PAGE_HEIGHT * scale);
    for (const tile of tiles) if (!tile.stale) blit(dry, tile, x, y, scale);
    this.drawTop(scale);
    this.onDrawn(waiting);
    if (waiting) this.touch();
  };

  private drawTop(scale: number): void {
    const { top, view } = this;
    if (!this.wetDrawn && this.wet.size === 0) return;
    top.setTransform(1, 0, 0, 1, 0, 0);
    top.clearRect(0, 0, top.canvas.width, top.canvas.height);
    top.setTransform(scale, 0, 0, scale, -view.x * scale, -view.y * scale);
    this.wet.forEach((ink) => drawWet(top, ink.samples, ink.brush));
    this.wetDrawn = this.wet.size > 0;
  }
}

const DESK = "#dfe8ea";

function drawOutside(ctx: CanvasRenderingContext2D, box: Box): void {
  ctx.fillStyle = DESK;
  ctx.fillRect(box.minX, box.minY, box.maxX - box.minX, box.maxY - box.minY);
}

function clipped(box: Box): Box {
  return {
    minX: Math.max(0, box.minX),
    minY: Math.max(0, box.minY),
    maxX: Math.min(PAGE_WIDTH, box.maxX),
    maxY: Math.min(PAGE_HEIGHT, box.maxY),
  };
}

function blit(ctx: CanvasRenderingContext2D, tile: Box & { canvas: HTMLCanvasElement }, x: number, y: number, scale: number): void {
  const left = Math.round(tile.minX * scale - x);
  const top = Math.round(tile.minY * scale - y);
  const right = Math.round(tile.maxX * scale - x);
  const bottom = Math.round(tile.maxY * scale - y);
  ctx.drawImage(tile.canvas, left, top, right - left, bottom - top);
}
