/** Says the truth about what was drawn: stored by the server, or kept on this device. */
import type { SyncState } from "../../../../client/live";
import { say, type TextKey, type Texts } from "../texts";
import { icon, make } from "./elements";

const CALM_AFTER = 600;

export class SaveState {
  readonly element = make("p", { class: "sync board-sync", role: "status" });
  private shown = "";
  private timer = 0;

  constructor(private readonly texts: Texts) {}

  /** Waits a moment before saying "sending": most strokes are stored within a blink. */
  show(sync: SyncState, mayDraw: boolean): void {
    clearTimeout(this.timer);
    const { key, mark, local } = describe(sync, mayDraw);
    if (key === "board.sending") this.timer = window.setTimeout(() => this.render(key, mark, local), CALM_AFTER);
    else this.render(key, mark, local);
  }

  private render(key: TextKey, mark: string, local: boolean): void {
    if (this.shown === key) return;
    this.shown = key;
    this.element.dataset["sync"] = key.replace("board.", "");
    this.element.classList.toggle("local", local);
    this.element.replaceChildren(icon(mark), ` ${say(this.texts, key)}`);
  }
}

interface Said {
  key: TextKey;
  mark: string;
  local: boolean;
}

export function describe(sync: SyncState, mayDraw: boolean): Said {
  const { unsent, connected, keptHere, refused } = sync;
  if (unsent > 0 && !keptHere && !connected) return { key: "board.not_kept", mark: "warning-fill", local: true };
  if (unsent > 0 && refused) return { key: "board.refused", mark: "lock-key-fill", local: true };
  if (unsent > 0 && connected) return { key: "board.sending", mark: "cloud-arrow-up-fill", local: false };
  if (unsent > 0) return { key: "board.kept_here", mark: "device-tablet-fill", local: true };
  if (!connected) return { key: "board.alone", mark: "wifi-slash-fill", local: true };
  return mayDraw
    ? { key: "board.kept", mark: "check-circle-fill", local: false }
    : { key: "board.frozen", mark: "eyes-fill", local: false };
}
