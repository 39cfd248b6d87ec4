import * as Y from "yjs";
import type { LocalCopy, Row } from "./localcopy";

interface Entry {
  row: Row;
  kept: boolean;
  /** The number it was sent under on this connection; 0: not sent. */
  seq: number;
}

/** What goes out under one number. */
export interface Parcel {
  seq: number;
  update: Uint8Array;
}

const FIRST_PARCEL = 3.5 * 1024 * 1024;
const PARCEL = 200 * 1024;

/** Work of this person the server has not acknowledged, oldest first. In IndexedDB before sent. */
export class Outbox {
  refused: string | null = null;
  private entries: Entry[] = [];
  private queue: Uint8Array[] = [];
  private writing = false;
  private seq = 0;
  private oneByOne = false;

  /** `ready` is called when something new may be sent; `changed` when figures change. */
  constructor(
    private readonly doc: string,
    private readonly copy: () => Promise<LocalCopy | null>,
    private readonly ready: () => void,
    private readonly changed: () => void,
  ) {}

  get unsent(): number {
    return this.entries.length + this.queue.length;
  }

  get kept(): boolean {
    return this.queue.length === 0 && this.entries.every((entry) => entry.kept);
  }

  get poisoned(): boolean {
    return this.entries.some((entry) => entry.row.bad);
  }

  /** Rows an earlier tab or session left behind. */
  restore(rows: readonly Row[]): void {
    this.entries.unshift(...rows.map((row) => ({ row, kept: true, seq: 0 })));
    this.changed();
  }

  add(update: Uint8Array): void {
    this.queue.push(update);
    this.changed();
    void this.pump();
  }

  /** A new connection: nothing was sent on it yet. */
  rewind(): void {
    for (const entry of this.entries) {
      entry.seq = 0;
      if (entry.row.bad !== "bad_update") delete entry.row.bad;
    }
  }

  /** What is to be sent now; a `first` parcel after a join may be large. */
  parcels(first: boolean): Parcel[] {
    const parcels: Parcel[] = [];
    let limit = first ? FIRST_PARCEL : PARCEL;
    let group: Entry[] = [];
    let size = 0;
    const close = () => {
      if (group.length > 0) parcels.push(this.pack(group));
      [group, size, limit] = [[], 0, PARCEL];
    };
    for (const entry of this.entries) {
      if (entry.seq > 0 || entry.row.bad || !this.sendable(entry)) continue;
      const length = entry.row.update.length;
      if (group.length > 0 && (this.oneByOne || size + length > limit)) close();
      group.push(entry);
      size += length;
    }
    close();
    return parcels;
  }

  /** Takes over every unsent entry under one number (they are all inside `update`). */
  whole(update: Uint8Array): Parcel {
    this.seq += 1;
    for (const entry of this.entries) {
      if (!entry.row.bad && this.sendable(entry)) entry.seq = this.seq;
    }
    return { seq: this.seq, update };
  }

  /** Everything sent up to `seq` is durable. Gives the rows that may be folded away. */
  async acknowledged(seq: number): Promise<Row[]> {
    const settled = this.entries.filter((entry) => entry.seq > 0 && entry.seq <= seq);
    this.entries = this.entries.filter((entry) => !settled.includes(entry));
    this.refused = this.entries.find((entry) => entry.row.bad)?.row.bad ?? null;
    this.changed();
    const rows = settled.filter((entry) => entry.kept).map((entry) => entry.row);
    for (const row of rows) row.sent = 1;
    if (rows.length > 0) await (await this.copy())?.put(rows);
    return rows;
  }

  /** `final`: sending the same again would not help. */
  refuse(seq: number, code: string, final: boolean): void {
    this.refused = code;
    const group = this.entries.filter((entry) => entry.seq > 0 && entry.seq === seq);
    if (final && group.length > 1) this.oneByOne = true;
    for (const entry of group) {
      entry.seq = 0;
      if (final && group.length === 1) entry.row.bad = code;
    }
    if (code === "bad_update") void this.mark(group);
    this.changed();
  }

  private async mark(group: readonly Entry[]): Promise<void> {
    const rows = group.filter((entry) => entry.kept && entry.row.bad).map((entry) => entry.row);
    if (rows.length > 0) await (await this.copy())?.put(rows);
  }

  private pack(group: readonly Entry[]): Parcel {
    this.seq += 1;
    for (const entry of group) entry.seq = this.seq;
    const updates = group.map((entry) => entry.row.update);
    const [only] = updates;
    return { seq: this.seq, update: only && updates.length === 1 ? only : Y.mergeUpdates(updates) };
  }

  /** Before the socket comes the disk, wherever there is one. */
  private sendable(entry: Entry): boolean {
    return entry.kept || entry.row.id < 0;
  }

  private async pump(): Promise<void> {
    if (this.writing) return;
    this.writing = true;
    const copy = await this.copy();
    while (this.queue.length > 0) {
      const updates = this.queue;
      const [only] = updates;
      const update = only && updates.length === 1 ? only : Y.mergeUpdates(updates);
      const fields = { doc: this.doc, update, sent: 0 as const };
      const entry: Entry = { row: { ...fields, id: 0 }, kept: false, seq: 0 };
      this.queue = [];
      this.entries.push(entry);
      try {
        if (!copy) throw new Error("no storage");
        entry.row.id = await copy.add(fields);
        entry.kept = true;
      } catch {
        entry.row.id = -1; // in memory only: `keptHere` says so, and the socket gets it all the same
      }
      this.changed();
      this.ready();
    }
    this.writing = false;
  }
}
