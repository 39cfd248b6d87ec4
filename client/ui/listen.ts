/** Reading aloud, by the browser's own voice; the button appears only where there is one. */

import { text } from "./texts";

const SKIPPED = "script, style, svg, [hidden], [aria-hidden='true'], .listen, input, select, textarea";

/** What a voice should say of `element`: its words, one sentence per block. */
export function spokenText(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const skipped of copy.querySelectorAll(SKIPPED)) skipped.remove();
  for (const block of copy.querySelectorAll("h1, h2, h3, h4, p, li, label, button, a")) block.append(". ");
  return (copy.textContent ?? "").replace(/\s+/g, " ").replace(/(?:\s*\.\s*){2,}/g, ". ").replace(/([!?…])\s*\./g, "$1").trim();
}

export function listenButtons(root: Document = document): void {
  if (!("speechSynthesis" in window)) return;
  for (const button of root.querySelectorAll<HTMLButtonElement>("[data-listen]")) button.hidden = false;
  root.addEventListener("click", (event) => {
    const button = (event.target as HTMLElement).closest<HTMLElement>("[data-listen]");
    if (button) toggle(root, button);
  });
}

function toggle(root: Document, button: HTMLElement): void {
  const speech = window.speechSynthesis;
  const speaking = button.getAttribute("aria-pressed") === "true";
  speech.cancel();
  for (const other of root.querySelectorAll("[data-listen][aria-pressed]")) rest(other);
  const target = root.querySelector(button.dataset["listen"] ?? "");
  if (speaking || !target) return;
  const said = new SpeechSynthesisUtterance(spokenText(target));
  // Few machines have a Corsican voice; Italian reads it closer than French does.
  const language = target.closest("[lang]")?.getAttribute("lang") ?? "fr";
  said.lang = language === "co" ? "it-IT" : language;
  said.rate = 0.9;
  said.addEventListener("end", () => rest(button));
  said.addEventListener("error", () => rest(button));
  button.setAttribute("aria-pressed", "true");
  button.title = text("listen.stop");
  speech.speak(said);
}

function rest(button: Element): void {
  button.removeAttribute("aria-pressed");
  button.removeAttribute("title");
}
