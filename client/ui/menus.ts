/** Menus are <details>: this closes them on Escape, on a touch outside, and one at a time. */

export function watchMenus(root: Document = document): void {
  const open = (): NodeListOf<HTMLDetailsElement> => root.querySelectorAll("details.menu[open]");
  root.addEventListener("pointerdown", (event) => {
    for (const menu of open()) if (!menu.contains(event.target as Node)) menu.open = false;
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
  root.addEventListener(
    "toggle",
    (event) => {
      const menu = event.target as HTMLDetailsElement;
      if (!menu.open || !menu.matches("details.menu")) return;
      for (const other of open()) if (other !== menu) other.open = false;
    },
    true,
  );
}

/** Forms that apply at once: `data-submit-on-change` sends them as soon as a choice is made. */
export function submitOnChange(root: Document = document): void {
  root.addEventListener("change", (event) => {
    const form = (event.target as HTMLElement).closest<HTMLFormElement>("form[data-submit-on-change]");
    form?.requestSubmit();
  });
}
