/** The network goes away and comes back: say it, try again, never lose the page. */

import { text } from "./texts";

/** A strip at the top while the browser knows that it has no network. */
export function sayWhenOffline(): void {
  const strip = document.createElement("p");
  strip.className = "strip-state";
  strip.setAttribute("role", "status");
  document.body.prepend(strip);
  const show = (): void => {
    strip.hidden = navigator.onLine;
    strip.textContent = navigator.onLine ? "" : text("offline");
  };
  window.addEventListener("online", show);
  window.addEventListener("offline", show);
  show();
}

/** `data-retry="30"`: the page that says "we try again by ourselves" does. */
export function retryPages(root: Document = document): void {
  const waiting = root.querySelector<HTMLElement>("[data-retry]");
  if (!waiting) return;
  const seconds = Number(waiting.dataset["retry"]) || 30;
  const address = waiting.querySelector<HTMLAnchorElement>("a[href]")?.href ?? location.href;
  const tryAgain = async (): Promise<void> => {
    const answer = await fetch(address, { method: "HEAD" }).catch(() => null);
    if (answer?.ok) location.assign(address);
    else window.setTimeout(() => void tryAgain(), seconds * 1000);
  };
  window.setTimeout(() => void tryAgain(), seconds * 1000);
}

/** `data-poll="url"`: asks every few seconds; {"open": true, "to": "/…"} opens, a new code reloads. */
export function pollDoor(root: Document = document, every = 3000): void {
  const waiting = root.querySelector<HTMLElement>("[data-poll]");
  if (!waiting) return;
  let code: unknown;
  const ask = async (): Promise<void> => {
    const answer = await fetch(waiting.dataset["poll"] ?? "", { headers: { Accept: "application/json" } })
      .then((response) => (response.ok ? (response.json() as Promise<Record<string, unknown>>) : null))
      .catch(() => null);
    if (answer?.["open"] === true) {
      location.assign(String(answer["to"] ?? location.href));
      return;
    }
    if (answer && code !== undefined && answer["code"] !== code) location.reload();
    else {
      if (answer) code = answer["code"];
      window.setTimeout(() => void ask(), every);
    }
  };
  window.setTimeout(() => void ask(), every);
}
