import { Kind, Reader, SUBPROTOCOL, join, message } from "./wire";

export interface LinkOwner {
  /** A capability for the upgrade; null when there is nothing to connect for. */
  token(fresh: boolean): Promise<string | null>;
  opened(): void;
  lost(): void;
  received(kind: number, channel: number, payload: Reader): void;
}

const SLOWEST = 15_000;
const SILENCE = 10_000;
const BEAT = 5_000;

/** The one socket of a tab: comes back by itself, notices when it is only half open. */
export class Link {
  open = false;
  private socket: WebSocket | null = null;
  private connecting = false;
  private closed = false;
  private attempt = 0;
  private everOpened = true;
  private outgoing: Uint8Array[] = [];
  private heard = 0;
  private pinged = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private readonly beat = setInterval(() => this.check(), BEAT);

  constructor(
    private readonly url: string,
    private readonly owner: LinkOwner,
  ) {
    globalThis.addEventListener?.("online", this.now);
    globalThis.addEventListener?.("offline", this.cut);
    globalThis.document?.addEventListener("visibilitychange", this.now);
  }

  /** Asks for a connection; harmless when there is one. */
  want(): void {
    if (this.retry === undefined) void this.connect();
  }

  /** What is said within one task leaves as one frame. */
  send(...messages: Uint8Array[]): void {
    if (!this.open) return;
    if (this.outgoing.length === 0) queueMicrotask(() => this.flush());
    this.outgoing.push(...messages);
  }

  /** Whether the network keeps up; what may be skipped should be. */
  get congested(): boolean {
    return (this.socket?.bufferedAmount ?? 0) > 256 * 1024;
  }

  close(): void {
    this.flush();
    this.closed = true;
    clearInterval(this.beat);
    clearTimeout(this.retry);
    globalThis.removeEventListener?.("online", this.now);
    globalThis.removeEventListener?.("offline", this.cut);
    globalThis.document?.removeEventListener("visibilitychange", this.now);
    this.socket?.close(1000);
    this.drop();
  }

  private readonly now = () => {
    if (this.open) {
      this.ping();
      return;
    }
    clearTimeout(this.retry);
    this.retry = undefined;
    this.attempt = 0;
    void this.connect();
  };

  /** The device says that the network is gone: nobody should wait for a silence to be told. */
  private readonly cut = () => {
    if (!this.open) return;
    const { socket } = this;
    this.drop();
    socket?.close();
    this.again();
  };

  private async connect(): Promise<void> {
    if (this.socket || this.connecting || this.closed) return;
    this.connecting = true;
    try {
      // A socket that never opened may have had a bad token: the next one is fresh.
      const token = await this.owner.token(!this.everOpened);
      if (token !== null && !this.closed) this.dial(token);
    } catch {
      this.again();
    } finally {
      this.connecting = false;
    }
  }

  private dial(token: string): void {
    const socket = new WebSocket(this.url, [SUBPROTOCOL, token]);
    this.socket = socket;
    this.everOpened = false;
    this.pinged = 0;
    this.heard = performance.now();
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      if (this.socket !== socket) return;
      this.everOpened = this.open = true;
      this.attempt = 0;
      this.heard = performance.now();
      this.owner.opened();
    };
    socket.onmessage = (event: MessageEvent<ArrayBuffer>) => {
      if (this.socket === socket) this.read(new Uint8Array(event.data));
    };
    socket.onclose = () => {
      if (this.socket !== socket) return;
      this.drop();
      this.again();
    };
  }

  private read(data: Uint8Array): void {
    this.heard = performance.now();
    this.pinged = 0;
    const frame = new Reader(data);
    while (!frame.done) {
      const reader = new Reader(frame.sized());
      const kind = reader.byte();
      const channel = reader.varuint();
      if (kind !== Kind.pong) this.owner.received(kind, channel, reader);
    }
  }

  private flush(): void {
    if (this.open && this.outgoing.length > 0) this.socket?.send(join(this.outgoing));
    this.outgoing = [];
  }

  private drop(): void {
    this.socket = null;
    this.outgoing = [];
    if (!this.open) return;
    this.open = false;
    this.owner.lost();
  }

  /** Full jitter: twenty-five tablets that lost the same access point do not come back at once. */
  private again(): void {
    if (this.closed || this.retry !== undefined) return;
    const ceiling = Math.min(SLOWEST, 500 * 2 ** this.attempt++);
    const wait = 50 + Math.random() * ceiling;
    this.retry = setTimeout(() => {
      this.retry = undefined;
      void this.connect();
    }, wait);
  }

  private ping(): void {
    this.send(message(Kind.ping, 0));
    this.pinged ||= performance.now();
  }

  private check(): void {
    if (!this.socket) return;
    const now = performance.now();
    const dead = this.open
      ? this.pinged > 0 && now - this.pinged > SILENCE
      : now - this.heard > 2 * SILENCE;
    if (dead) {
      const socket = this.socket;
      this.drop();
      socket.close();
      this.again();
    } else if (this.open && now - this.heard > SILENCE) {
      this.ping();
    }
  }
}
