/** Small makers of elements, in the classes of the design language. */
const SVG = "http://www.w3.org/2000/svg";
const PLAIN = "/static/ui/icons.svg";

/** The sprite's address as the page already uses it: it may carry a digest. */
function sprite(): string {
  return document.querySelector("svg.icon use")?.getAttribute("href")?.replace(/#.*$/, "") || PLAIN;
}

export function icon(name: string): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${sprite()}#${name}`);
  svg.append(use);
  return svg;
}

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function tool(label: string, iconName: string, onPress: () => void, key = ""): HTMLButtonElement {
  const button = make("button", { type: "button", class: "tool" }, icon(iconName), make("span", {}, label));
  if (key) button.setAttribute("aria-keyshortcuts", key);
  button.addEventListener("click", onPress);
  return button;
}

/** A button that opens a panel; Escape and leaving it close it, and the focus returns. */
export function flyout(summary: HTMLElement, panel: HTMLElement): HTMLDetailsElement {
  const menu = make("details", { class: "flyout" }, summary, panel);
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    summary.focus();
    event.stopPropagation();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  return menu;
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

const SHUT = "[hidden], details:not([open]) > :not(summary)";

/** Arrow keys move inside a toolbar; Tab leaves it (the pattern of WAI-ARIA). */
export function rove(bar: HTMLElement): void {
  const buttons = (): HTMLElement[] => [...bar.querySelectorAll<HTMLElement>("button, summary")].filter((one) => !one.closest(SHUT));
  const settle = (chosen?: HTMLElement): void =>
    buttons().forEach((button, n) => (button.tabIndex = (chosen ? button === chosen : n === 0) ? 0 : -1));
  settle();
  bar.addEventListener("focusin", (event) => settle(event.target as HTMLElement));
  bar.addEventListener("keydown", (event) => {
    const all = buttons();
    const here = all.indexOf(document.activeElement as HTMLElement);
    const step = STEPS[event.key];
    const to = step ? (here + step + all.length) % all.length : { Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    all[to]?.focus();
    event.preventDefault();
    event.stopPropagation();
  });
}
