/** `data-opens="id"` opens a dialog; the platform gives the focus back to its opener. */

export function openDialogs(root: Document = document): void {
  root.addEventListener("click", (event) => {
    const opener = (event.target as HTMLElement).closest<HTMLElement>("[data-opens]");
    if (!opener) return;
    const dialog = root.getElementById(opener.dataset["opens"] ?? "");
    if (dialog instanceof HTMLDialogElement) dialog.showModal();
  });
}
