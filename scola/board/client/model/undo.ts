/** One undo per hand: the work of the neighbour, or of another tablet, is never undone. */
import * as Y from "yjs";

const MOST = 200;

export class Undos {
  private readonly managers = new Map<object, Y.UndoManager>();
  private readonly groups = new Map<object, object | null>();

  constructor(
    private readonly doc: Y.Doc,
    private readonly scope: Y.Map<unknown>[],
  ) {}

  /**
   * Changes the page in the name of `hand`, as one step of its undo. Changes that follow each
   * other with the same `group` (one gesture of the eraser) are one step together.
   */
  transact(hand: object, group: object | null, change: () => void): void {
    const manager = this.of(hand);
    const goesOn = group !== null && this.groups.get(hand) === group;
    manager.captureTimeout = goesOn ? Infinity : 0;
    this.groups.set(hand, group);
    this.doc.transact(change, hand);
  }

  undo(hand: object): void {
    this.groups.set(hand, null);
    this.of(hand).undo();
  }

  redo(hand: object): void {
    this.groups.set(hand, null);
    this.of(hand).redo();
  }

  /** Steps that can be undone and redone. */
  depth(hand: object): { undo: number; redo: number } {
    const manager = this.managers.get(hand);
    return { undo: manager?.undoStack.length ?? 0, redo: manager?.redoStack.length ?? 0 };
  }

  close(): void {
    this.managers.forEach((manager) => manager.destroy());
    this.managers.clear();
  }

  private of(hand: object): Y.UndoManager {
    let manager = this.managers.get(hand);
    if (!manager) {
      const { undoStack } = (manager = new Y.UndoManager(this.scope, { trackedOrigins: new Set([hand]), captureTimeout: 0 }));
      manager.on("stack-item-added", () => {
        if (undoStack.length > MOST) undoStack.shift();
      });
      this.managers.set(hand, manager);
    }
    return manager;
  }
}
