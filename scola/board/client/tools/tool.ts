/** A tool is one file here: what a hand does between touching and lifting. See docs/board.md. */
import type { Sample } from "../geometry/outline";
import type { Hand } from "../input/hands";
import type { PageModel } from "../model/page";
import type { Surface } from "../render/surface";
import type { InkChunk } from "../../../../client/live";

export type ToolName = "pen" | "marker" | "eraser" | "hand";

export interface Desk {
  surface: Surface;
  model: PageModel;
  person: string;
  sendInk(chunk: InkChunk): void;
}

/** One gesture of one pointer. `cancel` undoes what it did (a palm); `end` keeps it. */
export interface Gesture {
  move(samples: readonly Sample[], screen: { x: number; y: number }, predicted: readonly Sample[]): void;
  end(): void;
  cancel(): void;
}

export interface Tool {
  name: ToolName;
  /** Key of the label among the texts, and of the icon in the sprite. */
  icon: string;
  key: string;
  begin(desk: Desk, hand: Hand, first: Sample, screen: { x: number; y: number }): Gesture;
}
