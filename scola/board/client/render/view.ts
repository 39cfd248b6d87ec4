/** Where the page lies on the screen. */
import type { Box } from "../geometry/box";
import { PAGE_HEIGHT, PAGE_WIDTH } from "../model/board";

const MOST = 8;
const STILL_FITS = 1.001;

/** What tools cover at the edges, in CSS pixels: the whole page is shown between them. */
export interface Insets {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** `x`, `y`: page point at the top left of the canvas; `scale`: CSS pixels per page pixel. */
export class View {
  x = 0;
  y = 0;
  scale = 1;
  width = 1;
  height = 1;
  insets: Insets = { left: 0, right: 0, top: 0, bottom: 0 };
  /** False once somebody zoomed or moved: a resize then keeps what they look at. */
  fitted = true;

  resize(width: number, height: number, insets: Insets): void {
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
    this.insets = insets;
    if (this.fitted) this.fit();
    else this.clamp();
  }

  get fitScale(): number {
    return Math.max(0.05, Math.min(this.freeWidth / PAGE_WIDTH, this.freeHeight / PAGE_HEIGHT));
  }

  fit(): void {
    this.scale = this.fitScale;
    this.fitted = true;
    this.clamp();
  }

  /** Zooms by `factor` around a point of the canvas. */
  zoom(factor: number, cx = this.middleX, cy = this.middleY): void {
    const scale = Math.max(this.fitScale, Math.min(MOST, this.scale * factor));
    const px = this.x + cx / this.scale;
    const py = this.y + cy / this.scale;
    this.place(scale, px - cx / scale, py - cy / scale);
  }

  pan(dx: number, dy: number): void {
    if (this.fitted) return;
    this.x -= dx / this.scale;
    this.y -= dy / this.scale;
    this.clamp();
  }

  /** The part of the page that can be seen between the tools. */
  shown(): Box {
    const { x, y, scale, insets } = this;
    const minX = Math.max(0, x + insets.left / scale);
    const minY = Math.max(0, y + insets.top / scale);
    return {
      minX,
      minY,
      maxX: Math.min(PAGE_WIDTH, minX + this.freeWidth / scale),
      maxY: Math.min(PAGE_HEIGHT, minY + this.freeHeight / scale),
    };
  }

  /** Shows a part of the page as large as it fits here. */
  showBox(box: Box): void {
    const width = Math.max(1, box.maxX - box.minX);
    const height = Math.max(1, box.maxY - box.minY);
    const wanted = Math.min(this.freeWidth / width, this.freeHeight / height);
    const scale = Math.max(this.fitScale, Math.min(MOST, wanted));
    this.place(scale, (box.minX + box.maxX) / 2 - this.middleX / scale, (box.minY + box.maxY) / 2 - this.middleY / scale);
  }

  /** Moves as little as needed for a point of the page to be seen. */
  reveal(px: number, py: number, margin: number): void {
    const seen = this.shown();
    const dx = px < seen.minX + margin ? px - seen.minX - margin : Math.max(0, px - seen.maxX + margin);
    const dy = py < seen.minY + margin ? py - seen.minY - margin : Math.max(0, py - seen.maxY + margin);
    this.pan(-dx * this.scale, -dy * this.scale);
  }

  /** What the canvas covers, in page pixels. */
  visible(): Box {
    return { minX: this.x, minY: this.y, maxX: this.x + this.width / this.scale, maxY: this.y + this.height / this.scale };
  }

  private get freeWidth(): number {
    return Math.max(1, this.width - this.insets.left - this.insets.right);
  }

  private get freeHeight(): number {
    return Math.max(1, this.height - this.insets.top - this.insets.bottom);
  }

  private get middleX(): number {
    return this.insets.left + this.freeWidth / 2;
  }

  private get middleY(): number {
    return this.insets.top + this.freeHeight / 2;
  }

  private place(scale: number, x: number, y: number): void {
    this.scale = scale;
    this.x = x;
    this.y = y;
    this.fitted = scale <= this.fitScale * STILL_FITS;
    if (this.fitted) this.fit();
    else this.clamp();
  }

  /** The page never leaves the free part; what is smaller than it stays in its middle. */
  private clamp(): void {
    const { insets, scale } = this;
    this.x = within(this.x, PAGE_WIDTH, this.freeWidth / scale, insets.left / scale);
    this.y = within(this.y, PAGE_HEIGHT, this.freeHeight / scale, insets.top / scale);
  }
}

/** The start of the canvas, so that [start + inset, + free] lies on the page, or has it in its middle. */
function within(start: number, page: number, free: number, inset: number): number {
  const first = free >= page ? (page - free) / 2 : Math.max(0, Math.min(page - free, start + inset));
  return first - inset;
}
