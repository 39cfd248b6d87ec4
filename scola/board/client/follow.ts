/** Leading and following: who leads says in the board's presence what they look at. */
import type { LiveRoom, Person } from "../../../client/live";
import type { Box } from "./geometry/box";

export interface Looking {
  page: string;
  /** The part of the page that is seen: left, top, right, bottom in page pixels. */
  view: [number, number, number, number];
}

export class Follow {
  private following: boolean;
  private said = "";
  private seen = new Map<string, string>();

  constructor(
    private readonly room: LiveRoom,
    private readonly me: string,
    on: boolean,
    private readonly go: (page: string, box: Box | null) => void,
  ) {
    this.following = on;
  }

  get on(): boolean {
    return this.following;
  }

  set on(value: boolean) {
    this.following = value;
    if (!value) return;
    this.seen.clear();
    this.look();
  }

  /** Tells those who follow; the room sends it at most ten times a second. */
  lead(page: string, { minX, minY, maxX, maxY }: Box): void {
    const follow: Looking = { page, view: [minX, minY, maxX, maxY].map(Math.round) as Looking["view"] };
    const said = JSON.stringify(follow);
    if (said === this.said) return;
    this.said = said;
    this.room.setPresence({ follow });
  }

  /** Goes where the one who moved last looks: the wall, or the teacher's own screen. */
  look(): void {
    if (!this.following) return;
    let moved: Looking | null = null;
    for (const person of this.room.people) {
      const looking = read(person);
      if (!looking || person.person === this.me) continue;
      const text = JSON.stringify(looking);
      const key = `${person.person} ${person.zone}`;
      if (this.seen.get(key) !== text) moved = looking;
      this.seen.set(key, text);
    }
    if (!moved) return;
    const [minX, minY, maxX, maxY] = moved.view;
    this.go(moved.page, maxX > minX && maxY > minY ? { minX, minY, maxX, maxY } : null);
  }
}

function read(person: Person): Looking | null {
  const found = person.data["follow"] as Partial<Looking> | undefined;
  if (typeof found?.page !== "string" || !found.page) return null;
  const view = Array.isArray(found.view) && found.view.length === 4 ? found.view.map(Number) : [0, 0, 0, 0];
  return { page: found.page, view: (view.every(Number.isFinite) ? view : [0, 0, 0, 0]) as Looking["view"] };
}
