/**
 * The outline of a stroke, inkAlgo 1: the algorithm of perfect-freehand 1.2.3 (MIT, Steve Ruiz) on
 * plain numbers. A page of 5,000 strokes has 300,000 points, and an array for each of them is what
 * a cheap tablet spends its time on. The same numbers as scola/board/ink/outline.py.
 */

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

/** The pen answers to pressure. */
const THINNING = 0.5;
const SMOOTHING = 0.5;
const STREAMLINE = 0.35;
const FOLLOW = 0.15 + (1 - STREAMLINE) * 0.85;
/** A little more than half a turn, so that an arc ends where the next line begins. */
const HALF_TURN = Math.PI + 1e-4;
/** The two points nearest to the end would bend it. */
const NEAR_END = 3;
const START_CAP = turned(HALF_TURN, steps(13, true));
const END_CAP = turned(3 * HALF_TURN, steps(29, false));
const LEFT_CORNER = turned(HALF_TURN, [0, ...steps(13, true)]);
const RIGHT_CORNER = turned(-HALF_TURN, [0, ...steps(13, true)]);
const CIRCLE = turned(2 * HALF_TURN, steps(13, true));

/** The smoothed middle of the stroke, a row per point: where, how hard, whence (a unit vector), how far from the start. */
const ROW = 6;
const [X, Y, PRESSURE, BACK_X, BACK_Y, RUN] = [0, 1, 2, 3, 4, 5] as const;

/** Pairs of coordinates, in memory that is used again. */
class Pairs {
  values = new Float64Array(1024);
  length = 0;

  add(x: number, y: number): void {
    if (this.length + 2 > this.values.length) {
      const larger = new Float64Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = x;
    this.values[this.length++] = y;
  }

  /** The points around a centre that an arm reaches when it is turned. */
  arc(x: number, y: number, armX: number, armY: number, turns: Float64Array): void {
    for (let n = 0; n < turns.length; n += 2) {
      const cos = turns[n] as number;
      const sin = turns[n + 1] as number;
      this.add(x + armX * cos - armY * sin, y + armX * sin + armY * cos);
    }
  }

  last(): [number, number] {
    return [this.values[this.length - 2] as number, this.values[this.length - 1] as number];
  }
}

let middle = new Float64Array(ROW * 256);
const left = new Pairs();
const right = new Pairs();

/**
 * A closed polygon around the stroke: x, y, x, y… Valid until the next call.
 * `samples`: x, y and pressure of each sample, one after the other.
 */
export function outline(samples: Float64Array, brush: Brush): Float64Array {
  left.length = right.length = 0;
  const count = follow(samples, brush.w);
  if (count > 0) enclose(count, brush.w, brush.tool === "marker" ? 0 : THINNING);
  return left.values.subarray(0, left.length);
}

/** Samples as `outline` wants them. */
export function flat(samples: readonly Sample[], from = 0): Float64Array {
  const values = new Float64Array((samples.length - from) * 3);
  for (let n = from, at = 0; n < samples.length; n += 1) {
    const { x, y, p } = samples[n] as Sample;
    values[at++] = x;
    values[at++] = y;
    values[at++] = p;
  }
  return values;
}

/** Smooths the samples into `middle`; how many points it has. */
function follow(samples: Float64Array, size: number): number {
  let given = samples;
  if (samples.length === 0) return 0;
  if (samples.length === 3) given = dot(samples);
  if (samples.length === 6) given = dash(samples);
  const end = given.length / 3 - 1;
  if (middle.length < ROW * (end + 1)) middle = new Float64Array(ROW * (end + 1) * 2);
  let x = given[0] as number;
  let y = given[1] as number;
  let run = 0;
  let rows = 1;
  let started = false;
  middle.set([x, y, given[2] as number, 0, 0, 0]);
  for (let n = 1; n <= end; n += 1) {
    const t = n === end ? 1 : FOLLOW;
    const givenX = given[n * 3] as number;
    const givenY = given[n * 3 + 1] as number;
    const nextX = n === end ? givenX : x + (givenX - x) * t;
    const nextY = n === end ? givenY : y + (givenY - y) * t;
    if (nextX === x && nextY === y) continue;
    const length = Math.sqrt((x - nextX) ** 2 + (y - nextY) ** 2);
    run += length;
    // Until the pen has gone as far as it is wide, its direction means nothing.
    if (n < end && !started) {
      if (run < size) continue;
      started = true;
    }
    const at = rows * ROW;
    middle[at + X] = nextX;
    middle[at + Y] = nextY;
    middle[at + PRESSURE] = given[n * 3 + 2] as number;
    middle[at + BACK_X] = (x - nextX) / length;
    middle[at + BACK_Y] = (y - nextY) / length;
    middle[at + RUN] = run;
    rows += 1;
    x = nextX;
    y = nextY;
  }
  if (rows > 1) {
    middle[BACK_X] = middle[ROW + BACK_X] as number;
    middle[BACK_Y] = middle[ROW + BACK_Y] as number;
  }
  return rows;
}

/** A single sample is a short stroke. */
function dot(samples: Float64Array): Float64Array {
  const [x, y, pressure] = samples as unknown as [number, number, number];
  return Float64Array.of(x, y, pressure, x + 1, y + 1, pressure);
}

/** Two samples alone would be too far apart to be smoothed. */
function dash(samples: Float64Array): Float64Array {
  const [x, y, pressure, endX, endY] = samples as unknown as [number, number, number, number, number];
  const points = [x, y, pressure];
  for (let n = 1; n < 5; n += 1) points.push(x + ((endX - x) * n) / 4, y + ((endY - y) * n) / 4, 0.5);
  return Float64Array.from(points);
}

/** Both sides of the middle into `left`, which then goes around: its end, the right side back, its start. */
function enclose(count: number, size: number, thinning: number): void {
  const row = (n: number, column: number): number => middle[n * ROW + column] as number;
  const end = count - 1;
  const total = row(end, RUN);
  const near = (size * SMOOTHING) ** 2;
  const half = (pressure: number): number => size * (0.5 - thinning * (0.5 - pressure));
  let radius = half(row(end, PRESSURE));
  let first = 0;
  let fromX = row(0, BACK_X);
  let fromY = row(0, BACK_Y);
  let leftX = row(0, X);
  let leftY = row(0, Y);
  let rightX = leftX;
  let rightY = leftY;
  let turned = false;
  for (let n = 0; n <= end; n += 1) {
    if (n < end && total - row(n, RUN) < NEAR_END) continue;
    radius = half(row(n, PRESSURE));
    first ||= radius;
    radius = Math.max(0.01, radius);
    const x = row(n, X);
    const y = row(n, Y);
    const backX = row(n, BACK_X);
    const backY = row(n, BACK_Y);
    const next = Math.min(end, n + 1);
    const nextX = row(next, BACK_X);
    const nextY = row(next, BACK_Y);
    const ahead = n === end ? 1 : backX * nextX + backY * nextY;
    const turns = backX * fromX + backY * fromY < 0 && !turned;
    if (turns || ahead < 0) {
      const sideX = fromY * radius;
      const sideY = -fromX * radius;
      left.arc(x, y, -sideX, -sideY, LEFT_CORNER);
      right.arc(x, y, sideX, sideY, RIGHT_CORNER);
      [leftX, leftY] = left.last();
      [rightX, rightY] = right.last();
      if (ahead < 0) turned = true;
      continue;
    }
    turned = false;
    const midX = n === end ? backX : nextX + (backX - nextX) * ahead;
    const midY = n === end ? backY : nextY + (backY - nextY) * ahead;
    const sideX = midY * radius;
    const sideY = -midX * radius;
    if (n <= 1 || n === end || (x - sideX - leftX) ** 2 + (y - sideY - leftY) ** 2 > near) {
      leftX = x - sideX;
      leftY = y - sideY;
      left.add(leftX, leftY);
    }
    if (n <= 1 || n === end || (x + sideX - rightX) ** 2 + (y + sideY - rightY) ** 2 > near) {
      rightX = x + sideX;
      rightY = y + sideY;
      right.add(rightX, rightY);
    }
    fromX = backX;
    fromY = backY;
  }
  const x = row(0, X);
  const y = row(0, Y);
  if (count === 1) {
    const arm = (first || radius) / Math.SQRT2;
    left.length = 0;
    left.arc(x, y, arm, -arm, CIRCLE);
    return;
  }
  left.arc(row(end, X), row(end, Y), -row(end, BACK_Y) * radius, row(end, BACK_X) * radius, END_CAP);
  for (let n = right.length - 2; n >= 0; n -= 2) left.add(right.values[n] as number, right.values[n + 1] as number);
  left.arc(x, y, (right.values[0] as number) - x, (right.values[1] as number) - y, START_CAP);
}

/** 1/count, 2/count… summed as the original does, so that rounding ends at the same step. */
function steps(count: number, closed: boolean): number[] {
  const found: number[] = [];
  for (let part = 1 / count; closed ? part <= 1 : part < 1; part += 1 / count) found.push(part);
  return found;
}

/** Cosine and sine of these parts of a turn. */
function turned(turn: number, parts: readonly number[]): Float64Array {
  return Float64Array.from(parts.flatMap((part) => [Math.cos(turn * part), Math.sin(turn * part)]));
}
