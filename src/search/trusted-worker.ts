/**
 * The page's `Worker`, which under Trusted Types takes no plain address: a policy of ours vouches for the worker's.
 * It is asked for when the first worker is started, and not tried again: each refusal is a report to the page's owner.
 */

/** What a page has to allow beside `lit-html`, as in `trusted-types lit-html meshhook-log-stream`. */
export const POLICY_NAME = 'meshhook-log-stream';

/** Starts a worker from an address of this package. */
export type WorkerConstructor = new (url: URL, options: WorkerOptions) => Worker;

/** As much of Trusted Types as is used here; the compiler's DOM has none of it. */
interface TrustedTypes {
  readonly defaultPolicy: object | null;
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): unknown };
}

/** How an address is made one that may be started; `null` where nothing may be. */
let trust: ((url: string) => unknown) | null | undefined;

/** `Worker`, or `null` where there is none or the page does not allow one. */
export function trustedWorker(): WorkerConstructor | null {
  if (typeof Worker === 'undefined') return null;
  // Not `??=`: a refusal is kept, too.
  const vouch = trust === undefined ? (trust = readTrust()) : trust;
  if (vouch === null) return null;
  // Called with `new`, and then what it returns is what the caller gets.
  return function TrustedWorker(url: URL, options: WorkerOptions) {
    return new Worker(vouch(url.href) as string, options);
  } as unknown as WorkerConstructor;
}

function readTrust(): ((url: string) => unknown) | null {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const asItIs = (url: string): string => url;
  if (trustedTypes === undefined) return asItIs;
  try {
    const policy = trustedTypes.createPolicy(POLICY_NAME, { createScriptURL: asItIs });
    return (url) => policy.createScriptURL(url);
  } catch {
    // The page has a list of policies without ours. A default policy may still let the address through; without one,
    // trying would be one more report and nothing else.
    return trustedTypes.defaultPolicy === null ? null : asItIs;
  }
}
