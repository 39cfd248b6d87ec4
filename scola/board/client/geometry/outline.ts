import { getStroke } from "perfect-freehand";

export interface Sample {
  x: number;
  y: number;
  /** 0 to 1. */
  p: number;
}

export interface Brush {
  tool: "pen" | "marker";
  /** Colour "#rrggbb". */
  c: string;
  /** Width in page pixels. */
  w: number;
}

/** inkAlgo 1, the same numbers as scola/board/ink/outline.py: the pen answers to pressure. */
export function outline(samples: readonly Sample[], brush: Brush): [number, number][] {
  return getStroke(
    samples.map((s) => [s.x, s.y, s.p]),
    {
      size: brush.w,
      thinning: brush.tool === "marker" ? 0 : 0.5,
      smoothing: 0.5,
      streamline: 0.35,
      simulatePressure: false,
      last: true,
    },
  ) as [number, number][];
}

/** A closed path through the middles of the polygon's sides. */
export function pathOf(points: readonly [number, number][]): Path2D {
  const path = new Path2D();
  const last = points[points.length - 1];
  const first = points[0];
  if (!last || !first) return path;
  path.moveTo((last[0] + first[0]) / 2, (last[1] + first[1]) / 2);
  points.forEach((point, n) => {
    const next = points[n + 1] ?? first;
    path.quadraticCurveTo(point[0], point[1], (point[0] + next[0]) / 2, (point[1] + next[1]) / 2);
  });
  path.closePath();
  return path;
}
