import type { Mode } from "./types";

/** One change as it lies in IndexedDB. `sent` 0: not acknowledged by the server. */
export interface Row {
  id: number;
  doc: string;
  update: Uint8Array;
  sent: 0 | 1;
  /** The server refused it for good; it stays here and is not sent again. */
  bad?: string;
}

export interface Copy {
  state: Uint8Array | null;
  mode: Mode | null;
  rows: Row[];
}

const PREFIX = "scola-live:";

/**
 * The documents of one person on this device. The database is named after the person: on a shared
 * tablet nobody opens somebody else's.
 */
export class LocalCopy {
  private constructor(private readonly database: IDBDatabase) {}

  /** Null where the browser refuses storage (private window, full disk). */
  static async open(person: string): Promise<LocalCopy | null> {
    try {
      const request = indexedDB.open(PREFIX + person, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("documents", { keyPath: "doc" });
        const rows = request.result.createObjectStore("rows", {
          keyPath: "id",
          autoIncrement: true,
        });
        rows.createIndex("doc", "doc");
        rows.createIndex("sent", "sent");
      };
      const database = await done(request);
      // Signing out in another tab deletes the database: do not hold it back.
      database.onversionchange = () => database.close();
      return new LocalCopy(database);
    } catch {
      return null;
    }
  }

  static async delete(person: string): Promise<void> {
    await done(indexedDB.deleteDatabase(PREFIX + person));
  }

  async load(doc: string): Promise<Copy> {
    const transaction = this.database.transaction(["documents", "rows"]);
    const stored = done(transaction.objectStore("documents").get(doc));
    const rows = done(transaction.objectStore("rows").index("doc").getAll(doc));
    const [document, all] = [await stored, await rows];
    return { state: document?.state ?? null, mode: document?.mode ?? null, rows: all as Row[] };
  }

  /** Resolves with the row's id once it is durable. */
  async add(row: Omit<Row, "id">): Promise<number> {
    const transaction = this.database.transaction("rows", "readwrite");
    const id = done(transaction.objectStore("rows").add(row));
    await finished(transaction);
    return (await id) as number;
  }

  async put(rows: readonly Row[]): Promise<void> {
    const transaction = this.database.transaction("rows", "readwrite");
    for (const row of rows) transaction.objectStore("rows").put(row);
    await finished(transaction);
  }

  /** Replaces acknowledged rows by the whole state, in one transaction. */
  async fold(doc: string, state: Uint8Array, mode: Mode, ids: readonly number[]): Promise<void> {
    const transaction = this.database.transaction(["documents", "rows"], "readwrite");
    transaction.objectStore("documents").put({ doc, state, mode });
    for (const id of ids) transaction.objectStore("rows").delete(id);
    await finished(transaction);
  }

  /** Documents with work the server has not acknowledged. */
  async unsent(): Promise<string[]> {
    const index = this.database.transaction("rows").objectStore("rows").index("sent");
    const rows = (await done(index.getAll(0))) as Row[];
    return [...new Set(rows.filter((row) => !row.bad).map((row) => row.doc))];
  }

  async hasUnsent(): Promise<boolean> {
    const index = this.database.transaction("rows").objectStore("rows").index("sent");
    return (await done(index.count(0))) > 0;
  }

  close(): void {
    this.database.close();
  }
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("storage failed"));
  });
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    const failed = () => reject(transaction.error ?? new Error("storage failed"));
    transaction.onabort = failed;
    transaction.onerror = failed;
  });
}
