/** Fractional indices: strings that sort between two others, whatever others add meanwhile. */

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";
const MIDDLE = "i";

/**
 * A string strictly between `before` and `after` ("" = the very beginning or end). Where there is
 * none (two people inserted at the same place at once) it comes right after `before`.
 */
export function orderBetween(before: string, after: string): string {
  if (after !== "" && before >= after) return before + MIDDLE;
  let prefix = "";
  let bounded = after !== "";
  for (let n = 0; n <= before.length + after.length; n += 1) {
    const low = Math.max(0, DIGITS.indexOf(before[n] ?? "0"));
    const high = bounded && n < after.length ? DIGITS.indexOf(after[n] ?? "0") : DIGITS.length;
    if (high - low > 1) return prefix + DIGITS[Math.floor((low + high) / 2)];
    prefix += DIGITS[low];
    // Below `after` from here on: only `before` still bounds.
    if (high > low) bounded = false;
  }
  return before + MIDDLE;
}
