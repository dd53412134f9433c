/** Waits for something to become true. Tests wait for facts, never for time to pass. */

/** How often the fact is looked at: often enough not to be what a test spends its time on. */
const LOOK_EVERY_MS = 10;

/**
 * Resolves once `isTrue` is; rejects with `what` when it is not so within `limitMs`: by default 30 s, which a test that
 * passes never waits out, however busy the machine.
 */
export async function waitUntil(
  what: string,
  isTrue: () => boolean | Promise<boolean>,
  limitMs = 30_000,
): Promise<void> {
  const endMs = Date.now() + limitMs;
  while (!(await isTrue())) {
    if (Date.now() > endMs) throw new Error(`not so within ${limitMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
