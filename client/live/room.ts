import * as Y from "yjs";
import { Crowd } from "./crowd";
import { type Authors, Pens, decodeInk, encodeInk } from "./ink";
import { FROM_DISK, FROM_SERVER, Keeper } from "./keeper";
import { Outbox, type Parcel } from "./outbox";
import type { RoomOwner } from "./owner";
import { lacking } from "./resync";
import { Timers } from "./timers";
import type { InkChunk, LiveEvent, LiveRoom, Mode, Person, SyncState } from "./types";
import { Kind, Reader, message, sized, utf8, varuint } from "./wire";

const STATE_PREFIX = "lesson:";
const SETTLE_INK = 2500;
const PRESENCE_PERIOD = 100;
const RETRY = 2000;
const FINAL = new Set(["too_big", "bad_update", "room_full"]);

export class Room implements LiveRoom {
  readonly doc = new Y.Doc();
  readonly ready: Promise<void>;
  mode: Mode = "read";
  state: Record<string, unknown> | null = null;
  holders = 0;
  channel = 0;
  closed = false;
  private readonly isState: boolean;
  private readonly outbox: Outbox;
  private readonly keeper: Keeper;
  private readonly pens = new Pens();
  private readonly authors: Authors = new Map();
  private readonly crowd = new Crowd();
  private readonly listeners = new Map<LiveEvent, Set<(payload?: unknown) => void>>();
  private readonly timers = new Timers();
  private readonly loaded: Promise<void>;
  private presence: Record<string, unknown> | null = null;
  private lastSync = "";
  private isReady: () => void = () => undefined;

  constructor(
    readonly id: string,
    private readonly owner: RoomOwner,
  ) {
    this.isState = id.startsWith(STATE_PREFIX);
    const changed = () => this.report();
    this.outbox = new Outbox(id, owner.copy, () => this.post(), changed);
    this.keeper = new Keeper(id, this.doc, owner.copy, () => this.mode);
    this.ready = new Promise((resolve) => (this.isReady = resolve));
    this.loaded = this.isState ? Promise.resolve() : this.load();
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== FROM_SERVER && origin !== FROM_DISK) this.outbox.add(update);
    });
  }

  get sync(): SyncState {
    const { unsent, kept, refused } = this.outbox;
    return { connected: this.channel > 0, unsent, keptHere: kept, refused };
  }

  get people(): readonly Person[] {
    return this.crowd.list;
  }

  on(event: LiveEvent, fn: (payload?: unknown) => void): () => void {
    const listening = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, listening);
    listening.add(fn);
    return () => listening.delete(fn);
  }

  sendInk(chunk: InkChunk): void {
    this.pens.add(chunk);
    if (this.channel > 0 && this.mode === "draw") this.say(Kind.ink, encodeInk(chunk));
    if (chunk.end || chunk.cancel) this.timers.start("settle", SETTLE_INK, () => this.settleInk());
  }

  setPresence(data: Record<string, unknown>): void {
    this.presence = data;
    if (!this.timers.has("presence")) this.timers.start("presence", PRESENCE_PERIOD, this.sendPresence);
  }

  close(): void {
    this.holders -= 1;
    if (this.holders > 0 || this.closed) return;
    this.emit("closed", "closed");
    this.listeners.clear();
    this.finishWhenSettled();
  }

  // The connection's side

  /** Asks for the room once the local copy is in the document. */
  async join(request: number, fresh: boolean): Promise<void> {
    await this.loaded;
    const token = await this.owner.capability(this, fresh);
    const vector = this.isState ? new Uint8Array() : Y.encodeStateVector(this.doc);
    const parts = [varuint(request), sized(utf8(token)), sized(vector)];
    this.owner.link.send(message(Kind.join, 0, ...parts));
  }

  joined(channel: number, reader: Reader): void {
    this.channel = channel;
    this.mode = reader.byte() === 1 ? "draw" : "read";
    const ttl = reader.varuint();
    reader.varuint(); // our own connection's number: presence entries carry the person
    const difference = reader.sized();
    if (difference.length > 0) this.apply(difference);
    const vector = reader.sized();
    reader.varuint();
    const state = reader.sized();
    if (state.length > 0) this.setState(reader.json(state));
    this.crowd.clear();
    this.crowd.take(new TextDecoder().decode(reader.sized()));
    for (let left = reader.varuint(); left > 0; left--) this.takeInk(new Reader(reader.sized()));
    this.outbox.rewind();
    this.outbox.refused = null;
    this.isReady();
    this.catchUp(vector);
    this.emit("mode", this.mode);
    this.emit("people", this.people);
    this.report();
    this.renewIn(ttl);
    if (!this.isState) void this.keeper.fold();
    if (this.presence) this.sendPresence();
  }

  lost(): void {
    this.channel = 0;
    this.crowd.clear();
    this.timers.stop("renew");
    this.emit("people", this.people);
    this.report();
  }

  received(kind: number, reader: Reader): void {
    if (kind === Kind.update) {
      reader.varuint();
      this.apply(reader.rest());
    } else if (kind === Kind.ink) this.takeInk(reader);
    else if (kind === Kind.ack) void this.acknowledged(reader.varuint());
    else if (kind === Kind.presence) {
      this.crowd.take(new TextDecoder().decode(reader.rest()));
      this.emit("people", this.people);
    } else if (kind === Kind.state) {
      reader.varuint();
      this.setState(reader.json(reader.rest()));
    } else if (kind === Kind.mode) this.changeMode(reader.byte() === 1 ? "draw" : "read");
    else if (kind === Kind.refused) this.refused(reader.text(), reader.varuint());
    else if (kind === Kind.renewed) this.renewIn(reader.varuint());
  }

  /** The room is not open to this person any more. Unsent work stays in IndexedDB. */
  shut(reason: string): void {
    if (this.closed) return;
    this.closed = true;
    this.channel = 0;
    this.emit("closed", reason);
    this.finish();
  }

  refuse(code: string): void {
    this.outbox.refused = code;
    this.report();
  }

  // What happens inside

  private async load(): Promise<void> {
    const { mode, unsent } = await this.keeper.load().catch(() => ({ mode: null, unsent: [] }));
    if (this.channel === 0 && mode) this.mode = mode;
    if (unsent.length > 0) this.outbox.restore(unsent);
    if (mode) {
      this.isReady();
      this.emit("mode", this.mode);
    }
  }

  private apply(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update, FROM_SERVER);
    this.keeper.arrive(update.slice());
  }

  private takeInk(reader: Reader): void {
    const chunk = decodeInk(reader, this.authors);
    if (!(chunk.person === this.owner.person && this.pens.has(chunk.stroke))) this.emit("ink", chunk);
  }

  private catchUp(vector: Uint8Array): void {
    if (this.isState || this.mode !== "draw") return;
    const parcels = this.outbox.parcels(true);
    const missing = this.outbox.poisoned ? null : lacking(this.doc, vector, parcels);
    if (missing) this.ship(this.outbox.whole(missing));
    else parcels.forEach((parcel) => this.ship(parcel));
    for (const chunk of this.pens.again()) this.say(Kind.ink, encodeInk(chunk));
    this.settleInk();
  }

  private post(): void {
    if (this.channel === 0 || this.mode !== "draw" || this.timers.has("retry")) return;
    for (const parcel of this.outbox.parcels(false)) this.ship(parcel);
  }

  private ship(parcel: Parcel): void {
    this.say(Kind.update, varuint(parcel.seq), parcel.update);
  }

  private say(kind: number, ...payload: Uint8Array[]): void {
    this.owner.link.send(message(kind, this.channel, ...payload));
  }

  private async acknowledged(seq: number): Promise<void> {
    try {
      this.keeper.confirm(await this.outbox.acknowledged(seq));
    } catch {
      // The mark could not be written: the rows will be sent once more, which changes nothing.
    }
    if (this.holders <= 0) this.finishWhenSettled();
  }

  private refused(code: string, seq: number): void {
    if (code === "expired" || code === "forged" || code === "malformed") {
      this.timers.start("renew", RETRY, () => void this.renew());
      return;
    }
    if (seq > 0) this.outbox.refuse(seq, code, FINAL.has(code));
    else if (code === "full") this.refuse(code);
    if (seq > 0 && !FINAL.has(code) && code !== "read_only") {
      const wait = RETRY * (0.5 + Math.random());
      this.timers.start("retry", wait, () => this.post());
    }
  }

  private changeMode(mode: Mode): void {
    this.mode = mode;
    if (mode === "draw") {
      if (this.outbox.refused === "read_only") this.outbox.refused = null;
      this.post();
    }
    this.emit("mode", mode);
    this.report();
  }

  private setState(state: Record<string, unknown>): void {
    this.state = state;
    this.isReady();
    this.emit("state", state);
  }

  private settleInk(): void {
    if (this.channel === 0 || this.mode !== "draw") return;
    const objects = this.doc.getMap("ob");
    for (const cancel of this.pens.settle((stroke) => objects.has(stroke))) {
      this.say(Kind.ink, encodeInk(cancel));
    }
  }

  private readonly sendPresence = (): void => {
    if (this.channel === 0 || this.owner.link.congested) return;
    this.say(Kind.presence, utf8(JSON.stringify(this.presence)));
  };

  private renewIn(ttl: number): void {
    this.timers.start("renew", ttl * 800, () => void this.renew());
  }

  private async renew(): Promise<void> {
    try {
      const token = await this.owner.capability(this, true);
      if (this.channel > 0) this.say(Kind.renew, sized(utf8(token)));
    } catch {
      if (!this.closed) this.timers.start("renew", RETRY, () => void this.renew());
    }
  }

  /** Nobody holds the room any more: it stays until its work is acknowledged. */
  finishWhenSettled(): void {
    if (this.outbox.unsent === 0) this.finish();
  }

  private finish(): void {
    this.closed = true;
    if (this.channel > 0) this.say(Kind.leave);
    this.timers.stopAll();
    if (!this.isState) void this.keeper.fold();
    this.owner.finished(this);
  }

  private report(): void {
    const sync = this.sync;
    const text = JSON.stringify(sync);
    if (text === this.lastSync) return;
    this.lastSync = text;
    this.emit("sync", sync);
  }

  private emit(event: LiveEvent, payload: unknown): void {
    for (const fn of [...(this.listeners.get(event) ?? [])]) fn(payload);
  }
}
