/** Every sentence the board shows; the server renders them (scola/board/texts.py). */
export const TEXT_KEYS = [
  "board.pen", "board.marker", "board.eraser", "board.fine", "board.hand", "board.undo", "board.redo", "board.colours",
  "board.colour.0", "board.colour.1", "board.colour.2", "board.colour.3", "board.colour.4", "board.colour.5",
  "board.width.0", "board.width.1", "board.width.2", "board.zoom", "board.zoom_in", "board.zoom_out", "board.fit",
  "board.previous", "board.next", "board.add_page", "board.page", "board.page_failed", "board.pages", "board.tools",
  "board.my_tools", "board.more", "board.paper", "board.paper.seyes", "board.paper.lines", "board.paper.grid5", "board.paper.grid10",
  "board.paper.blank", "board.paper.black", "board.follow", "board.kept", "board.kept_here", "board.sending",
  "board.alone", "board.refused", "board.not_kept", "board.canvas", "board.keys", "board.closed", "board.loading",
  "board.pen_down", "board.pen_up", "board.undone", "board.redone", "board.frozen", "board.strokes",
] as const;

export type TextKey = (typeof TEXT_KEYS)[number];
export type Texts = Readonly<Record<string, string>>;

export function say(texts: Texts, key: TextKey, values: Record<string, string | number> = {}): string {
  return (texts[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}
