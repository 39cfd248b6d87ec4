import * as Y from "yjs";
import { Kind, Reader, join, message, sized, utf8, varuint } from "./wire";

interface Update {
  seq: number;
  update: Uint8Array;
}

/** For tests: one document behind a WebSocket that does what the real server does, on command. */
export class FakeServer {
  readonly doc = new Y.Doc();
  readonly sockets: FakeSocket[] = [];
  readonly updates: Update[] = [];
  readonly heard: number[] = [];
  up = true;
  acks = true;
  mode = 1;
  ttl = 600;
  /** The code the next updates are refused with. */
  refuse: string | null = null;

  get last(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error("nobody connected");
    return socket;
  }

  install(): void {
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    const server = this;
    globalThis.WebSocket = class extends FakeSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols, server);
        server.sockets.push(this);
      }
    } as unknown as typeof WebSocket;
  }

  take(socket: FakeSocket, data: Uint8Array): void {
    const frame = new Reader(data);
    while (!frame.done) {
      const reader = new Reader(frame.sized());
      const kind = reader.byte();
      reader.varuint();
      this.heard.push(kind);
      if (kind === Kind.join) this.join(socket, reader);
      if (kind === Kind.update) this.update(socket, reader.varuint(), reader.rest().slice());
      if (kind === Kind.ping) socket.say(message(Kind.pong, 0));
    }
  }

  private join(socket: FakeSocket, reader: Reader): void {
    const request = reader.varuint();
    reader.text();
    const vector = reader.sized();
    const empty = new Uint8Array();
    socket.say(
      message(
        Kind.joined,
        7,
        varuint(request),
        Uint8Array.of(this.mode),
        varuint(this.ttl),
        varuint(1),
        sized(Y.encodeStateAsUpdate(this.doc, vector)),
        sized(Y.encodeStateVector(this.doc)),
        varuint(0),
        sized(empty),
        sized(utf8('[{"i":1,"p":"lea","n":"Léa","f":"","z":"","d":{}}]')),
        varuint(0),
      ),
    );
  }

  private update(socket: FakeSocket, seq: number, update: Uint8Array): void {
    this.updates.push({ seq, update });
    if (this.refuse) {
      socket.say(message(Kind.refused, 7, sized(utf8(this.refuse)), varuint(seq)));
      return;
    }
    Y.applyUpdate(this.doc, update);
    if (this.acks) socket.say(message(Kind.ack, 7, varuint(seq)));
  }
}

export class FakeSocket {
  binaryType = "";
  bufferedAmount = 0;
  closed = false;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: (() => void) | null = null;
  private opened = false;

  constructor(
    readonly url: string,
    readonly protocols: string[],
    private readonly server: FakeServer,
  ) {
    queueMicrotask(() => (server.up ? this.open() : this.drop()));
  }

  send(data: Uint8Array): void {
    if (!this.opened || this.closed) throw new Error("not open");
    queueMicrotask(() => this.server.take(this, data.slice()));
  }

  say(...messages: Uint8Array[]): void {
    queueMicrotask(() => {
      if (!this.closed) this.onmessage?.({ data: join(messages).buffer });
    });
  }

  drop(): void {
    if (this.closed) return;
    this.closed = true;
    this.onclose?.();
  }

  close(): void {
    this.drop();
  }

  private open(): void {
    this.opened = true;
    this.onopen?.();
  }
}
