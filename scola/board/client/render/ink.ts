/** Draws strokes; their outlines are computed once. */
import { outline, pathOf, type Brush, type Sample } from "../geometry/outline";
import type { Stroke } from "../model/page";

const paths = new WeakMap<Stroke, Path2D>();
const MARKER_OPACITY = 0.45;

export function strokePath(stroke: Stroke): Path2D {
  let path = paths.get(stroke);
  if (!path) {
    path = pathOf(outline(stroke.samples, stroke.brush));
    paths.set(stroke, path);
  }
  return path;
}

export function drawStroke(ctx: CanvasRenderingContext2D, stroke: Stroke): void {
  fill(ctx, strokePath(stroke), stroke.brush);
}

/** Ink that is still being drawn: its outline changes with each sample. */
export function drawWet(ctx: CanvasRenderingContext2D, samples: readonly Sample[], brush: Brush): void {
  fill(ctx, pathOf(outline(samples, brush)), brush);
}

function fill(ctx: CanvasRenderingContext2D, path: Path2D, brush: Brush): void {
  ctx.globalAlpha = brush.tool === "marker" ? MARKER_OPACITY : 1;
  ctx.fillStyle = brush.c;
  ctx.fill(path);
  ctx.globalAlpha = 1;
}
