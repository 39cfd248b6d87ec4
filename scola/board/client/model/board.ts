/** A board: a small Y.Doc with `meta` and `pages`, page id → what the page is (replaced whole). */
import * as Y from "yjs";
import { orderBetween } from "./order";

export type Background = "seyes" | "lines" | "grid5" | "grid10" | "blank" | "black";
export const BACKGROUNDS: readonly Background[] = ["seyes", "lines", "grid5", "grid10", "blank", "black"];
export const PAGE_WIDTH = 1600;
export const PAGE_HEIGHT = 900;

export interface PageInfo {
  id: string;
  order: string;
  background: Background;
  alt: string;
  hidden: boolean;
}

interface StoredPage {
  order?: string;
  bg?: { kind?: string };
  size?: [number, number];
  hidden?: boolean;
  alt?: string;
}

export class BoardModel {
  private readonly map: Y.Map<StoredPage>;

  constructor(doc: Y.Doc) {
    this.map = doc.getMap("pages");
  }

  pages(): PageInfo[] {
    const found: PageInfo[] = [];
    this.map.forEach((page, id) => {
      const kind = page.bg?.kind as Background;
      const background = BACKGROUNDS.includes(kind) ? kind : "blank";
      found.push({ id, order: page.order ?? "", background, alt: page.alt ?? "", hidden: page.hidden ?? false });
    });
    return found.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : 1));
  }

  listen(fn: () => void): () => void {
    this.map.observe(fn);
    return () => this.map.unobserve(fn);
  }

  /** Places a page after the one named `after` ("" = at the end). */
  place(id: string, background: Background, after = ""): void {
    const pages = this.pages();
    const at = after ? pages.findIndex((page) => page.id === after) : pages.length - 1;
    const order = orderBetween(pages[at]?.order ?? "", pages[at + 1]?.order ?? "");
    this.map.set(id, { order, bg: { kind: background }, size: [PAGE_WIDTH, PAGE_HEIGHT], hidden: false, alt: "" });
  }

  setBackground(id: string, background: Background): void {
    const page = this.map.get(id);
    if (page) this.map.set(id, { ...page, bg: { kind: background } });
  }
}
