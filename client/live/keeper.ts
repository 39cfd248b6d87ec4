import * as Y from "yjs";
import type { LocalCopy, Row } from "./localcopy";
import type { Mode } from "./types";

const FOLD_ROWS = 200;
const REMOTE_PAUSE = 1000;

/** What the origin of a transaction says about who made it. */
export const FROM_SERVER = Symbol("server");
export const FROM_DISK = Symbol("disk");

/** Keeps the copy of one document on this device in step with what the server has confirmed. */
export class Keeper {
  private confirmed: number[] = [];
  private arrived: Uint8Array[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly id: string,
    private readonly doc: Y.Doc,
    private readonly copy: () => Promise<LocalCopy | null>,
    private readonly mode: () => Mode,
  ) {}

  /** Reads the copy into the document; gives its mode (null: no copy) and the unsent rows. */
  async load(): Promise<{ mode: Mode | null; unsent: Row[] }> {
    const copy = await this.copy();
    if (!copy) return { mode: null, unsent: [] };
    const { state, mode, rows } = await copy.load(this.id);
    if (state) Y.applyUpdate(this.doc, state, FROM_DISK);
    for (const row of rows) Y.applyUpdate(this.doc, row.update, FROM_DISK);
    this.confirmed = rows.filter((row) => row.sent).map((row) => row.id);
    return { mode: mode ?? (rows.length > 0 ? "read" : null), unsent: rows.filter((r) => !r.sent) };
  }

  /** Something came from the server: written soon, the server has it anyway. */
  arrive(update: Uint8Array): void {
    this.arrived.push(update);
    this.timer ??= setTimeout(() => void this.write(), REMOTE_PAUSE);
  }

  confirm(rows: readonly Row[]): void {
    this.confirmed.push(...rows.map((row) => row.id));
    if (this.confirmed.length > FOLD_ROWS) void this.fold();
  }

  /** One state instead of many rows. Unsent rows stay: they are the outbox. */
  async fold(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.arrived = [];
    const ids = this.confirmed;
    this.confirmed = [];
    const state = Y.encodeStateAsUpdate(this.doc);
    try {
      await (await this.copy())?.fold(this.id, state, this.mode(), ids);
    } catch {
      this.confirmed.push(...ids); // the device is full: the rows stay and the next fold tries again
    }
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private async write(): Promise<void> {
    this.timer = undefined;
    const updates = this.arrived.splice(0);
    if (updates.length === 0) return;
    try {
      const update = Y.mergeUpdates(updates);
      const id = await (await this.copy())?.add({ doc: this.id, update, sent: 1 });
      if (id !== undefined) this.confirm([{ id, doc: this.id, update, sent: 1 }]);
    } catch {
      // Only the offline copy of others' work is older; the server has it.
      this.arrived = [];
    }
  }
}
