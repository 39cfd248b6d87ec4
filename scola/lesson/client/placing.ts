/** "Placer Lina ici": once a pupil is picked, every group says what touching it will do. */

import { text } from "../../../client/ui/texts";

export function namePlaces(root: Document = document): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-place]")) {
    if (form.dataset["named"]) continue;
    form.dataset["named"] = "1";
    form.addEventListener("change", () => say(form));
    say(form);
  }
}

function say(form: HTMLFormElement): void {
  const picked = form.querySelector<HTMLInputElement>("input[name=person]:checked")?.dataset["name"];
  if (!picked) return;
  for (const button of form.querySelectorAll<HTMLButtonElement>(".squad .here")) {
    button.firstChild?.replaceWith(text("place", { name: picked }));
  }
}
