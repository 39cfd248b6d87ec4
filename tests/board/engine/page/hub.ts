/** Live rooms without a server: every person has documents of their own, tied inside the page. */
import * as Y from "yjs";
import type { InkChunk, Live, LiveEvent, LiveRoom, Mode, Person, SyncState } from "../../../../client/live";

type Listener = (payload?: unknown) => void;

export class Hub {
  readonly rooms = new Map<string, Set<Room>>();
  /** Milliseconds between one person and the others. */
  delay = 0;

  live(person: string, name: string): Live & { online(on: boolean): void; mode(mode: Mode): void } {
    const mine = new Map<string, Room>();
    return {
      open: (doc) => {
        const room = mine.get(doc) ?? new Room(this, doc, person, name);
        mine.set(doc, room);
        return room;
      },
      close: () => mine.forEach((room) => room.close()),
      online: (on) => mine.forEach((room) => room.online(on)),
      mode: (mode) => mine.forEach((room) => room.changeMode(mode)),
    };
  }

  others(room: Room): Room[] {
    return [...(this.rooms.get(room.id) ?? [])].filter((one) => one !== room && one.connected);
  }
}

class Room implements LiveRoom {
  readonly doc = new Y.Doc();
  readonly ready = Promise.resolve();
  readonly state = null;
  mode: Mode = "draw";
  connected = true;
  data: Record<string, unknown> = {};
  private waiting = 0;
  private readonly listeners = new Map<LiveEvent, Set<Listener>>();

  constructor(
    private readonly hub: Hub,
    readonly id: string,
    readonly person: string,
    readonly name: string,
  ) {
    const rooms = hub.rooms.get(id) ?? new Set();
    hub.rooms.set(id, rooms.add(this));
    this.catchUp();
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin === hub) return;
      if (this.connected) this.each((room) => Y.applyUpdate(room.doc, update, hub));
      else this.waiting += 1;
      this.emit("sync", this.sync);
    });
  }

  get sync(): SyncState {
    return { connected: this.connected, unsent: this.connected ? 0 : this.waiting, keptHere: true, refused: null };
  }

  get people(): readonly Person[] {
    return [this, ...this.hub.others(this)].map((one) => ({ person: one.person, name: one.name, face: "", zone: "", data: one.data }));
  }

  on(event: LiveEvent, fn: Listener): () => void {
    const listening = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, listening.add(fn));
    return () => listening.delete(fn);
  }

  sendInk(chunk: InkChunk): void {
    if (this.connected) this.each((room) => room.emit("ink", { ...chunk, person: this.person, name: this.name }));
  }

  setPresence(data: Record<string, unknown>): void {
    this.data = data;
    this.each((room) => room.emit("people", room.people));
  }

  close(): void {
    this.listeners.clear();
  }

  online(on: boolean): void {
    this.connected = on;
    if (on) this.catchUp();
    this.waiting = 0;
    this.emit("sync", this.sync);
  }

  changeMode(mode: Mode): void {
    this.mode = mode;
    this.emit("mode", mode);
  }

  emit(event: LiveEvent, payload: unknown): void {
    this.listeners.get(event)?.forEach((fn) => fn(payload));
  }

  private catchUp(): void {
    for (const other of this.hub.others(this)) {
      Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(other.doc), this.hub);
      Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(this.doc), this.hub);
    }
  }

  private each(fn: (room: Room) => void): void {
    const others = this.hub.others(this);
    if (this.hub.delay > 0) setTimeout(() => others.forEach(fn), this.hub.delay);
    else others.forEach(fn);
  }
}
