import * as Y from "yjs";
import type { Parcel } from "./outbox";

/**
 * What the server lacks although nothing in the outbox says so (its store was restored from an
 * older backup): the whole difference as one update; null when the parcels bring everything.
 */
export function lacking(doc: Y.Doc, vector: Uint8Array, parcels: Parcel[]): Uint8Array | null {
  const theirs = Y.decodeStateVector(vector);
  const ours = Y.decodeStateVector(Y.encodeStateVector(doc));
  const covered = new Map<number, { from: number; to: number }>();
  for (const { update } of parcels) {
    const { from, to } = Y.parseUpdateMeta(update);
    for (const [client, start] of from) {
      const known = covered.get(client);
      covered.set(client, {
        from: Math.min(start, known?.from ?? start),
        to: Math.max(to.get(client) ?? 0, known?.to ?? 0),
      });
    }
  }
  for (const [client, clock] of ours) {
    const has = theirs.get(client) ?? 0;
    if (clock <= has) continue;
    const sent = covered.get(client);
    if (!sent || sent.from > has || sent.to < clock) return Y.encodeStateAsUpdate(doc, vector);
  }
  return null;
}
