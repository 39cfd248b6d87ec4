/** Draws strokes; their outlines are computed once. */
import { inkOn } from "../geometry/colours";
import { outline, pathOf, type Brush } from "../geometry/outline";
import { samplesOf, type Stroke } from "../model/stroke";

const paths = new WeakMap<Stroke, Path2D>();
const MARKER_OPACITY = 0.45;
/** Points of a sketch: enough for a thumbnail. */
const SKETCHED = 24;

export function drawStroke(ctx: CanvasRenderingContext2D, stroke: Stroke, black: boolean): void {
  let path = paths.get(stroke);
  if (!path) {
    path = pathOf(outline(samplesOf(stroke), stroke.brush));
    paths.set(stroke, path);
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
  const samples = samplesOf(stroke);
  const last = samples[samples.length - 1];
  if (!last) return;
  ctx.globalAlpha = opacity(stroke.brush);
  ctx.strokeStyle = inkOn(black, stroke.brush.c);
  ctx.lineWidth = stroke.brush.tool === "marker" ? stroke.brush.w : stroke.brush.w * 0.6;
  ctx.beginPath();
  const step = Math.max(1, Math.floor(samples.length / SKETCHED));
  for (let n = 0; n < samples.length; n += step) ctx.lineTo(samples[n]?.x ?? 0, samples[n]?.y ?? 0);
  ctx.lineTo(last.x + 0.1, last.y);
  ctx.stroke();
  ctx.globalAlpha = 1;
}

function opacity(brush: Brush): number {
  return brush.tool === "marker" ? MARKER_OPACITY : 1;
}
