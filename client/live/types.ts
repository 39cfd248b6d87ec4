import type * as Y from "yjs";

export type Mode = "read" | "draw";

/** What the person may be told about their work: nothing here is a guess. */
export interface SyncState {
  /** The room is joined: what the others do arrives. */
  connected: boolean;
  /** Changes made here that the server has not yet confirmed as stored. */
  unsent: number;
  /** All unsent changes are safe in this browser's IndexedDB (closing the tab loses nothing). */
  keptHere: boolean;
  /** Why the server refuses the oldest unsent change ("read_only", "too_big"…), or null. */
  refused: string | null;
}

export interface InkStyle {
  tool: "pen" | "marker";
  c: string;
  w: number;
}

export interface InkChunk {
  stroke: string;
  /** 0, 1, 2… within the stroke. */
  seq: number;
  /** Present on the first chunk. */
  style?: InkStyle;
  points: Uint8Array;
  end?: boolean;
  cancel?: boolean;
  /** Author, set by the server on what arrives from others. */
  person?: string;
  name?: string;
}

export interface Person {
  person: string;
  name: string;
  face: string;
  zone: string;
  data: Record<string, unknown>;
}

/**
 * "mode": Mode; "sync": SyncState; "ink": InkChunk of somebody else; "people": Person[];
 * "state": the new state; "closed": the reason, "gone" (no right any more) or "closed" (by us).
 */
export type LiveEvent = "mode" | "sync" | "ink" | "people" | "state" | "closed";

export interface LiveRoom {
  readonly id: string;
  readonly doc: Y.Doc;
  readonly mode: Mode;
  readonly sync: SyncState;
  /** Resolves once the local copy or the server's state is in `doc` (state rooms: state is known). */
  readonly ready: Promise<void>;
  /** Everybody present, oneself included; empty while disconnected. */
  readonly people: readonly Person[];
  /** State rooms ("lesson:…") only. */
  readonly state: Record<string, unknown> | null;
  /** Returns the function that stops listening. */
  on(event: LiveEvent, fn: (payload?: unknown) => void): () => void;
  /** Live points of a stroke that is being drawn; never more often than every 33 ms per pointer. */
  sendInk(chunk: InkChunk): void;
  /** At most 1 KiB of JSON; sent at most 10 times a second, the last one wins. */
  setPresence(data: Record<string, unknown>): void;
  close(): void;
}

export interface LiveOptions {
  /** ws:// or wss:// address of the real-time process. */
  url: string;
  /** Public id of who is signed in: names the local database. */
  person: string;
  /** Reject with `Gone` when the document is not (or no longer) open to this person. */
  capability(doc: string): Promise<{ capability: string; mode: Mode }>;
}

export interface Live {
  open(doc: string): LiveRoom;
  close(): void;
}

/** The document is not open to this person: asking again would not help. */
export class Gone extends Error {
  override name = "Gone";
}
