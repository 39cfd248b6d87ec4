/** Outlines as paths that a canvas fills. `points`: x, y, x, y… of a closed polygon. */

/** A closed path through the middles of the polygon's sides. */
export function pathOf(points: Float64Array): Path2D {
  const path = new Path2D();
  const last = points.length - 2;
  if (last < 0) return path;
  let x = points[last] as number;
  let y = points[last + 1] as number;
  let nextX = points[0] as number;
  let nextY = points[1] as number;
  path.moveTo((x + nextX) / 2, (y + nextY) / 2);
  for (let n = 2; n <= last + 2; n += 2) {
    [x, y] = [nextX, nextY];
    nextX = points[n > last ? 0 : n] as number;
    nextY = points[n > last ? 1 : n + 1] as number;
    path.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
  }
  path.closePath();
  return path;
}

/** The same for a small picture, quicker to fill: straight where that is nowhere farther than `error` from it. */
export function roughPathOf(points: Float64Array, error: number): Path2D {
  const path = new Path2D();
  const end = points.length - 2;
  if (end < 0) return path;
  const side = new Side(path, error);
  side.begin(((points[end] as number) + (points[0] as number)) / 2, ((points[end + 1] as number) + (points[1] as number)) / 2);
  for (let n = 0; n <= end; n += 2) {
    const before = n === 0 ? end : n - 2;
    const after = n === end ? 0 : n + 2;
    const x = points[n] as number;
    const y = points[n + 1] as number;
    const fromX = ((points[before] as number) + x) / 2;
    const fromY = ((points[before + 1] as number) + y) / 2;
    const toX = ((points[after] as number) + x) / 2;
    const toY = ((points[after + 1] as number) + y) / 2;
    // Four times the way from the corner to the curve.
    const bend = Math.abs(2 * x - fromX - toX) + Math.abs(2 * y - fromY - toY);
    if (bend > 4 * error) {
      side.end(fromX, fromY);
      path.quadraticCurveTo(x, y, toX, toY);
      side.begin(toX, toY, false);
    } else side.over(x, y);
  }
  side.end();
  path.closePath();
  return path;
}

/** A straight side under way: it goes on as long as one direction passes all its places closely enough. */
class Side {
  private x = 0;
  private y = 0;
  private overX = 0;
  private overY = 0;
  private length = 0;
  // Between these two directions lie those that pass all places so far.
  private leftX = 0;
  private leftY = 0;
  private rightX = 0;
  private rightY = 0;

  constructor(
    private readonly path: Path2D,
    private readonly error: number,
  ) {}

  begin(x: number, y: number, move = true): void {
    if (move) this.path.moveTo(x, y);
    this.x = this.overX = x;
    this.y = this.overY = y;
    this.length = this.leftX = this.leftY = this.rightX = this.rightY = 0;
  }

  over(x: number, y: number): void {
    let dx = x - this.x;
    let dy = y - this.y;
    let length = Math.sqrt(dx * dx + dy * dy);
    const outside = this.leftX * dy - this.leftY * dx > 0 || this.rightX * dy - this.rightY * dx < 0;
    if (outside || length < this.length) {
      this.path.lineTo(this.overX, this.overY);
      this.begin(this.overX, this.overY, false);
      dx = x - this.x;
      dy = y - this.y;
      length = Math.sqrt(dx * dx + dy * dy);
    }
    this.overX = x;
    this.overY = y;
    if (length <= this.error) return;
    const first = this.length === 0;
    this.length = length;
    const asideX = (-dy / length) * this.error;
    const asideY = (dx / length) * this.error;
    if (first || this.leftX * (dy + asideY) - this.leftY * (dx + asideX) < 0) {
      this.leftX = dx + asideX;
      this.leftY = dy + asideY;
    }
    if (first || this.rightX * (dy - asideY) - this.rightY * (dx - asideX) > 0) {
      this.rightX = dx - asideX;
      this.rightY = dy - asideY;
    }
  }

  /** Ends over the last place, then at (x, y) when given. */
  end(x = this.overX, y = this.overY): void {
    this.path.lineTo(this.overX, this.overY);
    if (x !== this.overX || y !== this.overY) this.path.lineTo(x, y);
  }
}
