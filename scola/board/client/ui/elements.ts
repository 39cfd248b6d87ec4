/** Small makers of elements, in the classes of the design language. */
const ICONS = "/static/ui/icons.svg";
const SVG = "http://www.w3.org/2000/svg";

export function icon(name: string): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("viewBox", "0 0 256 256");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${ICONS}#${name}`);
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

/** Arrow keys move inside a toolbar; Tab leaves it (the pattern of WAI-ARIA). */
export function rove(bar: HTMLElement): void {
  const buttons = (): HTMLButtonElement[] => [...bar.querySelectorAll<HTMLButtonElement>("button:not([hidden]):not(:disabled)")];
  const settle = (chosen?: HTMLElement): void =>
    buttons().forEach((button, n) => (button.tabIndex = (chosen ? button === chosen : n === 0) ? 0 : -1));
  settle();
  bar.addEventListener("focusin", (event) => settle(event.target as HTMLElement));
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const all = buttons();
    const next = all[(all.indexOf(document.activeElement as HTMLButtonElement) + step + all.length) % all.length];
    next?.focus();
    event.preventDefault();
    event.stopPropagation();
  });
}
