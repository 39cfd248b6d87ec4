import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));

/** The harness page of the board's engine, without Django: vite build --config <this> --outDir <dir>. */
export default defineConfig({
  root: here,
  base: "/",
  publicDir: false,
  logLevel: "warn",
  build: {
    target: "es2022",
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: `${here}/stage.ts`,
      output: { entryFileNames: "stage.js", assetFileNames: "stage[extname]" },
    },
  },
});
