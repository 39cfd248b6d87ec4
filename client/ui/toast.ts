/** Short confirmations at the bottom of the screen. They stay while a finger or the focus is on them. */

const SHOWN_FOR = 10_000;

export interface ToastAction {
  label: string;
  run: () => void;
}

export function toast(message: string, action?: ToastAction): HTMLElement {
  const box = document.createElement("div");
  box.className = "toast";
  box.setAttribute("role", "status");
  document.body.append(box);
  const words = document.createElement("span");
  words.textContent = message;
  box.append(words);
  if (action) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = action.label;
    button.addEventListener("click", () => {
      action.run();
      box.remove();
    });
    box.append(button);
  }
  leaveLater(box);
  return box;
}

/** Removes `box` after ten seconds during which nobody touched it. */
export function leaveLater(box: HTMLElement, after = SHOWN_FOR): void {
  let timer = 0;
  const start = (): void => {
    timer = window.setTimeout(() => box.remove(), after);
  };
  const stop = (): void => window.clearTimeout(timer);
  for (const name of ["pointerenter", "focusin"]) box.addEventListener(name, stop);
  for (const name of ["pointerleave", "focusout"]) box.addEventListener(name, start);
  start();
}
