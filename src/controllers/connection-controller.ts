/**
 * Decides when a stream must be opened, left, or only given a new token, from what the host's properties say now.
 * It owns the viewer's token: asks the host's provider for one, checks its form, and passes it on. It never shows it.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { backoffMs, type BackoffBounds } from '../core/backoff.js';
import { LogStreamError } from '../core/errors.js';
import { SeverityJudge, type SeverityDeclarations } from '../core/severity-judge.js';
import { readTokenClaims } from '../core/session-token.js';
import { judgedSource } from '../source/judged-source.js';
import type { LogSource, TokenReason } from '../source/log-source.js';
import { SupabaseLogSource, type Transport } from '../source/supabase-source.js';
import { SYSTEM_CLOCK } from '../source/system-clock.js';
import { Timers } from '../source/timers.js';
import type { LogColumns } from '../core/columns.js';
import type { StreamController } from './stream-controller.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Asked for a token before the present one expires, or when there is none. */
export type TokenProvider = () => Promise<string>;

/** What the host's properties say. `undefined` is "not set". */
export interface ConnectionSettings {
  readonly runId: string | undefined;
  readonly sessionToken: string | undefined;
  readonly url: string | undefined;
  readonly key: string | undefined;
  readonly transport: Transport;
  readonly table: string;
  readonly columns: Partial<LogColumns> | undefined;
  readonly maxRows: number;
  /** Replaces Supabase. The run id may then be anything, or missing. */
  readonly source: LogSource | undefined;
  readonly tokenProvider: TokenProvider | undefined;
  /** What the page knows of its own lines; a change holds for the rows that come after it. */
  readonly severity?: SeverityDeclarations;
}

/** A provider that fails is often one without a network: ask soon, then leave it in peace. */
const ASK_AGAIN: BackoffBounds = { floorMs: 1_000, baseMs: 2_000, capMs: 60_000 };

/** A token that was not refused for this long was good: its provider is asked at once when it is not any more. */
const LASTING_MS = 30_000;

/** The settings whose change means another stream rather than a word to the present one. */
const REOPENING = ['runId', 'url', 'key', 'transport', 'table', 'maxRows', 'source'] as const;

/** Keeps the stream in step with the host's properties. */
export class ConnectionController implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly isConnected: boolean };
  readonly #stream: StreamController;
  #settings: ConnectionSettings | null = null;
  /** The newest token that is a JWT, from the property or the provider. */
  #token: string | undefined;
  #isOpen = false;
  #isAsking = false;
  #failedAsks = 0;
  readonly #judge = new SeverityJudge(
    () => this.#settings?.severity ?? { rules: [], scale: undefined },
    (cause) =>
      this.#stream.report(
        new LogStreamError('attribute-invalid', 'a rule in severityRules threw', cause),
      ),
  );
  /** When the provider last gave a token. */
  #givenAtMs = -Infinity;
  readonly #timers = new Timers<'ask'>(SYSTEM_CLOCK);

  constructor(
    host: ReactiveControllerHost & { readonly isConnected: boolean },
    stream: StreamController,
  ) {
    this.#host = host;
    this.#stream = stream;
    host.addController(this);
  }

  /** Takes the host's properties as they are now; call it on every update, it acts only on a change. */
  update(settings: ConnectionSettings): void {
    const before = this.#settings;
    this.#settings = settings;
    const { sessionToken } = settings;
    const tokenChanged = sessionToken !== before?.sessionToken;
    if (before !== null && isOfSameStream(settings, before)) {
      if (tokenChanged && sessionToken !== undefined) this.#useToken(sessionToken);
      // Set after the tag was put in: it was not there to be asked when a token was needed.
      const hasOther = settings.tokenProvider !== before.tokenProvider;
      if (hasOther && this.#stream.state === 'auth-required') void this.askForToken();
      return;
    }
    const isMalformed = sessionToken !== undefined && readTokenClaims(sessionToken) === null;
    if (tokenChanged) this.#token = isMalformed ? undefined : sessionToken;
    this.#open();
    if (tokenChanged && isMalformed) this.#stream.report(new LogStreamError('token-malformed'));
  }

  /**
   * Asks the host's provider for a token, unless it is being asked already; again after a while if it fails.
   *
   * @param reason - a token that is refused as soon as it is given counts as a failure of its provider
   */
  async askForToken(reason: TokenReason = 'missing'): Promise<void> {
    const provider = this.#settings?.tokenProvider;
    if (provider === undefined || this.#isAsking || this.#timers.has('ask')) return;
    const isFresh = Date.now() - this.#givenAtMs < LASTING_MS;
    if (reason === 'refused' && isFresh) {
      this.#askLater();
      return;
    }
    this.#isAsking = true;
    const problem = await this.#ask(provider);
    this.#isAsking = false;
    if (problem === null) {
      if (!isFresh) this.#failedAsks = 0;
      this.#givenAtMs = Date.now();
      return;
    }
    this.#stream.report(new LogStreamError('token-provider-failed', problem));
    this.#askLater();
  }

  #askLater(): void {
    const delayMs = backoffMs(this.#failedAsks, Math.random(), ASK_AGAIN);
    this.#failedAsks += 1;
    this.#timers.set('ask', delayMs, () => {
      if (this.#stream.state === 'auth-required') void this.askForToken();
    });
  }

  /** Uses what the provider gives; returns what is wrong with it. */
  async #ask(provider: TokenProvider): Promise<string | null> {
    try {
      const token: unknown = await provider();
      if (typeof token !== 'string') return 'no text';
      if (readTokenClaims(token) === null) return 'not a JWT';
      if (token === this.#token && this.#stream.state === 'auth-required') return 'the same token';
      this.#useToken(token);
      return null;
    } catch (cause) {
      // Its message stays out of the error: what a provider throws may quote the token it was given.
      return cause instanceof Error ? cause.name : typeof cause;
    }
  }

  hostConnected(): void {
    if (this.#settings !== null && !this.#isOpen) this.#open();
  }

  /** A move in the document disconnects and connects at once; only an element that stays away is let go. */
  hostDisconnected(): void {
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#isOpen = false;
      this.#timers.clearAll();
      this.#stream.close();
    });
  }

  #open(): void {
    const settings = this.#settings;
    if (settings === null || !this.#host.isConnected) return;
    this.#isOpen = true;
    const source = this.#chooseSource(settings);
    if (source === null) this.#stream.close();
    else if (source instanceof LogStreamError) this.#stream.fail(source);
    else {
      const judged = judgedSource(source, this.#judge);
      this.#stream.open(judged, settings.runId ?? '', { maxRows: settings.maxRows });
    }
  }

  /** Where to read from; `null` while nothing is asked for; an error when what is asked for cannot be. */
  #chooseSource(settings: ConnectionSettings): LogSource | LogStreamError | null {
    const { runId, url, key } = settings;
    if (settings.source !== undefined) return settings.source;
    if (runId === undefined || runId === '') return null;
    if (!UUID.test(runId)) return new LogStreamError('run-id-invalid');
    if (!url || !key) return new LogStreamError('backend-missing');
    if (!/^https?:$/.test(protocolOf(url))) return new LogStreamError('backend-url-invalid');
    const { transport, table, columns } = settings;
    return new SupabaseLogSource({
      url,
      key,
      transport,
      table,
      ...(columns === undefined ? {} : { columns }),
      ...(this.#token === undefined ? {} : { token: this.#token }),
    });
  }

  #useToken(token: string): void {
    const claims = readTokenClaims(token);
    if (claims === null) {
      this.#stream.report(new LogStreamError('token-malformed'));
      return;
    }
    const before = this.#token === undefined ? null : readTokenClaims(this.#token);
    this.#token = token;
    // Somebody else signed in: rows that the one before was allowed to see are not theirs to see.
    if (before !== null && claims.subject !== before.subject) this.#open();
    else this.#stream.setToken(token);
  }
}

function isOfSameStream(now: ConnectionSettings, before: ConnectionSettings): boolean {
  return (
    REOPENING.every((name) => now[name] === before[name]) &&
    // Names that a page writes in place are another object with each of its renderings.
    JSON.stringify(now.columns) === JSON.stringify(before.columns)
  );
}

function protocolOf(url: string): string {
  try {
    return new URL(url).protocol;
  } catch {
    return '';
  }
}
