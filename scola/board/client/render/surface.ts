/** The two canvases of a board, dry ink below and wet ink above, in one frame loop. */
import type { Box } from "../geometry/box";
import { PAGE_HEIGHT, PAGE_WIDTH, type Background } from "../model/board";
import type { PageChange, PageModel } from "../model/page";
import { RemoteInk } from "../model/remote";
import type { Stroke } from "../model/stroke";
import { Budget } from "./budget";
import { DryLayer } from "./dry";
import { Sketch } from "./sketch";
import { View, type Insets } from "./view";
import { WetLayer } from "./wet";

/** Milliseconds a frame may spend on tiles: less while somebody draws or moves the page. */
const BUSY = 5;
const CALM = 32;
const MOVING = 150;
/** All bitmaps of a board together. */
const MEMORY = 64 * 1024 * 1024;
/** Device pixels of a canvas: beyond, a sharper page is not worth a slower one. */
const MOST_PIXELS = 4_200_000;
const MOST_RATIO = 2;

export class Surface {
  readonly view = new View();
  readonly wet: WetLayer;
  readonly remote: RemoteInk;
  private readonly dry: DryLayer;
  private readonly sketch: Sketch;
  private readonly context: CanvasRenderingContext2D;
  private model: PageModel | null = null;
  private background: Background = "blank";
  private frame = 0;
  private ratio = 1;
  private movedAt = -MOVING;
  private timer = 0;
  private corner = { left: 0, top: 0 };
  private stopListening: () => void = () => undefined;
  /** Told after each frame; `complete` once all that is in view is drawn. */
  onDrawn: (complete: boolean) => void = () => undefined;
  /** Told when the person moved or zoomed the page here. */
  onMoved: () => void = () => undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly dryCanvas: HTMLCanvasElement,
    private readonly wetCanvas: HTMLCanvasElement,
  ) {
    this.context = dryCanvas.getContext("2d", { alpha: false }) as CanvasRenderingContext2D;
    this.remote = new RemoteInk((stroke) => this.model?.strokes.has(stroke) ?? false);
    this.wet = new WetLayer(wetCanvas.getContext("2d") as CanvasRenderingContext2D, this.remote);
    this.dry = new DryLayer(this.context, () => (this.sketch.done ? this.sketch.canvas : null), () => this.touch());
    this.sketch = new Sketch(undefined, (box) => this.near(box));
  }

  /** `insets`: what tools cover at the edges, in CSS pixels. */
  resize(insets: Insets): void {
    const { clientWidth, clientHeight } = this.root;
    const affordable = Math.sqrt(MOST_PIXELS / Math.max(1, clientWidth * clientHeight));
    this.ratio = Math.max(1, Math.min(MOST_RATIO, devicePixelRatio || 1, affordable));
    const width = Math.max(1, Math.round(clientWidth * this.ratio));
    const height = Math.max(1, Math.round(clientHeight * this.ratio));
    for (const canvas of [this.dryCanvas, this.wetCanvas]) {
      if (canvas.width !== width) canvas.width = width;
      if (canvas.height !== height) canvas.height = height;
    }
    const { left, top } = this.wetCanvas.getBoundingClientRect();
    this.corner = { left, top };
    this.wet.wiped();
    this.dry.resize(MEMORY - 8 * width * height);
    this.view.resize(clientWidth, clientHeight, insets);
    this.dry.moved(this.view.scale * this.ratio);
    // In the same frame: a canvas that was resized is blank.
    this.draw();
  }

  show(model: PageModel, background: Background): void {
    this.stopListening();
    this.model = model;
    this.background = background;
    this.wet.clear();
    this.dry.show(model, background);
    this.sketch.show(model, background);
    this.dry.moved(this.view.scale * this.ratio);
    this.stopListening = model.listen((change) => this.changed(change));
    this.touch();
  }

  setBackground(background: Background): void {
    if (background === this.background || !this.model) return;
    this.background = background;
    this.dry.setBackground(background);
    this.sketch.show(this.model, background);
    this.touch();
  }

  /** Asks for a frame. */
  touch(): void {
    if (!this.frame) this.frame = requestAnimationFrame(this.draw);
  }

  pan(dx: number, dy: number): void {
    this.view.pan(dx, dy);
    this.moved();
    this.onMoved();
  }

  /** Zooms around a point of the canvas (CSS pixels), or its middle; 0 shows the whole page. */
  zoom(factor: number, x?: number, y?: number): void {
    if (factor === 0) this.view.fit();
    else this.view.zoom(factor, x, y);
    this.moved();
    this.onMoved();
  }

  /** Shows what somebody else looks at. */
  showBox(box: Box): void {
    this.view.showBox(box);
    this.moved();
  }

  reveal(x: number, y: number, margin: number): void {
    this.view.reveal(x, y, margin);
    this.moved();
  }

  near(box: Box): Stroke[] {
    return this.dry.index.search(box);
  }

  /** A gesture begins: where the canvas lies may have changed since the last one. */
  measure(): void {
    const { left, top } = this.wetCanvas.getBoundingClientRect();
    this.corner = { left, top };
  }

  toPage(clientX: number, clientY: number): { x: number; y: number } {
    const { view, corner } = this;
    return { x: view.x + (clientX - corner.left) / view.scale, y: view.y + (clientY - corner.top) / view.scale };
  }

  toCanvas(clientX: number, clientY: number): { x: number; y: number } {
    return { x: clientX - this.corner.left, y: clientY - this.corner.top };
  }

  /** The small picture of the page; null while it is not complete. */
  get thumbnail(): HTMLCanvasElement | null {
    return this.sketch.done ? this.sketch.canvas : null;
  }

  close(): void {
    this.stopListening();
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    this.frame = -1;
    this.dry.close();
  }

  private moved(): void {
    this.movedAt = performance.now();
    this.dry.moved(this.view.scale * this.ratio);
    this.touch();
  }

  private changed(change: PageChange): void {
    this.dry.changed(change);
    this.sketch.changed(change);
    // The frozen stroke takes the place of the live one in the same frame: nothing flickers.
    for (const stroke of change.added) this.remote.drop(stroke.id);
    this.touch();
  }

  private readonly draw = (): void => {
    if (this.frame > 0) cancelAnimationFrame(this.frame);
    if (this.frame < 0) return;
    this.frame = 0;
    if (!this.model) return;
    const { view, ratio } = this;
    const calm = !this.wet.busy && performance.now() - this.movedAt > MOVING;
    const budget = new Budget(calm ? CALM : BUSY);
    const scale = view.scale * ratio;
    const waiting = this.dry.draw({ scale, x: view.x, y: view.y }, budget, calm);
    this.wet.draw(scale, view.x, view.y, { width: PAGE_WIDTH, height: PAGE_HEIGHT }, this.background === "black");
    this.onDrawn(!waiting);
    // The small picture comes last: nobody waits for it.
    if (!waiting && calm) this.sketch.work(budget);
    if (waiting) this.touch();
    else if (!this.sketch.done) this.later(calm);
  };

  private later(calm: boolean): void {
    if (calm) {
      this.touch();
      return;
    }
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.touch(), MOVING);
  }
}
