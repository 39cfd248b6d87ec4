/** A tool is one file here: what a hand does between touching and lifting. See docs/board.md. */
import type { InkChunk } from "../../../../client/live";
import type { Sample } from "../geometry/outline";
import type { Hand } from "../input/hands";
import type { PageModel } from "../model/page";
import type { Surface } from "../render/surface";

export type ToolName = "pen" | "marker" | "eraser" | "fine" | "hand";

/** What a tool works on: the page that is open, and who works. */
export interface Desk {
  surface: Surface;
  model: PageModel;
  person: string;
  sendInk(chunk: InkChunk): void;
}

export interface Place {
  x: number;
  y: number;
}

/** One gesture of one pointer. `cancel` undoes what it did (a palm); `end` keeps it. */
export interface Gesture {
  move(samples: readonly Sample[], screen: Place, predicted: readonly Sample[]): void;
  end(): void;
  cancel(): void;
}

export interface Tool {
  name: ToolName;
  /** Name of its icon in the sprite. */
  icon: string;
  /** Key that chooses it while the page has the focus. */
  key: string;
  /** Whether it changes the page: such tools rest while the page may only be read. */
  writes: boolean;
  begin(desk: Desk, hand: Hand, first: Sample, screen: Place): Gesture;
}
