/** mountBoard: a board on a root element, its pages, its hands, and what others draw. */
import type { InkChunk, Live, LiveRoom } from "../../../client/live";
import "./board.css";
import type { Sample } from "./geometry/outline";
import { handAt, newHand, type Hand, type ZoneInfo } from "./input/hands";
import { Keyboard } from "./input/keyboard";
import { Pointers } from "./input/pointers";
import { BoardModel, type Background } from "./model/board";
import { newId } from "./model/ids";
import { PageModel } from "./model/page";
import { RemoteInk } from "./model/remote";
import { Surface } from "./render/surface";
import type { ViewState } from "./render/view";
import { say, type Texts } from "./texts";
import type { Desk, ToolName } from "./tools";
import { make, tool } from "./ui/elements";
import { SaveState } from "./ui/status";
import { Strip } from "./ui/strip";
import { Toolbar } from "./ui/toolbar";

export type BoardMode = "eni" | "tablet" | "desk" | "view";

export interface BoardOptions {
  mode: BoardMode;
  live: Live;
  /** "board:<id>" */
  boardDoc: string;
  person: { id: string; name: string };
  texts: Texts;
  /** Side by side on the wall, each with its tools; one hand elsewhere. */
  zones?: readonly ZoneInfo[];
  canEditPages: boolean;
  page?: string;
  /** Shows only this page: no strip, no other page is opened. */
  onePage?: boolean;
  follow?: boolean;
  onPage?(page: string): void;
  newPage?(): Promise<string>;
  /** Called with true while a frame is drawn that everything is on. */
  onReady?(): void;
}

export interface BoardHandle {
  readonly pageId: string;
  showPage(page: string): void;
  setZones(zones: readonly ZoneInfo[]): void;
  setFollow(on: boolean): void;
  destroy(): void;
}

interface OpenPage {
  id: string;
  room: LiveRoom;
  model: PageModel;
  stop: (() => void)[];
}

const FOLLOW_EVERY = 250;
const THUMB_AFTER = 600;

export function mountBoard(root: HTMLElement, options: BoardOptions): BoardHandle {
  return new Board(root, options);
}

class Board implements BoardHandle {
  pageId = "";
  private readonly frame: HTMLElement;
  private readonly glass: HTMLCanvasElement;
  private readonly pencil = make("div", { class: "board-pencil", hidden: "", "aria-hidden": "true" });
  private readonly said = make("p", { class: "sr", role: "status" });
  private readonly waiting: HTMLElement;
  private readonly surface: Surface;
  private readonly boardRoom: LiveRoom;
  private readonly boardModel: BoardModel;
  private readonly strip: Strip;
  private readonly save: SaveState;
  private readonly pointers: Pointers;
  private readonly keyboard: Keyboard;
  private readonly resizer: ResizeObserver;
  private readonly remote: RemoteInk;
  private readonly stops: (() => void)[] = [];
  private hands: Hand[] = [];
  private toolbars: Toolbar[] = [];
  private sides: HTMLElement[] = [];
  private page: OpenPage | null = null;
  private follow: boolean;
  private followed = 0;
  private thumbTimer = 0;
  private ready = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly o: BoardOptions,
  ) {
    const { texts } = o;
    this.follow = o.follow ?? false;
    root.classList.add("board", `board-${o.mode}`);
    const dry = make("canvas", { class: "board-dry", "aria-hidden": "true" });
    this.glass = make("canvas", { class: "board-glass", tabindex: "0", role: "img", "aria-label": say(texts, "board.canvas") });
    this.waiting = make("p", { class: "board-wait", role: "status" }, say(texts, "board.loading"));
    this.frame = make("div", { class: "board-frame" }, dry, this.glass, this.pencil, this.waiting);
    this.save = new SaveState(texts);
    this.strip = new Strip({
      texts,
      canEdit: o.canEditPages,
      show: (page) => this.turn(page),
      add: () => void this.addPage(),
      paper: (kind) => this.boardModel.setBackground(this.pageId, kind),
    });
    root.append(this.frame, this.said);
    this.surface = new Surface(this.frame, dry, this.glass);
    this.surface.onDrawn = (waiting) => this.drawn(waiting);
    this.remote = new RemoteInk(this.surface.wet, (stroke) => this.page?.model.strokes.has(stroke) ?? false);
    this.setZones(o.zones?.length ? o.zones : [{ id: "me", name: o.person.name, colour: "" }]);
    this.pointers = new Pointers({
      element: this.glass,
      desk: () => this.desk(),
      hand: (clientX) => this.handUnder(clientX),
      mayDraw: () => this.mayDraw(),
      everyTouchDraws: o.mode === "eni",
    });
    this.keyboard = this.listenToKeys();
    this.resizer = new ResizeObserver(() => this.surface.resize());
    this.resizer.observe(this.frame);
    this.boardRoom = o.live.open(o.boardDoc);
    this.boardModel = new BoardModel(this.boardRoom.doc);
    this.stops.push(this.boardModel.listen(() => this.pagesChanged()));
    this.stops.push(this.boardRoom.on("people", () => this.followTeacher()));
    void this.boardRoom.ready.then(() => this.pagesChanged());
    if (o.page) this.open(o.page);
  }

  showPage(page: string): void {
    if (page && page !== this.pageId) this.open(page);
  }

  setFollow(on: boolean): void {
    this.follow = on;
    if (on) this.followTeacher();
  }

  setZones(zones: readonly ZoneInfo[]): void {
    const kept = new Map(this.hands.map((hand) => [hand.zone.id, hand]));
    this.hands = zones.map((zone) => kept.get(zone.id) ?? newHand(zone));
    this.sides.forEach((side) => side.remove());
    this.sides = [];
    this.toolbars = [];
    this.root.querySelectorAll(":scope > .dock, :scope > .strip, :scope > .board-sync").forEach((one) => one.remove());
    if (this.o.mode !== "view") this.buildTools();
    else this.root.append(this.strip.element);
  }

  destroy(): void {
    this.keyboard?.lift();
    this.pointers.close();
    this.leave();
    this.stops.forEach((stop) => stop());
    this.boardRoom.close();
    this.resizer.disconnect();
    this.surface.close();
    clearTimeout(this.thumbTimer);
    this.root.replaceChildren();
  }

  // Pages

  private turn(page: string): void {
    this.showPage(page);
    this.o.onPage?.(page);
  }

  private open(id: string): void {
    this.pointers?.endAll();
    this.keyboard?.lift();
    this.leave();
    this.pageId = id;
    this.waiting.hidden = false;
    this.ready = false;
    const room = this.o.live.open(`page:${id}`);
    const model = new PageModel(room.doc);
    const page: OpenPage = { id, room, model, stop: [] };
    this.page = page;
    page.stop.push(room.on("ink", (chunk) => this.inkCame(chunk as InkChunk)));
    page.stop.push(room.on("sync", () => this.showSync()));
    page.stop.push(room.on("mode", () => this.modeChanged()));
    page.stop.push(room.on("closed", (why) => this.closed(why)));
    page.stop.push(model.listen((change) => change.added.forEach((stroke) => this.remote.drop(stroke.id))));
    page.stop.push(model.listen(() => this.showUndo()));
    this.surface.view.fit();
    this.surface.show(model, this.backgroundOf(id));
    this.surface.moved();
    void room.ready.then(() => {
      if (this.page !== page) return;
      this.ready = true;
      this.waiting.hidden = true;
      this.surface.touch();
    });
    this.pagesChanged();
    this.showSync();
    this.modeChanged();
    this.tellWhereIAm();
  }

  private leave(): void {
    const { page } = this;
    if (!page) return;
    this.remote.clear();
    page.stop.forEach((stop) => stop());
    page.model.close();
    page.room.close();
    this.page = null;
  }

  private pagesChanged(): void {
    const pages = this.boardModel.pages().filter((page) => !page.hidden || this.o.canEditPages);
    if (!this.pageId && pages[0] && !this.o.onePage) this.open(pages[0].id);
    this.strip.show(this.o.onePage ? [] : pages, this.pageId);
    this.surface.setBackground(this.backgroundOf(this.pageId));
  }

  private backgroundOf(id: string): Background {
    return this.boardModel?.pages().find((page) => page.id === id)?.background ?? "blank";
  }

  private async addPage(): Promise<void> {
    const id = this.o.newPage ? await this.o.newPage() : newId();
    this.boardModel.place(id, this.backgroundOf(this.pageId), this.pageId);
    this.turn(id);
  }

  // Hands

  private desk(): Desk | null {
    const { page } = this;
    if (!page || !this.ready) return null;
    return { surface: this.surface, model: page.model, person: this.o.person.id, sendInk: (chunk) => page.room.sendInk(chunk) };
  }

  private mayDraw(): boolean {
    return this.o.mode !== "view" && this.page?.room.mode === "draw";
  }

  private handUnder(clientX: number): Hand {
    const at = this.glass.getBoundingClientRect();
    return handAt(this.hands, (clientX - at.left) / at.width);
  }

  private listenToKeys(): Keyboard {
    return new Keyboard({
      element: this.glass,
      desk: () => this.desk(),
      hand: () => this.hands[0] as Hand,
      mayDraw: () => this.mayDraw(),
      choose: (name: ToolName) => this.toolbars[0]?.choose(name),
      undo: () => this.undo(this.hands[0] as Hand),
      redo: () => this.redo(this.hands[0] as Hand),
      page: (step) => this.strip.step(step),
      zoom: (factor) => this.zoom(factor),
      cursor: (at, down) => this.showPencil(at, down),
    });
  }

  private undo(hand: Hand): void {
    this.page?.model.undo(hand.origin).undo();
    this.showUndo();
  }

  private redo(hand: Hand): void {
    this.page?.model.undo(hand.origin).redo();
    this.showUndo();
  }

  private showUndo(): void {
    this.hands.forEach((hand, n) => {
      const undo = this.page?.model.undo(hand.origin);
      this.toolbars[n]?.show(undo?.undoStack.length ?? 0, undo?.redoStack.length ?? 0);
    });
    this.thumbSoon();
  }

  private zoom(factor: number): void {
    if (factor === 0) this.surface.view.fit();
    else this.surface.view.zoom(factor);
    this.surface.moved();
    this.tellWhereIAm();
  }

  // What is around the page

  private buildTools(): void {
    const { o } = this;
    const wall = o.mode === "eni";
    this.hands.forEach((hand, n) => {
      const bar = new Toolbar({
        hand,
        texts: o.texts,
        vertical: wall,
        tools: wall ? ["pen", "eraser"] : ["pen", "marker", "eraser", "hand"],
        colours: wall ? 3 : 6,
        widths: !wall,
        undo: () => this.undo(hand),
        redo: () => this.redo(hand),
      });
      this.toolbars.push(bar);
      if (wall) this.sides.push(this.side(bar, hand, n));
    });
    if (wall) this.root.append(...this.sides, this.strip.element, this.save.element);
    else this.root.append(this.dock(), this.strip.element);
  }

  private side(bar: Toolbar, hand: Hand, n: number): HTMLElement {
    const name = make("p", { class: "side-who" }, hand.zone.name);
    const side = make("section", { class: `side zone-${n + 1}-of-${this.hands.length}`, "aria-label": say(this.o.texts, "board.tools", { name: hand.zone.name }) }, name, bar.element);
    if (n === 0) bar.element.append(tool(say(this.o.texts, "board.fit"), "corners-out-bold", () => this.zoom(0)));
    return side;
  }

  private dock(): HTMLElement {
    const { texts } = this.o;
    const zoom = make("div", { class: "toolbar zoom" },
      tool(say(texts, "board.zoom_out"), "magnifying-glass-minus-bold", () => this.zoom(0.8)),
      tool(say(texts, "board.fit"), "corners-out-bold", () => this.zoom(0)),
      tool(say(texts, "board.zoom_in"), "magnifying-glass-plus-bold", () => this.zoom(1.25)),
    );
    return make("div", { class: "dock" }, this.toolbars[0]?.element ?? "", zoom, this.save.element);
  }

  private showPencil(at: Sample | null, down: boolean): void {
    this.pencil.hidden = !at;
    this.pencil.classList.toggle("down", down);
    if (!at) return;
    const { view } = this.surface;
    this.pencil.style.transform = `translate(${(at.x - view.x) * view.scale}px, ${(at.y - view.y) * view.scale}px)`;
    const said = say(this.o.texts, down ? "board.pen_down" : "board.pen_up");
    if (this.said.textContent !== said) this.said.textContent = said;
  }

  private showSync(): void {
    if (this.page) this.save.show(this.page.room.sync, this.mayDraw());
  }

  private modeChanged(): void {
    this.root.classList.toggle("board-frozen", this.page?.room.mode === "read" && this.o.mode !== "view");
    if (!this.mayDraw()) this.pointers?.endAll();
    this.showSync();
  }

  private closed(why: unknown): void {
    if (why !== "gone") return;
    this.waiting.textContent = say(this.o.texts, "board.closed");
    this.waiting.hidden = false;
  }

  private inkCame(chunk: InkChunk): void {
    this.remote.take(chunk);
    this.surface.touch();
  }

  private drawn(waiting: boolean): void {
    if (waiting || !this.ready) return;
    this.thumbSoon();
    this.o.onReady?.();
  }

  private thumbSoon(): void {
    if (this.thumbTimer) return;
    this.thumbTimer = window.setTimeout(() => {
      this.thumbTimer = 0;
      if (this.pageId) this.surface.thumbnail(this.strip.thumb(this.pageId));
    }, THUMB_AFTER);
  }

  // Following

  /** Who leads says which page and which part of it they look at. */
  private tellWhereIAm(): void {
    if (this.o.mode !== "eni" && this.o.mode !== "desk") return;
    if (performance.now() - this.followed < FOLLOW_EVERY) return;
    this.followed = performance.now();
    const { x, y, scale, fitScale } = this.surface.view;
    this.boardRoom?.setPresence({ follow: { page: this.pageId, view: { x, y, scale: scale / fitScale } } });
  }

  private followTeacher(): void {
    if (!this.follow) return;
    for (const person of this.boardRoom.people) {
      const lead = person.data["follow"] as { page?: string; view?: ViewState } | undefined;
      if (person.person === this.o.person.id || !lead?.page) continue;
      this.showPage(lead.page);
      if (lead.view) this.surface.view.set({ ...lead.view, scale: lead.view.scale * this.surface.view.fitScale });
      this.surface.moved();
      return;
    }
  }
}
