/** What mountBoard takes and gives. */
import type { Live } from "../../../client/live";
import type { ZoneInfo } from "./input/hands";
import type { Texts } from "./texts";
import type { BoardMode } from "./ui/furniture";

export type { BoardMode } from "./ui/furniture";

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
  /** Where to say that the work is kept; beside the tools when absent. */
  stateIn?: HTMLElement;
  /** Shows only this page: no strip, no other page is opened. */
  onePage?: boolean;
  /** Given: the person can follow the wall or the teacher; true: does so from the start. */
  follow?: boolean;
  onPage?(page: string): void;
  /** Makes the page on the server; without it the page gets a random id. */
  newPage?(): Promise<string>;
  /** Called after a frame that shows all that is in view. */
  onReady?(): void;
}

export interface BoardHandle {
  readonly pageId: string;
  showPage(page: string): void;
  setZones(zones: readonly ZoneInfo[]): void;
  setFollow(on: boolean): void;
  destroy(): void;
}
