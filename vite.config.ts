import { existsSync, readdirSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

// One bundle per island: scola/<app>/client/entries/<name>.ts becomes "<app>/<name>" in the manifest.
const entries = Object.fromEntries(
  findEntries().map((file) => [`${file.split("/")[1]}/${basename(file, ".ts")}`, file]),
);

function findEntries(): string[] {
  return readdirSync(`${root}/scola`)
    .map((app) => `scola/${app}/client/entries`)
    .filter((folder) => existsSync(`${root}/${folder}`))
    .flatMap((folder) => readdirSync(`${root}/${folder}`).map((file) => `${folder}/${file}`))
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
}

export default defineConfig({
  root,
  base: "/static/build/",
  publicDir: false,
  build: {
    outDir: "scola/kernel/ui/static/build",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2022",
    modulePreload: { polyfill: false },
    rolldownOptions: { input: entries },
  },
  test: { include: ["client/**/*.test.ts", "scola/*/client/**/*.test.ts"], environment: "node" },
});
