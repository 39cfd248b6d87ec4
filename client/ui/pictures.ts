/** Three pictures without three round trips: taps are gathered, then sent at once. */

const WANTED = 3;

export function gatherPictures(root: Document = document): void {
  const form = root.querySelector<HTMLFormElement>("form[data-pictures]");
  if (!form) return;
  const kept = Number(form.dataset["pictures"]) || 0;
  const undo = form.querySelector<HTMLButtonElement>('button[name="undo"]');
  const gathered: string[] = [];
  const show = (): void => {
    const filled = kept + gathered.length;
    form.querySelectorAll(".slots li").forEach((slot, index) => slot.classList.toggle("full", index < filled));
    undo?.toggleAttribute("data-empty", filled === 0);
    const said = form.querySelector<HTMLElement>("[data-slots-said]");
    if (said) said.textContent = `${filled} ${said.dataset["said"] ?? ""}`;
  };
  form.addEventListener("submit", (event) => {
    const button = event.submitter as HTMLButtonElement | null;
    if (button?.name === "undo" && gathered.length > 0) {
      event.preventDefault();
      gathered.pop();
      show();
      return;
    }
    if (button?.name !== "picture") return;
    if (kept + gathered.length >= WANTED - 1) {
      // The third tap goes with the two before it.
      for (const value of gathered) form.insertBefore(hidden(value), form.firstChild);
      reorder(form, gathered);
      return;
    }
    event.preventDefault();
    gathered.push(button.value);
    show();
  });
}

function hidden(value: string): HTMLInputElement {
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = "picture";
  input.value = value;
  return input;
}

/** Hidden inputs stand before the buttons, in the order of the taps. */
function reorder(form: HTMLFormElement, values: readonly string[]): void {
  const inputs = form.querySelectorAll<HTMLInputElement>('input[name="picture"]');
  inputs.forEach((input, index) => (input.value = values[index] ?? input.value));
}
