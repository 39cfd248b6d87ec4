/** Texts and data that the server wrote in the page; nothing is worded in TypeScript. */

let known: Record<string, string> | null = null;

function readAll(): Record<string, string> {
  const all: Record<string, string> = {};
  for (const script of document.querySelectorAll<HTMLScriptElement>("script[data-texts]")) {
    Object.assign(all, JSON.parse(script.textContent ?? "{}"));
  }
  return all;
}

/** The text of `key`, with `{name}` filled from `values`. Throws when the page does not carry it. */
export function text(key: string, values: Record<string, string | number> = {}): string {
  known ??= readAll();
  const found = known[key];
  if (found === undefined) throw new Error(`This page carries no text "${key}".`);
  return found.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The value written by `{% json_data id %}`. Throws when the page does not carry it. */
export function jsonData<T>(id: string): T {
  const script = document.getElementById(id);
  if (!script) throw new Error(`This page carries no data "${id}".`);
  return JSON.parse(script.textContent ?? "null") as T;
}

/** For tests: the next call reads the page again. */
export function forgetTexts(): void {
  known = null;
}
