/** mountBoard: a board on a root element, its pages, its hands, and what others draw. */
import type { InkChunk, LiveRoom } from "../../../client/live";
import "./board.css";
import { Book, type OpenPage } from "./book";
import { Follow } from "./follow";
import type { Box } from "./geometry/box";
import { WIDTHS, handAt, newHand, type Hand, type ZoneInfo } from "./input/hands";
import { Keyboard } from "./input/keyboard";
import { Pointers } from "./input/pointers";
import { BoardModel, type Background } from "./model/board";
import { newId } from "./model/ids";
import type { BoardHandle, BoardMode, BoardOptions } from "./options";
import { Surface } from "./render/surface";
import type { Desk } from "./tools";
import { Frame } from "./ui/frame";
import { Furniture } from "./ui/furniture";
import { SaveState } from "./ui/status";
import { Strip } from "./ui/strip";

export type { BoardHandle, BoardMode, BoardOptions } from "./options";

const THUMB_EVERY = 700;
const BUSY_RETRY = 400;
/** Thumbnails at once, by mode: what fits without scrolling. */
const THUMBS: Record<BoardMode, number> = { eni: 5, tablet: 4, desk: 6, view: 3 };

export function mountBoard(root: HTMLElement, options: BoardOptions): BoardHandle {
  return new Board(root, options);
}

class Board implements BoardHandle {
  pageId = "";
  private readonly frame: Frame;
  private readonly surface: Surface;
  private readonly boardRoom: LiveRoom;
  private readonly boardModel: BoardModel;
  private readonly book: Book;
  private readonly strip: Strip;
  private readonly save: SaveState;
  private readonly furniture: Furniture;
  private readonly pointers: Pointers;
  private readonly keyboard: Keyboard;
  private readonly follow: Follow;
  private readonly resizer: ResizeObserver;
  private readonly stops: (() => void)[] = [];
  private hands: Hand[] = [];
  private page: OpenPage | null = null;
  private leavePage: () => void = () => undefined;
  private thumbTimer = 0;
  private followTimer = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly o: BoardOptions,
  ) {
    const { texts, mode } = o;
    root.classList.add("board", `board-${mode}`);
    this.save = new SaveState(texts);
    o.stateIn?.replaceChildren(this.save.element);
    this.frame = new Frame(texts, mode === "view" ? "img" : "application");
    root.append(this.frame.element, this.frame.said);
    this.surface = new Surface(this.frame.element, this.frame.dry, this.frame.glass);
    this.surface.onDrawn = (complete) => this.drawn(complete);
    this.surface.onMoved = () => this.movedByHand();
    this.boardRoom = o.live.open(o.boardDoc);
    this.boardModel = new BoardModel(this.boardRoom.doc);
    this.book = new Book({
      live: o.live,
      background: (page) => this.backgroundOf(page),
      pictured: (page, picture) => this.strip.picture(page, picture),
    });
    this.strip = new Strip({
      texts,
      most: () => Math.max(1, Math.min(THUMBS[mode], Math.floor((root.clientWidth - (mode === "eni" ? 1130 : 280)) / 132))),
      canEdit: o.canEditPages && !o.onePage,
      show: (page) => this.turn(page),
      add: () => void this.addPage(),
      paper: (kind) => this.boardModel.setBackground(this.pageId, kind),
    });
    this.furniture = new Furniture(root, {
      mode,
      texts,
      strip: this.strip.element,
      state: o.stateIn ? null : this.save.element,
      follow: o.follow ?? null,
      undo: (hand) => this.step(hand, "undo"),
      redo: (hand) => this.step(hand, "redo"),
      zoom: (factor) => this.surface.zoom(factor),
      setFollow: (on) => this.setFollow(on),
    });
    this.follow = new Follow(this.boardRoom, o.person.id, o.follow ?? false, (page, box) => this.followTo(page, box));
    this.pointers = this.listenToPointers();
    this.keyboard = this.listenToKeys();
    this.setZones(o.zones?.length ? o.zones : [{ id: "me", name: "", colour: "" }]);
    this.resizer = new ResizeObserver(() => this.resized());
    this.resizer.observe(this.frame.element);
    this.stops.push(this.boardModel.listen(() => this.pagesChanged()), this.boardRoom.on("people", () => this.follow.look()));
    void this.boardRoom.ready.then(() => this.pagesChanged());
    if (o.page) this.open(o.page);
  }

  showPage(page: string): void {
    if (page && page !== this.pageId) this.open(page);
  }

  setFollow(on: boolean): void {
    this.furniture.showFollow(on);
    this.follow.on = on;
  }

  setZones(zones: readonly ZoneInfo[]): void {
    const kept = new Map(this.hands.map((hand) => [hand.zone.id, hand]));
    const width = this.o.mode === "eni" ? WIDTHS[1] : WIDTHS[0];
    // A hand keeps its tool and its undo when only its name changes.
    this.hands = zones.map((zone) => Object.assign(kept.get(zone.id) ?? newHand(zone, width), { zone }));
    this.furniture.lay(this.hands);
    this.showUndo();
    this.resized();
  }

  destroy(): void {
    this.pointers.close();
    this.keyboard.close();
    this.leavePage();
    this.book.close();
    this.stops.forEach((stop) => stop());
    this.boardRoom.close();
    this.resizer.disconnect();
    this.surface.close();
    clearTimeout(this.thumbTimer);
    clearTimeout(this.followTimer);
    this.root.classList.remove("board", `board-${this.o.mode}`, "board-frozen", "board-black");
    this.root.replaceChildren();
  }

  // Pages

  /** The person turns the page: they stop following. */
  private turn(page: string): void {
    this.stopFollowing();
    this.showPage(page);
    this.o.onPage?.(page);
  }

  private open(id: string): void {
    this.pointers.endAll();
    this.keyboard.lift();
    this.leavePage();
    this.pageId = id;
    const page = this.book.open(id);
    this.page = page;
    const { room, model } = page;
    const stops = [
      room.on("ink", (chunk) => this.surface.remote.take(chunk as InkChunk) && this.surface.touch()),
      room.on("sync", () => this.showState()),
      room.on("mode", () => this.showState()),
      room.on("closed", (why) => this.closed(why)),
      model.listen(() => this.showUndo()),
    ];
    this.leavePage = () => stops.forEach((stop) => stop());
    this.frame.cover(page.ready ? null : "board.loading");
    this.surface.view.fit();
    this.surface.show(model, this.backgroundOf(id));
    void room.ready.then(() => {
      if (this.page !== page) return;
      this.frame.cover(null);
      this.surface.touch();
    });
    this.pagesChanged();
    this.showState();
    this.showUndo();
    this.lead();
  }

  private pagesChanged(): void {
    const pages = this.boardModel.pages().filter((page) => !page.hidden || this.o.canEditPages);
    if (!this.pageId && pages[0] && !this.o.onePage) {
      this.open(pages[0].id);
      return;
    }
    this.strip.show(this.o.onePage ? pages.filter((page) => page.id === this.pageId) : pages, this.pageId);
    const background = this.backgroundOf(this.pageId);
    this.surface.setBackground(background);
    this.root.classList.toggle("board-black", background === "black");
    if (!this.o.onePage && this.page) this.book.keep(this.strip.around(this.pageId));
    this.book.redraw();
    this.describe();
  }

  private backgroundOf(id: string): Background {
    return this.boardModel.pages().find((page) => page.id === id)?.background ?? "blank";
  }

  private async addPage(): Promise<void> {
    try {
      const id = this.o.newPage ? await this.o.newPage() : newId();
      this.boardModel.place(id, this.backgroundOf(this.pageId), this.pageId);
      this.turn(id);
    } catch {
      this.frame.speak("board.page_failed");
    }
  }

  // Hands

  private desk(): Desk | null {
    const { page } = this;
    if (!page?.ready) return null;
    return { surface: this.surface, model: page.model, person: this.o.person.id, sendInk: (chunk) => page.room.sendInk(chunk) };
  }

  private mayDraw(): boolean {
    return this.o.mode !== "view" && this.page?.room.mode === "draw";
  }

  private listenToPointers(): Pointers {
    return new Pointers({
      element: this.frame.glass,
      surface: this.surface,
      desk: () => this.desk(),
      hand: (clientX) => {
        const at = this.frame.glass.getBoundingClientRect();
        return handAt(this.hands, (clientX - at.left) / at.width);
      },
      mayDraw: () => this.mayDraw(),
      everyTouchDraws: this.o.mode === "eni",
    });
  }

  private listenToKeys(): Keyboard {
    return new Keyboard({
      element: this.frame.glass,
      root: this.root,
      surface: this.surface,
      desk: () => this.desk(),
      hands: () => this.hands,
      mayDraw: () => this.mayDraw(),
      choose: (hand, tool) => this.furniture.bars.get(hand)?.choose(tool),
      undo: (hand) => this.step(hand, "undo"),
      redo: (hand) => this.step(hand, "redo"),
      page: (step) => this.strip.step(step),
      cursor: (at, down, spoken) => {
        this.frame.showPencil(this.surface.view, at, down);
        if (spoken) this.frame.speak(spoken === "down" ? "board.pen_down" : "board.pen_up");
      },
    });
  }

  private step(hand: Hand, way: "undo" | "redo"): void {
    const undos = this.page?.model.undos;
    if (!undos || !this.mayDraw() || undos.depth(hand.origin)[way] === 0) return;
    undos[way](hand.origin);
    this.frame.speak(way === "undo" ? "board.undone" : "board.redone");
    this.showUndo();
  }

  private showUndo(): void {
    for (const hand of this.hands) {
      const depth = this.page?.model.undos.depth(hand.origin);
      this.furniture.bars.get(hand)?.depth(depth?.undo ?? 0, depth?.redo ?? 0);
    }
  }

  // What is shown and said

  private resized(): void {
    this.surface.resize(this.furniture.insets());
    this.keyboard.moved();
  }

  private describe(): void {
    const alt = this.boardModel.pages().find((page) => page.id === this.pageId)?.alt ?? "";
    this.frame.describe(alt, this.page?.model.strokes.size ?? 0, this.mayDraw());
  }

  private showState(): void {
    const { page } = this;
    if (!page) return;
    const draws = this.mayDraw();
    if (!draws) this.pointers.endAll();
    this.root.classList.toggle("board-frozen", !draws && this.o.mode !== "view");
    if (this.o.mode === "view") this.save.element.hidden = true;
    else this.save.show(page.room.sync, draws);
    this.describe();
  }

  private closed(why: unknown): void {
    if (why === "gone") this.frame.cover("board.closed");
  }

  private drawn(complete: boolean): void {
    const named = this.frame.showNames(this.surface.view, this.surface.remote.strokes);
    if (named) window.setTimeout(() => this.surface.touch(), 300);
    if (!complete || !this.page?.ready) return;
    this.pictureSoon();
    this.o.onReady?.();
  }

  private pictureSoon(): void {
    this.thumbTimer ||= window.setTimeout(() => {
      this.thumbTimer = 0;
      const { thumbnail } = this.surface;
      if (thumbnail) this.strip.picture(this.pageId, thumbnail);
      else this.pictureSoon();
      this.describe();
    }, THUMB_EVERY);
  }

  // Following

  private movedByHand(): void {
    this.keyboard.moved();
    this.stopFollowing();
    this.lead();
  }

  /** Who can switch following on again leaves it by moving; who was told to follow stays. */
  private stopFollowing(): void {
    if (this.follow.on && this.o.follow !== undefined) this.setFollow(false);
  }

  private lead(): void {
    const { mode } = this.o;
    if ((mode === "eni" || mode === "desk") && this.pageId) this.follow.lead(this.pageId, this.surface.view.shown());
  }

  /** Never under a hand that draws: the page moves once it is lifted. */
  private followTo(page: string, box: Box | null): void {
    clearTimeout(this.followTimer);
    if (this.pointers.busy) {
      this.followTimer = window.setTimeout(() => this.followTo(page, box), BUSY_RETRY);
      return;
    }
    if (!this.o.onePage) this.showPage(page);
    if (box && page === this.pageId) this.surface.showBox(box);
  }
}
