/** Says the truth about what was drawn: stored by the server, or kept on this device. */
import type { SyncState } from "../../../../client/live";
import { say, type Texts } from "../texts";
import { icon, make } from "./elements";

const CALM_AFTER = 400;

export class SaveState {
  readonly element = make("p", { class: "sync board-sync", role: "status" });
  private shown = "";
  private timer = 0;

  constructor(private readonly texts: Texts) {
    this.show({ connected: true, unsent: 0, keptHere: true, refused: null }, true);
  }

  /** Waits a moment before saying "sending": most strokes are stored within a blink. */
  show(sync: SyncState, mayDraw: boolean): void {
    clearTimeout(this.timer);
    const [key, iconName, local] = describe(sync, mayDraw);
    const wait = key === "board.sending" ? CALM_AFTER : 0;
    this.timer = window.setTimeout(() => this.render(key, iconName, local), wait);
  }

  private render(key: Parameters<typeof say>[1], iconName: string, local: boolean): void {
    if (this.shown === key) return;
    this.shown = key;
    this.element.classList.toggle("local", local);
    this.element.replaceChildren(icon(iconName), ` ${say(this.texts, key)}`);
  }
}

function describe(sync: SyncState, mayDraw: boolean): [Parameters<typeof say>[1], string, boolean] {
  if (sync.refused) return ["board.refused", "lock-key-fill", true];
  if (!mayDraw && sync.connected && sync.unsent === 0) return ["board.frozen", "eyes-fill", false];
  if (sync.unsent === 0 && sync.connected) return ["board.kept", "cloud-check-fill", false];
  if (sync.connected) return ["board.sending", "cloud-arrow-up-fill", false];
  return sync.unsent ? ["board.kept_here", "device-tablet-fill", true] : ["board.alone", "wifi-slash-fill", true];
}
