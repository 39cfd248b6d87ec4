import type { Live, LiveOptions } from "./types";

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

export function connect(options: LiveOptions): Live {
  throw new Error(`not connected to ${options.url}`);
}

/** Deletes the person's local copies; false (and nothing deleted) while unsent work remains. */
export async function forgetPerson(person: string): Promise<boolean> {
  throw new Error(`nothing kept for ${person}`);
}
