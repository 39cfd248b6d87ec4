const ALPHABET = "abcdefghjkmnpqrstvwxyz23456789";

/** A public id, as scola/kernel/ids.py makes them: 16 letters that are not mistaken for others. */
export function newId(): string {
  const found: string[] = [];
  while (found.length < 16) {
    for (const byte of crypto.getRandomValues(new Uint8Array(24))) {
      // 240 = 8 × 30: larger bytes would favour the first letters.
      if (byte < 240 && found.length < 16) found.push(ALPHABET[byte % 30] as string);
    }
  }
  return found.join("");
}
