/**
 * Diagnostics: keeps the history of the tag, gathers what the page and the browser are, and copies the report for a
 * reader whom somebody asked for it. What of it may be in the report is decided in `observe/diagnostics.ts`.
 */
import type { StreamController } from './controllers/stream-controller.js';
import type { LogRow } from './core/log-entry.js';
import { isEntry } from './core/log-entry.js';
import type { StreamState } from './core/stream-state.js';
import type { CheckedSettings, LogStreamProperties } from './log-stream-properties.js';
import {
  diagnosticsOf,
  diagnosticsText,
  type LogStreamDiagnostics,
  type PageFacts,
} from './observe/diagnostics.js';
import { StreamHistory } from './observe/stream-history.js';

/** What diagnostics need of the rest. */
export interface DiagnosticsTools {
  readonly stream: StreamController;
  state(): StreamState;
  settings(): CheckedSettings;
  /** The rows on show. */
  shown(): readonly LogRow[];
  /** What the tag, or the page for it, says of the project. */
  project(): { readonly url: string | undefined; readonly key: string | undefined };
  /** Puts text on the clipboard, or before the reader where that is not allowed. */
  copyPiece(text: string): void;
}

/** The diagnostics of one tag. */
export class LogStreamDiagnosing {
  readonly history = new StreamHistory();
  readonly #host: LogStreamProperties;
  readonly #tools: DiagnosticsTools;

  constructor(host: LogStreamProperties, tools: DiagnosticsTools) {
    this.#host = host;
    this.#tools = tools;
  }

  /** The report as of now. */
  report(): LogStreamDiagnostics {
    const host = this.#host;
    const tools = this.#tools;
    const { stream } = tools;
    const { url, key } = tools.project();
    const { levels, at, alerts, ...rest } = tools.settings();
    const { width, height } = host.getBoundingClientRect();
    return diagnosticsOf({
      nowMs: Date.now(),
      state: tools.state(),
      stateSinceMs: stream.stateSinceMs,
      settings: {
        runId: host.runId,
        sessionToken: host.sessionToken,
        tokenProvider: host.tokenProvider,
        supabaseUrl: url,
        supabaseKey: key,
        source: host.source,
        columns: host.columns,
        query: host.query,
        label: host.label,
        table: host.table,
        checked: {
          ...rest,
          levels: levels?.join(' '),
          at: at === null ? null : JSON.stringify(at),
          alerts: JSON.stringify(alerts),
          paused: host.paused,
          wrap: host.wrap,
          reading: host.reading,
          histogram: host.histogram,
          patterns: host.patterns,
          fold: host.fold,
          'mask-secrets': host.maskSecrets,
        },
      },
      health: stream.health(),
      history: this.history,
      sizes: {
        rowsHeld: stream.rows.filter(isEntry).length,
        rowsShown: tools.shown().filter(isEntry).length,
        heapMiB: heapMiB(),
        width: Math.round(width),
        height: Math.round(height),
      },
      page: pageFacts(),
    });
  }

  /** The reader asks for it. */
  handleCopy(): void {
    this.#tools.copyPiece(diagnosticsText(this.report()));
  }
}

function pageFacts(): Omit<PageFacts, 'workerRefused'> {
  return {
    browser: navigator.userAgent,
    language: navigator.language,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    utcOffsetMinutes: -new Date().getTimezoneOffset(),
    online: navigator.onLine,
    visible: document.visibilityState === 'visible',
    secureContext: window.isSecureContext,
    inFrame: window.parent !== window,
    trustedTypes: 'trustedTypes' in window,
    devicePixelRatio: window.devicePixelRatio,
  };
}

/** Chromium alone tells, and only roughly. */
function heapMiB(): number | null {
  const { memory } = performance as { memory?: { usedJSHeapSize?: number } };
  const bytes = memory?.usedJSHeapSize;
  return typeof bytes === 'number' ? Math.round(bytes / 2 ** 20) : null;
}
