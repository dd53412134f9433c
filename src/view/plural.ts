/** Plural forms: which one a number takes is a rule of its language, and many languages have more than two. */

/** The forms of one phrase; `#` stands for the number. Those that a language does not tell apart are left out. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & {
  readonly other: string;
};

/** Writes a phrase with a number that has been formatted. */
export type Plural = (count: string, forms: PluralForms) => string;

/** The plural forms of a language. */
export function pluralsOf(locale: string): Plural {
  const rules = new Intl.PluralRules(locale);
  return (count, forms) =>
    (forms[rules.select(numberIn(count))] ?? forms.other).replaceAll('#', () => count);
}

/**
 * The whole number that a formatted one stands for, whatever its digits and separators. The texts take formatted
 * numbers, so that nobody who replaces one has to know how to format; the rules of plurals take the number.
 */
export function numberIn(text: string): number {
  let value = 0;
  for (const [digit] of text.matchAll(/\p{Nd}/gu)) value = value * 10 + digitValue(digit);
  return value;
}

/** Digits of a script lie together, from zero to nine, and each block of ten begins after something else. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return code - zero;
}
