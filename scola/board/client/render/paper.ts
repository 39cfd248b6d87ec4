/** The ruling of a page: the same measures as scola/board/ink/paper.py. 10 page pixels are 1 mm of a notebook. */
import { PAGE_HEIGHT, PAGE_WIDTH, type Background } from "../model/board";

/** Seyès: squares of 8 mm, three lines between two main ones, 2 mm apart. */
const INTERLINE = 20;
const SQUARE = 4 * INTERLINE;
const MARGIN = 3 * SQUARE;
const PAPER = "#fffefb";
const SLATE = "#16241f";
const THIN = "#bcd3e4";
const STRONG = "#7d9fc6";
const RED = "#e06a5e";
const GRID = "#b9cbe0";

export function paperColour(kind: Background): string {
  return kind === "black" ? SLATE : PAPER;
}

/** Draws paper and ruling in page pixels; the context already holds the transform. */
export function drawPaper(ctx: CanvasRenderingContext2D, kind: Background): void {
  ctx.fillStyle = paperColour(kind);
  ctx.fillRect(0, 0, PAGE_WIDTH, PAGE_HEIGHT);
  if (kind === "seyes") drawSeyes(ctx);
  else if (kind === "lines") rule(ctx, GRID, 1.5, [], every(SQUARE, PAGE_HEIGHT, SQUARE));
  else if (kind === "grid5" || kind === "grid10") {
    const step = kind === "grid5" ? 50 : 100;
    rule(ctx, GRID, 1.2, every(step, PAGE_WIDTH, step), every(step, PAGE_HEIGHT, step));
  }
}

function drawSeyes(ctx: CanvasRenderingContext2D): void {
  const rows = every(INTERLINE, PAGE_HEIGHT, INTERLINE);
  rule(ctx, THIN, 1, [], rows.filter((_, n) => n % 4 !== 3));
  rule(ctx, THIN, 1.2, every(MARGIN + SQUARE, PAGE_WIDTH, SQUARE), []);
  rule(ctx, STRONG, 2, [], rows.filter((_, n) => n % 4 === 3));
  rule(ctx, RED, 2.5, [MARGIN], []);
}

function every(start: number, end: number, step: number): number[] {
  const found: number[] = [];
  for (let at = start; at < end; at += step) found.push(at);
  return found;
}

function rule(ctx: CanvasRenderingContext2D, colour: string, width: number, xs: number[], ys: number[]): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.beginPath();
  for (const x of xs) {
    ctx.moveTo(x, 0);
    ctx.lineTo(x, PAGE_HEIGHT);
  }
  for (const y of ys) {
    ctx.moveTo(0, y);
    ctx.lineTo(PAGE_WIDTH, y);
  }
  ctx.stroke();
}
