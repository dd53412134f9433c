/** Every hostile text there is here, by category. Ordinary in length; `huge.ts` has those that are not. */
import { ADDRESSES } from './addresses.js';
import { CONTROLS } from './controls.js';
import { MARKUP } from './markup.js';

/** Texts by category. */
export const TEXTS: Readonly<Record<string, readonly string[]>> = {
  ...MARKUP,
  ...ADDRESSES,
  ...CONTROLS,
};

/** All texts, each once. */
export const ALL_TEXTS: readonly string[] = [...new Set(Object.values(TEXTS).flat())];
