/** Tabs in the page and tool bars move with the arrow keys, as their roles promise. */

const GROUPS = '[role="tablist"], [role="toolbar"]';
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

export function moveWithArrows(root: Document = document): void {
  root.addEventListener("keydown", (event) => {
    const group = (event.target as HTMLElement).closest<HTMLElement>(GROUPS);
    if (!group) return;
    const items = [...group.querySelectorAll<HTMLElement>('[role="tab"], button:not(:disabled), a[href]')];
    const next = neighbour(items.length, items.indexOf(event.target as HTMLElement), event.key);
    const item = next === null ? undefined : items[next];
    if (!item) return;
    event.preventDefault();
    item.focus();
    if (item.matches('[role="tab"]')) item.click();
  });
}

/** Index reached from `from` by `key` among `count` items, round the end; null for another key. */
export function neighbour(count: number, from: number, key: string): number | null {
  if (count === 0 || from < 0) return null;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const step = STEPS[key];
  return step === undefined ? null : (from + step + count) % count;
}

/** A tab shows its panel (`aria-controls`) and hides the others. */
export function showPanels(root: Document = document): void {
  root.addEventListener("click", (event) => {
    const tab = (event.target as HTMLElement).closest<HTMLElement>('[role="tab"][aria-controls]');
    const list = tab?.closest('[role="tablist"]');
    if (!tab || !list) return;
    for (const other of list.querySelectorAll<HTMLElement>('[role="tab"]')) {
      const chosen = other === tab;
      other.setAttribute("aria-selected", String(chosen));
      other.tabIndex = chosen ? 0 : -1;
      const panel = root.getElementById(other.getAttribute("aria-controls") ?? "");
      if (panel) panel.hidden = !chosen;
    }
  });
}
