/** Small hands for the pages of a lesson: find an element, draw an icon, say where the work is. */

import { text } from "../../../client/ui/texts";
import type { SyncState } from "../../../client/live";

export function element<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`This page has no #${id}.`);
  return found as T;
}

/** An icon of the sprite, taken from one that the page already shows (same address, same digest). */
export function icon(name: string): SVGSVGElement {
  const known = document.querySelector("svg.icon use")?.getAttribute("href") ?? "#";
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", known.replace(/#.*$/, `#${name}`));
  svg.append(use);
  return svg;
}

/** "C'est gardé", or honestly "gardé ici, pas encore envoyé". */
export function saySync(box: HTMLElement, sync: SyncState): void {
  const key = sync.unsent === 0 ? "kept" : sync.connected && !sync.refused ? "sending" : sync.keptHere ? "here" : "lost";
  if (box.dataset["sync"] === key) return;
  box.dataset["sync"] = key;
  const local = key === "here" || key === "lost";
  box.classList.toggle("local", local);
  box.replaceChildren(icon(local ? "device-tablet-fill" : "check-circle-fill"), ` ${text(`sync.${key}`)}`);
}

/** A person's face; the name is written beside it. */
export function faceImage(face: string, size = 40): HTMLImageElement {
  const image = document.createElement("img");
  image.className = "avatar";
  image.alt = "";
  image.width = image.height = size;
  image.src = faceAddress(face);
  return image;
}

const faces = new Map<string, string>();

/** Addresses of faces, by key, as the server wrote them (they carry a digest). */
export function knowFaces(addresses: Record<string, string>): void {
  for (const [key, address] of Object.entries(addresses)) faces.set(key, address);
}

function faceAddress(face: string): string {
  return faces.get(face) ?? faces.get("") ?? "";
}
