import { Link } from "./link";
import { LocalCopy } from "./localcopy";
import type { RoomOwner } from "./owner";
import { Room } from "./room";
import { Gone, type Live, type LiveOptions, type LiveRoom } from "./types";
import { Kind, type Reader } from "./wire";

export { Gone } from "./types";
export type {
  InkChunk,
  InkStyle,
  Live,
  LiveEvent,
  LiveOptions,
  LiveRoom,
  Mode,
  Person,
  SyncState,
} from "./types";

/** A capability fetched a moment ago still serves; older ones are asked for anew. */
const FRESH = 60_000;
const RETRY = 1000;
const SLOWEST_RETRY = 15_000;

class Tab implements Live, RoomOwner {
  readonly link: Link;
  readonly person: string;
  readonly copy: () => Promise<LocalCopy | null>;
  private readonly rooms = new Map<string, Room>();
  private readonly joining = new Map<number, Room>();
  private readonly tokens = new Map<string, { token: string; at: number }>();
  private readonly failures = new Map<string, number>();
  private requests = 0;

  constructor(private readonly options: LiveOptions) {
    const copy = LocalCopy.open(options.person);
    this.person = options.person;
    this.copy = () => copy;
    this.link = new Link(options.url, this);
    void this.sendLeftovers();
  }

  open(doc: string): LiveRoom {
    const room = this.rooms.get(doc) ?? new Room(doc, this);
    room.holders += 1;
    if (!this.rooms.has(doc)) {
      this.rooms.set(doc, room);
      if (this.link.open) this.join(room);
      else this.link.want();
    }
    return room;
  }

  close(): void {
    for (const room of [...this.rooms.values()]) room.shut("closed");
    this.link.close();
    void this.copy().then((copy) => copy?.close());
  }

  // RoomOwner

  async capability(room: Room, fresh: boolean): Promise<string> {
    const known = this.tokens.get(room.id);
    if (known && !fresh && performance.now() - known.at < FRESH) return known.token;
    try {
      const { capability } = await this.options.capability(room.id);
      this.tokens.set(room.id, { token: capability, at: performance.now() });
      return capability;
    } catch (error) {
      if (error instanceof Gone) room.shut("gone");
      throw error;
    }
  }

  finished(room: Room): void {
    if (this.rooms.get(room.id) === room) this.rooms.delete(room.id);
    this.failures.delete(room.id);
  }

  // LinkOwner

  async token(fresh: boolean): Promise<string | null> {
    let failure: unknown;
    for (const room of [...this.rooms.values()]) {
      try {
        return await this.capability(room, fresh);
      } catch (error) {
        failure = error;
      }
    }
    if (this.rooms.size > 0) throw failure;
    return null;
  }

  opened(): void {
    for (const room of this.rooms.values()) this.join(room);
  }

  lost(): void {
    this.joining.clear();
    for (const room of this.rooms.values()) room.lost();
  }

  received(kind: number, channel: number, reader: Reader): void {
    if (kind === Kind.joined) this.joined(channel, reader);
    else if (channel === 0 && kind === Kind.refused) this.joinRefused(reader);
    else this.deliver(kind, channel, reader);
  }

  private joined(channel: number, reader: Reader): void {
    const request = reader.varuint();
    const room = this.joining.get(request);
    this.joining.delete(request);
    if (!room) return;
    this.failures.delete(room.id);
    room.joined(channel, reader);
    if (room.closed) room.lost();
    else if (room.holders <= 0) room.finishWhenSettled();
  }

  private joinRefused(reader: Reader): void {
    const code = reader.text();
    const request = reader.varuint();
    const room = this.joining.get(request);
    this.joining.delete(request);
    if (!room) return;
    if (code === "gone") room.shut("gone");
    else {
      room.refuse(code);
      this.joinLater(room);
    }
  }

  private deliver(kind: number, channel: number, reader: Reader): void {
    const room = [...this.rooms.values()].find((one) => one.channel === channel);
    if (!room) return;
    if (kind !== Kind.closed) {
      room.received(kind, reader);
      return;
    }
    if (reader.text() === "gone") room.shut("gone");
    else {
      room.lost();
      this.join(room, true);
    }
  }

  private join(room: Room, fresh = false): void {
    const request = ++this.requests;
    this.joining.set(request, room);
    room.join(request, fresh).catch(() => {
      this.joining.delete(request);
      this.joinLater(room);
    });
  }

  private joinLater(room: Room): void {
    const failures = this.failures.get(room.id) ?? 0;
    this.failures.set(room.id, failures + 1);
    const wait = Math.min(SLOWEST_RETRY, RETRY * 2 ** failures) * (0.5 + Math.random() / 2);
    setTimeout(() => {
      if (this.rooms.get(room.id) === room && this.link.open && room.channel === 0) {
        this.join(room, true);
      }
    }, wait);
  }

  /** Work an earlier tab could not send: its rooms are opened until the server has it. */
  private async sendLeftovers(): Promise<void> {
    const copy = await this.copy();
    for (const doc of (await copy?.unsent().catch(() => [])) ?? []) {
      const room = this.open(doc);
      void room.ready.then(() => room.close());
    }
  }
}

/** One socket for this tab; rooms open at once from this device, with or without a network. */
export function connect(options: LiveOptions): Live {
  return new Tab(options);
}

/** Deletes the person's local copies; false (and nothing deleted) while unsent work remains. */
export async function forgetPerson(person: string): Promise<boolean> {
  const copy = await LocalCopy.open(person);
  if (!copy) return true;
  const waiting = await copy.hasUnsent();
  copy.close();
  if (!waiting) await LocalCopy.delete(person);
  return !waiting;
}
