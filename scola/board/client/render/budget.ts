/** The milliseconds that one frame may spend on drawing what is not urgent. */
export class Budget {
  private readonly end: number;

  constructor(milliseconds: number) {
    this.end = performance.now() + milliseconds;
  }

  get spent(): boolean {
    return performance.now() >= this.end;
  }
}

/**
 * A canvas records what is drawn on it and paints later, all at once: unseen by any budget. This
 * makes it paint now. For contexts made with `willReadFrequently`, where it costs next to nothing.
 */
export function settleInk(ctx: CanvasRenderingContext2D): void {
  ctx.getImageData(0, 0, 1, 1);
}
