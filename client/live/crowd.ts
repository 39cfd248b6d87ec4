import type { Person } from "./types";

interface Entry {
  i: number;
  p?: string;
  n?: string;
  f?: string;
  z?: string;
  d?: Record<string, unknown>;
  x?: 1;
}

/** Who is present, by connection. */
export class Crowd {
  private readonly people = new Map<number, Person>();

  get list(): Person[] {
    return [...this.people.values()];
  }

  clear(): void {
    this.people.clear();
  }

  /** Changes since the last time; or everybody, when the text begins with "!". */
  take(text: string): void {
    const whole = text.startsWith("!");
    if (whole) this.people.clear();
    for (const entry of JSON.parse(whole ? text.slice(1) : text) as Entry[]) {
      if (entry.x) this.people.delete(entry.i);
      else this.merge(entry);
    }
  }

  private merge(entry: Entry): void {
    const known = this.people.get(entry.i);
    this.people.set(entry.i, {
      person: entry.p ?? known?.person ?? "",
      name: entry.n ?? known?.name ?? "",
      face: entry.f ?? known?.face ?? "",
      zone: entry.z ?? known?.zone ?? "",
      data: entry.d ?? known?.data ?? {},
    });
  }
}
