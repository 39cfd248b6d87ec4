/** Where a screen of the lesson shows a board: opens the engine on what is pushed. */

import type { Live } from "../../../client/live";
import { type BoardHandle, type BoardMode, mountBoard } from "../../board/client/board";

export interface Zone {
  id: string;
  name: string;
  colour: string;
}

export interface PlaceOptions {
  mode: BoardMode;
  live: Live;
  person: { id: string; name: string };
  texts: Record<string, string>;
  /** Where to say that the work is kept; beside the tools when absent. */
  stateIn?: HTMLElement;
  /** Makes a page on the server; absent where nobody may add one. */
  addPage?: (board: string) => Promise<string>;
  onPage?: (page: string) => void;
}

export class BoardPlace {
  private handle: BoardHandle | null = null;
  private board = "";
  private onePage = false;
  private zones: readonly Zone[] = [];

  constructor(
    private readonly root: HTMLElement,
    private readonly options: PlaceOptions,
  ) {}

  get page(): string {
    return this.handle?.pageId ?? "";
  }

  /** Shows a board at `page`; on a tablet a named page is the only one, "" opens them all. */
  show(board: string, page: string, follow = false): void {
    const onePage = this.options.mode === "tablet" && page !== "";
    if (this.handle && board === this.board && onePage === this.onePage) {
      if (page) this.handle.showPage(page);
    } else {
      this.open(board, page, onePage);
    }
    this.handle?.setFollow(follow);
    this.options.onPage?.(this.page);
  }

  clear(): void {
    if (!this.handle) return;
    this.handle.destroy();
    this.handle = null;
    this.board = "";
    this.root.replaceChildren();
    this.options.stateIn?.replaceChildren();
    this.options.onPage?.("");
  }

  setZones(zones: readonly Zone[]): void {
    this.zones = zones;
    this.handle?.setZones(zones);
  }

  private open(board: string, page: string, onePage: boolean): void {
    this.handle?.destroy();
    this.root.replaceChildren();
    this.board = board;
    this.onePage = onePage;
    const { mode, live, person, texts, stateIn, addPage, onPage } = this.options;
    this.handle = mountBoard(this.root, {
      mode,
      live,
      boardDoc: `board:${board}`,
      person,
      texts,
      canEditPages: Boolean(addPage),
      onePage,
      zones: this.zones,
      ...(page ? { page } : {}),
      ...(stateIn ? { stateIn } : {}),
      ...(addPage ? { newPage: () => addPage(board) } : {}),
      ...(onPage ? { onPage } : {}),
    });
  }
}
