/** A hand: one zone of the board, or one tablet. It has its tool, colour, width and undo. */
import type { ToolName } from "../tools/tool";

export interface ZoneInfo {
  id: string;
  name: string;
  colour: string;
}

export interface Hand {
  readonly zone: ZoneInfo;
  /** Marks this hand's transactions: the origin its undo follows. */
  readonly origin: object;
  tool: ToolName;
  colour: string;
  width: number;
}

export const COLOURS = ["#12272e", "#0e5c86", "#c8540a", "#2f7d3b", "#b3243f", "#6d4aa8"] as const;
export const WIDTHS = [4, 8, 14] as const;

export function newHand(zone: ZoneInfo): Hand {
  return { zone, origin: { zone: zone.id }, tool: "pen", colour: zone.colour || COLOURS[0], width: WIDTHS[0] };
}

/** The hand whose side of the board a point lies on; `x` from 0 to 1 across the board. */
export function handAt(hands: readonly Hand[], x: number): Hand {
  const n = Math.max(0, Math.min(hands.length - 1, Math.floor(x * hands.length)));
  return hands[n] as Hand;
}
