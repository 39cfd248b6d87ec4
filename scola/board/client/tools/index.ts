import { eraser, fineEraser } from "./eraser";
import { handTool } from "./hand";
import { marker, pen } from "./ink";
import type { Tool, ToolName } from "./tool";

/** Every tool of the bar, in its order. A new tool is a file and a line here. */
export const TOOLS: Record<ToolName, Tool> = { pen, marker, eraser, fine: fineEraser, hand: handTool };
export type { Desk, Gesture, Place, Tool, ToolName } from "./tool";
