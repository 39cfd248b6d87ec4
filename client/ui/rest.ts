/** The board at rest: its clock moves on, its light goes out. */

/** Keeps `data-clock` on time, from the server's hour and this machine's passing of time. */
export function keepClock(root: Document = document): void {
  const clock = root.querySelector<HTMLTimeElement>("time[data-clock]");
  if (!clock) return;
  const served = new Date(clock.dateTime).getTime();
  const started = performance.now();
  const written = clock.textContent ?? "";
  const zone = minutesOf(written) - Math.floor(served / 60_000);
  const show = (): void => {
    const minutes = Math.floor((served + performance.now() - started) / 60_000) + zone;
    clock.textContent = hourLike(written, ((minutes % 1440) + 1440) % 1440);
  };
  window.setInterval(show, 5000);
}

/** Minutes since midnight in "8 h 52", "8 ore", "8:52". */
export function minutesOf(written: string): number {
  const [hours, minutes] = written.match(/\d+/g) ?? [];
  return Number(hours ?? 0) * 60 + Number(minutes ?? 0);
}

/** `minutes` of the day written like `model`, the hour that the server wrote. */
export function hourLike(model: string, minutes: number): string {
  const hour = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (model.includes(":")) return `${hour}:${String(rest).padStart(2, "0")}`;
  const unit = /\d+\s*([^\d\s]+)/.exec(model)?.[1] ?? "h";
  return `${hour}\u00a0${unit}${rest ? `\u00a0${String(rest).padStart(2, "0")}` : ""}`;
}

/** "Éteindre l'écran": all black until the next touch. */
export function screenOff(root: Document = document): void {
  const button = root.querySelector<HTMLButtonElement>("[data-screen-off]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const dark = document.createElement("dialog");
    dark.className = "dark-screen";
    root.body.append(dark);
    dark.showModal();
    dark.addEventListener("pointerdown", () => dark.remove());
    dark.addEventListener("close", () => dark.remove());
  });
}
