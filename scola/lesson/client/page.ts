/** Small hands for the pages of a lesson: find an element, draw an icon, a face. */

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
