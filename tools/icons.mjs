// Builds the one sprite of the house from the names in tools/icons.txt.
// Run it after adding a name: node tools/icons.mjs ; the sprite is committed, an installation needs no Node.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const names = readFileSync(`${root}/tools/icons.txt`, "utf8").split("\n").filter(Boolean).sort();
const symbols = names.map((name) => {
  const weight = name.slice(name.lastIndexOf("-") + 1);
  const file = `${root}/node_modules/@phosphor-icons/core/assets/${weight}/${name}.svg`;
  const svg = readFileSync(file, "utf8");
  const box = /viewBox="([^"]+)"/.exec(svg)?.[1];
  const body = /<svg[^>]*>(.*)<\/svg>/s.exec(svg)?.[1];
  if (!box || !body) throw new Error(`${file}: not the drawing we expect`);
  return `<symbol id="${name}" viewBox="${box}">${body}</symbol>`;
});
const sprite = `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`;
writeFileSync(`${root}/scola/kernel/ui/static/ui/icons.svg`, sprite);
