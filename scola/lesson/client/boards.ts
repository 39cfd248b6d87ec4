/** Where a screen of the lesson shows a board: opens the engine on what is pushed, once per board. */

import type { Live, LiveRoom } from "../../../client/live";

export interface PlaceOptions {
  mode: "eni" | "desk" | "tablet";
  person: string;
  /** Makes a page on the server; absent where nobody may add one. */
  addPage?: (board: string) => Promise<string>;
  /** The rooms that hold this screen's work changed. */
  onRooms?: (rooms: readonly LiveRoom[]) => void;
  onPage?: (page: string) => void;
}
