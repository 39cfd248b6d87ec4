import type { Link } from "./link";
import type { LocalCopy } from "./localcopy";
import type { Room } from "./room";

/** What a room needs from the tab it lives in. */
export interface RoomOwner {
  readonly link: Link;
  readonly person: string;
  readonly copy: () => Promise<LocalCopy | null>;
  capability(room: Room, fresh: boolean): Promise<string>;
  /** Nobody holds the room and nothing waits any more. */
  finished(room: Room): void;
}
