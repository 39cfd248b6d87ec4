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
    const field = event.target as HTMLInputElement;
    const form = field.closest<HTMLFormElement>("form[data-submit-on-change]");
    if (!form) return;
    if (!form.matches(".aids form") || field.name === "language") {
      form.requestSubmit();
      return;
    }
    applyDisplay(new FormData(form), root.documentElement);
    void fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual", keepalive: true }).catch(
      // No network: the choice shows here and the page's own button sends it again.
      () => undefined,
    );
  });
}

/** Shows colours and reading aids at once, as the server will write them on the next page. */
export function applyDisplay(chosen: FormData, html: HTMLElement): void {
  const reading = chosen.getAll("reading").map(String);
  const aids = ["espace", "dys", "grand"].filter((aid) => reading.includes(aid));
  const wanted: [string, string][] = [
    ["data-theme", String(chosen.get("theme") ?? "")],
    ["data-lecture", aids.join(" ")],
    ["data-mouvement", reading.includes("reduit") ? "reduit" : ""],
  ];
  for (const [name, value] of wanted) {
    if (value) html.setAttribute(name, value);
    else html.removeAttribute(name);
  }
}
