/** The page's defaults: which Supabase project the tags on it read from, unless a tag says otherwise. */

/** Which project to read from. */
export interface LogStreamConfiguration {
  /** Project URL, as in `https://xyz.supabase.co`. */
  readonly url?: string;
  /** Publishable (anon) key. Never a secret key: it is visible to everybody who sees the page. */
  readonly key?: string;
}

let configuration: LogStreamConfiguration = {};

/** Sets the defaults for tags that connect from now on; open streams keep what they have. */
export function configure(next: LogStreamConfiguration): void {
  configuration = { ...configuration, ...next };
}

/** The defaults as they stand. */
export function currentConfiguration(): LogStreamConfiguration {
  return configuration;
}
