/**
 * Text as it is compared: lower-cased, unit by unit, so that a place in the folded text is the same place in the
 * original. It knows nothing of words or rows.
 */

/** The text in lower case, with exactly as many UTF-16 units. */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  // Only a few capitals (İ) grow when they are lower-cased; their first unit is the letter itself.
  return Array.from(text, (char) =>
    char.toLowerCase().slice(0, char.length).padEnd(char.length),
  ).join('');
}
