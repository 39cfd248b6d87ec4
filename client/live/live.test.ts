import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { FakeServer } from "./fakeserver";
import { Gone, type Live, type LiveRoom, connect, forgetPerson } from "./index";
import { Kind, message, sized, utf8, varuint } from "./wire";

let server: FakeServer;
let people = 0;
let person = "";
const tabs: Live[] = [];

beforeEach(() => {
  server = new FakeServer();
  server.install();
  person = `lea${people++}`;
});

afterEach(() => {
  for (const tab of tabs.splice(0)) tab.close();
  vi.restoreAllMocks();
});

function tab(who = person): Live {
  const live = connect({
    url: "ws://test/live",
    person: who,
    capability: (doc) => Promise.resolve({ capability: `for-${doc}`, mode: "draw" as const }),
  });
  tabs.push(live);
  return live;
}

function draw(room: LiveRoom, stroke: string): void {
  room.doc.getMap("ob").set(stroke, { k: "s" });
}

const strokes = (doc: Y.Doc): string[] => [...doc.getMap("ob").keys()].sort();
const until = (check: () => unknown, timeout = 8000) =>
  vi.waitFor(() => expect(check()).toBe(true), { timeout, interval: 10 });

describe("a room", () => {
  test("gives the capability with the upgrade and what the server has", async () => {
    draw({ doc: server.doc } as LiveRoom, "theirs");
    const room = tab().open("page:a");
    await room.ready;
    expect(server.last.protocols).toEqual(["scola.1", "for-page:a"]);
    expect(strokes(room.doc)).toEqual(["theirs"]);
    expect(room.mode).toBe("draw");
    expect(room.people.map((one) => one.name)).toEqual(["Léa"]);
  });

  test("sends only what is already on the device, and forgets it only when acknowledged", async () => {
    server.acks = false;
    const room = tab().open("page:a");
    await until(() => room.sync.connected);
    draw(room, "one");
    expect(server.updates).toHaveLength(0);
    expect(room.sync).toMatchObject({ unsent: 1, keptHere: false });
    await until(() => server.updates.length === 1);
    expect(room.sync).toMatchObject({ unsent: 1, keptHere: true });
    expect(await forgetPerson(person)).toBe(false);
    server.last.say(message(Kind.ack, 7, varuint(1)));
    await until(() => room.sync.unsent === 0);
  });

  test("sends again after a cut what was not acknowledged", async () => {
    server.acks = false;
    const room = tab().open("page:a");
    await until(() => room.sync.connected);
    draw(room, "one");
    await until(() => server.updates.length === 1);
    server.doc.getMap("ob").delete("one");
    server.acks = true;
    server.last.drop();
    expect(room.sync.connected).toBe(false);
    draw(room, "two");
    await until(() => room.sync.connected && room.sync.unsent === 0);
    expect(strokes(server.doc)).toContain("two");
    expect(server.sockets).toHaveLength(2);
  });

  test("opens without a network and keeps what is drawn for the next tab", async () => {
    const first = tab();
    await until(() => first.open("page:a").sync.connected);
    server.up = false;
    server.last.drop();
    const room = first.open("page:a");
    draw(room, "offline");
    await until(() => room.sync.keptHere && room.sync.unsent === 1);
    first.close();
    const again = tab().open("page:a");
    await again.ready;
    expect(strokes(again.doc)).toEqual(["offline"]);
    expect(again.mode).toBe("draw");
    expect(again.sync).toEqual({ connected: false, unsent: 1, keptHere: true, refused: null });
    server.up = true;
    await until(() => strokes(server.doc).includes("offline") && again.sync.unsent === 0, 15_000);
  }, 20_000);

  test("gives back to a server restored from an old backup what it has lost", async () => {
    const room = tab().open("page:a");
    await until(() => room.sync.connected);
    draw(room, "kept");
    await until(() => room.sync.unsent === 0);
    const young = new FakeServer();
    young.install();
    server.last.drop();
    await until(() => strokes(young.doc).includes("kept"));
  });

  test("works without IndexedDB and does not pretend", async () => {
    const broken = vi.spyOn(indexedDB, "open").mockImplementation(() => {
      throw new Error("private window");
    });
    server.acks = false;
    const room = tab().open("page:a");
    await until(() => room.sync.connected);
    draw(room, "one");
    await until(() => server.updates.length === 1);
    expect(room.sync).toMatchObject({ unsent: 1, keptHere: false });
    expect(broken).toHaveBeenCalled();
  });
});

describe("a refusal", () => {
  test("for now is tried again, and shown meanwhile", async () => {
    const room = tab().open("page:a");
    await until(() => room.sync.connected);
    server.refuse = "full";
    draw(room, "one");
    await until(() => room.sync.refused === "full");
    expect(room.sync).toMatchObject({ unsent: 1, keptHere: true });
    server.refuse = null;
    await until(() => room.sync.unsent === 0);
    expect(room.sync.refused).toBe(null);
  });

  test("for good keeps the work here and lets the rest pass", async () => {
    const room = tab().open("page:a");
    await until(() => room.sync.connected);
    server.refuse = "bad_update";
    draw(room, "poison");
    await until(() => room.sync.refused === "bad_update");
    server.refuse = null;
    const before = server.updates.length;
    draw(room, "fine");
    await until(() => server.updates.length > before);
    await until(() => room.sync.unsent === 1);
    expect(room.sync.refused).toBe("bad_update");
  });

  test("of the right to draw waits for the right to come back", async () => {
    const room = tab().open("page:a");
    await until(() => room.sync.connected);
    const modes: unknown[] = [];
    room.on("mode", (mode) => modes.push(mode));
    server.last.say(message(Kind.mode, 7, Uint8Array.of(0)));
    await until(() => room.mode === "read");
    draw(room, "frozen");
    await until(() => room.sync.keptHere);
    expect(server.updates).toHaveLength(0);
    server.last.say(message(Kind.mode, 7, Uint8Array.of(1)));
    await until(() => room.sync.unsent === 0);
    expect(modes).toEqual(["read", "draw"]);
  });

  test("of the page is said once and not asked again", async () => {
    const asked = vi.fn(() => Promise.reject(new Gone()));
    const live = connect({ url: "ws://test/live", person, capability: asked });
    tabs.push(live);
    const closed: unknown[] = [];
    live.open("page:a").on("closed", (reason) => closed.push(reason));
    await until(() => closed.length === 1);
    expect(closed).toEqual(["gone"]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(asked).toHaveBeenCalledTimes(1);
  });
});

describe("the server's word", () => {
  test("a short time to live is renewed before it ends", async () => {
    server.ttl = 1;
    const room = tab().open("page:a");
    await until(() => room.sync.connected);
    await until(() => server.heard.includes(Kind.renew));
  });

  test("an expired room is joined again with a new capability", async () => {
    const room = tab().open("page:a");
    await until(() => room.sync.connected);
    server.last.say(message(Kind.closed, 7, sized(utf8("expired"))));
    await until(() => server.heard.filter((kind) => kind === Kind.join).length === 2);
    await until(() => room.sync.connected);
  });

  test("several messages in one frame are all read", async () => {
    const room = tab().open("page:a");
    await until(() => room.sync.connected);
    const other = new Y.Doc();
    const frames: Uint8Array[] = [];
    other.on("update", (update: Uint8Array) =>
      frames.push(message(Kind.update, 7, varuint(0), update)),
    );
    for (const name of ["a", "b", "c"]) other.getMap("ob").set(name, { k: "s" });
    server.last.say(...frames);
    await until(() => strokes(room.doc).join() === "a,b,c");
    expect(server.updates).toHaveLength(0);
  });
});

describe("live ink", () => {
  test("is sent again after a cut, and cancelled when undone meanwhile", async () => {
    const room = tab().open("page:a");
    await until(() => room.sync.connected);
    const points = Uint8Array.of(2, 4, 9);
    const style = { tool: "pen" as const, c: "#000000", w: 3 };
    room.sendInk({ stroke: "held", seq: 0, style, points });
    room.sendInk({ stroke: "undone", seq: 0, style, points });
    await until(() => server.heard.filter((kind) => kind === Kind.ink).length === 2);
    server.last.drop();
    room.sendInk({ stroke: "held", seq: 1, points });
    room.sendInk({ stroke: "undone", seq: 1, points, end: true });
    await until(() => room.sync.connected);
    // "held" from its beginning (two chunks), and the cancel of "undone".
    await until(() => server.heard.filter((kind) => kind === Kind.ink).length === 5);
  });
});

test("a half-open socket is noticed and replaced", async () => {
  const room = tab().open("page:a");
  await until(() => room.sync.connected);
  const first = server.last;
  const clock = performance.now.bind(performance);
  vi.spyOn(server, "take").mockImplementation(() => undefined);
  vi.spyOn(performance, "now").mockImplementation(() => clock() * 20);
  await until(() => server.last !== first, 25_000);
  expect(first.closed).toBe(true);
}, 30_000);

test("two people on one tablet never share a copy", async () => {
  const lea = tab("shared-lea").open("page:a");
  await until(() => lea.sync.connected);
  server.up = false;
  server.last.drop();
  draw(lea, "mine");
  await until(() => lea.sync.keptHere && lea.sync.unsent === 1);
  const tom = tab("shared-tom").open("page:a");
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(strokes(tom.doc)).toEqual([]);
});
