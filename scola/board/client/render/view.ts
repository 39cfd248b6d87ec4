/** Where the page lies on the screen. */
import { PAGE_HEIGHT, PAGE_WIDTH } from "../model/board";
import type { Box } from "../geometry/box";

const MOST = 8;

export interface ViewState {
  x: number;
  y: number;
  scale: number;
}

/** `x`, `y`: page point at the top left of the canvas; `scale`: CSS pixels per page pixel. */
export class View implements ViewState {
  x = 0;
  y = 0;
  scale = 1;
  width = 1;
  height = 1;
  /** False once somebody zoomed or moved: a resize then keeps what they look at. */
  fitted = true;

  resize(width: number, height: number): void {
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
    if (this.fitted) this.fit();
    else this.clamp();
  }

  get fitScale(): number {
    return Math.min(this.width / PAGE_WIDTH, this.height / PAGE_HEIGHT);
  }

  fit(): void {
    this.scale = this.fitScale;
    this.x = (PAGE_WIDTH - this.width / this.scale) / 2;
    this.y = (PAGE_HEIGHT - this.height / this.scale) / 2;
    this.fitted = true;
  }

  /** Zooms by `factor` around a point of the canvas. */
  zoom(factor: number, cx = this.width / 2, cy = this.height / 2): void {
    const scale = Math.max(this.fitScale, Math.min(MOST, this.scale * factor));
    const px = this.x + cx / this.scale;
    const py = this.y + cy / this.scale;
    this.scale = scale;
    this.x = px - cx / scale;
    this.y = py - cy / scale;
    this.fitted = scale <= this.fitScale * 1.001;
    if (this.fitted) this.fit();
    else this.clamp();
  }

  pan(dx: number, dy: number): void {
    if (this.fitted) return;
    this.x -= dx / this.scale;
    this.y -= dy / this.scale;
    this.clamp();
  }

  set(state: ViewState): void {
    this.scale = Math.max(this.fitScale, Math.min(MOST, state.scale));
    this.x = state.x;
    this.y = state.y;
    this.fitted = this.scale <= this.fitScale * 1.001;
    if (this.fitted) this.fit();
    else this.clamp();
  }

  visible(): Box {
    return { minX: this.x, minY: this.y, maxX: this.x + this.width / this.scale, maxY: this.y + this.height / this.scale };
  }

  private clamp(): void {
    const seenX = this.width / this.scale;
    const seenY = this.height / this.scale;
    this.x = seenX >= PAGE_WIDTH ? (PAGE_WIDTH - seenX) / 2 : Math.max(0, Math.min(PAGE_WIDTH - seenX, this.x));
    this.y = seenY >= PAGE_HEIGHT ? (PAGE_HEIGHT - seenY) / 2 : Math.max(0, Math.min(PAGE_HEIGHT - seenY, this.y));
  }
}
