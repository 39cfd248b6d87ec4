/** The pages that are open: the one shown and its neighbours, each a room and a model. */
import type { Live, LiveRoom } from "../../../client/live";
import type { Background } from "./model/board";
import { PageModel } from "./model/page";
import { Budget } from "./render/budget";
import { Sketch } from "./render/sketch";

export interface OpenPage {
  readonly id: string;
  readonly room: LiveRoom;
  readonly model: PageModel;
  ready: boolean;
}

export interface BookOptions {
  live: Live;
  background(page: string): Background;
  /** A small picture of a page is complete. */
  pictured(page: string, picture: HTMLCanvasElement): void;
}

const SLICE = 4;
const THUMB_SCALE = 0.15;

export class Book {
  private readonly pages = new Map<string, OpenPage>();
  private readonly sketches = new Map<string, Sketch>();
  private timer = 0;
  private current = "";

  constructor(private readonly o: BookOptions) {}

  /** Opens a page, or takes the one that is open already: its undo is still there. */
  open(id: string): OpenPage {
    this.current = id;
    this.sketches.delete(id);
    return this.pages.get(id) ?? this.begin(id);
  }

  /** Keeps `wanted` open beside the current page, closes all others. */
  keep(wanted: readonly string[]): void {
    for (const id of [...this.pages.keys()]) if (id !== this.current && !wanted.includes(id)) this.shut(id);
    for (const id of wanted) {
      if (id === this.current || this.sketches.has(id)) continue;
      const page = this.pages.get(id) ?? this.begin(id);
      const sketch = new Sketch(THUMB_SCALE);
      this.sketches.set(id, sketch);
      void page.room.ready.then(() => this.follow(page, sketch));
    }
  }

  /** The paper of a page changed: its picture is drawn anew. */
  redraw(): void {
    this.sketches.forEach((sketch, id) => {
      const page = this.pages.get(id);
      if (page?.ready) sketch.show(page.model, this.o.background(id));
    });
    this.soon();
  }

  close(): void {
    clearTimeout(this.timer);
    for (const id of [...this.pages.keys()]) this.shut(id);
  }

  private begin(id: string): OpenPage {
    const room = this.o.live.open(`page:${id}`);
    const page: OpenPage = { id, room, model: new PageModel(room.doc), ready: false };
    this.pages.set(id, page);
    void room.ready.then(() => (page.ready = true));
    return page;
  }

  private shut(id: string): void {
    const page = this.pages.get(id);
    this.pages.delete(id);
    this.sketches.delete(id);
    page?.model.close();
    page?.room.close();
  }

  /** Neighbours are pictured too, also while somebody else draws on them. */
  private follow(page: OpenPage, sketch: Sketch): void {
    if (this.sketches.get(page.id) !== sketch) return;
    sketch.show(page.model, this.o.background(page.id));
    page.model.listen((change) => {
      if (this.sketches.get(page.id) !== sketch) return;
      sketch.changed(change);
      this.soon();
    });
    this.soon();
  }

  private soon(): void {
    this.timer ||= window.setTimeout(() => this.work(), 100);
  }

  private work(): void {
    this.timer = 0;
    for (const [id, sketch] of this.sketches) {
      if (!this.pages.get(id)?.ready || sketch.done) continue;
      if (sketch.work(new Budget(SLICE))) this.o.pictured(id, sketch.canvas);
      this.soon();
      return;
    }
  }
}
