/** Fractional indices: strings that sort between two others, whatever others add meanwhile. */

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";
const LAST = DIGITS.length - 1;

/** A string strictly between `before` and `after` ("" = the very beginning or end). */
export function orderBetween(before: string, after: string): string {
  let prefix = "";
  for (let n = 0; ; n += 1) {
    const low = n < before.length ? DIGITS.indexOf(before[n] ?? "0") : 0;
    const high = after !== "" && n < after.length ? DIGITS.indexOf(after[n] ?? "0") : after === "" ? LAST + 1 : low;
    if (high - low > 1) return prefix + DIGITS[Math.floor((low + high) / 2)];
    prefix += DIGITS[low];
    // Below `after` from here on: only `before` still bounds.
    if (high > low) after = "";
  }
}
