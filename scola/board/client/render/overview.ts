/** The whole page, small: what a thumbnail and a tile that is not ready show. Never redrawn whole. */
import type { Box } from "../geometry/box";
import { PAGE_HEIGHT, PAGE_WIDTH } from "../model/board";

const SCALE = 0.4;

export class Overview {
  readonly canvas = document.createElement("canvas");
  private readonly ctx: CanvasRenderingContext2D;

  constructor() {
    this.canvas.width = PAGE_WIDTH * SCALE;
    this.canvas.height = PAGE_HEIGHT * SCALE;
    this.ctx = this.canvas.getContext("2d", { alpha: false }) as CanvasRenderingContext2D;
    this.ctx.setTransform(SCALE, 0, 0, SCALE, 0, 0);
  }

  clear(paper: (ctx: CanvasRenderingContext2D) => void): void {
    paper(this.ctx);
  }

  /** Takes over what a tile shows. */
  take(tile: Box & { canvas: HTMLCanvasElement }): void {
    this.ctx.drawImage(tile.canvas, tile.minX, tile.minY, tile.maxX - tile.minX, tile.maxY - tile.minY);
  }

  append(draw: (ctx: CanvasRenderingContext2D) => void): void {
    draw(this.ctx);
  }
}
