/** Draws strokes; their outlines are computed once. */
import { inkOn } from "../geometry/colours";
import { outline, type Brush } from "../geometry/outline";
import { pathOf, roughPathOf } from "../geometry/path";
import { unpack } from "../model/codec";
import type { Stroke } from "../model/stroke";

const MARKER_OPACITY = 0.45;
/** Points of a sketch: enough for a thumbnail. */
const SKETCHED = 24;
/** Up to so many device pixels per page pixel nobody sees an error of so many page pixels. */
const SMALL = 1.1;
const ERROR = 0.2;
/** Page pixels: a dot must stay round. */
const SHORT = 16;

const curves = new WeakMap<Stroke, Path2D>();
const rough = new WeakMap<Stroke, Path2D>();

/** `scale`: device pixels per page pixel. */
export function drawStroke(ctx: CanvasRenderingContext2D, stroke: Stroke, black: boolean, scale: number): void {
  const short = stroke.maxX - stroke.minX < SHORT && stroke.maxY - stroke.minY < SHORT;
  const known = scale > SMALL || short ? curves : rough;
  let path = known.get(stroke);
  if (!path) {
    const points = outline(unpack(stroke.points), stroke.brush);
    path = known === curves ? pathOf(points) : roughPathOf(points, ERROR);
    known.set(stroke, path);
  }
  fill(ctx, path, stroke.brush, black);
}

export function fill(ctx: CanvasRenderingContext2D, path: Path2D, brush: Brush, black: boolean): void {
  ctx.globalAlpha = opacity(brush);
  ctx.fillStyle = inkOn(black, brush.c);
  ctx.fill(path);
  ctx.globalAlpha = 1;
}

/** A quick line of one width: for small pictures, where pressure cannot be seen. */
export function sketchStroke(ctx: CanvasRenderingContext2D, stroke: Stroke, black: boolean): void {
  const samples = unpack(stroke.points);
  const last = samples.length - 3;
  if (last < 0) return;
  ctx.globalAlpha = opacity(stroke.brush);
  ctx.strokeStyle = inkOn(black, stroke.brush.c);
  ctx.lineWidth = stroke.brush.tool === "marker" ? stroke.brush.w : stroke.brush.w * 0.6;
  ctx.beginPath();
  const step = 3 * Math.max(1, Math.floor(samples.length / 3 / SKETCHED));
  for (let n = 0; n <= last; n += step) ctx.lineTo(samples[n] as number, samples[n + 1] as number);
  ctx.lineTo((samples[last] as number) + 0.1, samples[last + 1] as number);
  ctx.stroke();
  ctx.globalAlpha = 1;
}

function opacity(brush: Brush): number {
  return brush.tool === "marker" ? MARKER_OPACITY : 1;
}
