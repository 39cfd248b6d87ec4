/** A hand: one zone of the board, or one tablet. It has its tool, colour, width and undo. */
import { INKS } from "../geometry/colours";
import type { ToolName } from "../tools/tool";

export interface ZoneInfo {
  id: string;
  name: string;
  /** "#rrggbb" of the ink it begins with, or "" for black. */
  colour: string;
}

export interface Hand {
  zone: ZoneInfo;
  /** Marks this hand's transactions: the origin its undo follows. */
  readonly origin: object;
  tool: ToolName;
  colour: string;
  width: number;
}

export const WIDTHS = [4, 8, 14] as const;

/** On the wall the thin pen is the middle width: it is read from the back of the room. */
export function newHand(zone: ZoneInfo, width: number = WIDTHS[0]): Hand {
  return { zone, origin: { zone: zone.id }, tool: "pen", colour: zone.colour || INKS[0], width };
}

/** The hand whose side of the board a point lies on; `x` from 0 to 1 across the board. */
export function handAt(hands: readonly Hand[], x: number): Hand {
  const n = Math.max(0, Math.min(hands.length - 1, Math.floor(x * hands.length)));
  return hands[n] as Hand;
}
