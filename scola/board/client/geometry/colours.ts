/** Inks of the palette, and how they look on black paper: the same as scola/board/ink/colours.py. */

export const INKS = ["#12272e", "#0e5c86", "#c8540a", "#2f7d3b", "#b3243f", "#6d4aa8"] as const;
/** What the highlighter lays down when an ink of the palette is chosen. */
export const HIGHLIGHTS = ["#f6c445", "#3fb4e8", "#ff9e4f", "#7ccf5c", "#ff7d9c", "#b794f6"] as const;
const CHALKS = ["#f4f1e6", "#7cc4ea", "#ff9e5a", "#86cf8f", "#ff8fa0", "#c3a5f0"] as const;

const CHALK_OF: ReadonlyMap<string, string> = new Map(INKS.map((ink, n) => [ink as string, CHALKS[n] as string]));

/** Dark inks would vanish on black paper: they become chalk there, and ink again on white. */
export function inkOn(black: boolean, colour: string): string {
  return (black && CHALK_OF.get(colour.toLowerCase())) || colour;
}

export function highlightOf(ink: string): string {
  return HIGHLIGHTS[INKS.indexOf(ink as (typeof INKS)[number])] ?? ink;
}
