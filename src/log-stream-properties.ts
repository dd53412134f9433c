/**
 * The settings of the element, as attributes and properties, and their forgiving reading: what is not allowed is
 * reported once and replaced by the default. Only the query is reflected; the other attributes are the page's.
 */
import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { currentConfiguration } from './configure.js';
import type { ConnectionSettings, TokenProvider } from './controllers/connection-controller.js';
import type { AlertThresholds } from './core/alert-thresholds.js';
import type { LogColumns } from './core/columns.js';
import { LogStreamError } from './core/errors.js';
import type { LogEntry } from './core/log-entry.js';
import type { RedactFunction } from './core/redactor.js';
import type { LevelScale } from './core/level-scale.js';
import type { SeverityRule } from './core/severity-judge.js';
import type { Severity } from './core/severity.js';
import type { SearchMode } from './core/visible-rows.js';
import type { MeshhookLogStreamEventMap } from './events.js';
import type { LogSource } from './source/log-source.js';
import type { RowAction } from './view/log-row.js';
import {
  DEFAULT_MAX_ROWS,
  isSetting,
  settingConverter,
  SETTINGS,
  type SettingName,
  type TransportName,
} from './view/settings.js';
import type { LogStreamStrings } from './view/strings.js';
import type { TimeFormat } from './view/time-format.js';

/** Characters of a wrong value that are quoted back. */
const QUOTED_CHARS = 40;

/** An attribute's text; what stands in for it when the attribute is taken away. */
const textOr = <Fallback extends string | undefined>(
  fallback: Fallback,
): { fromAttribute(text: string | null): string | Fallback } => ({
  fromAttribute: (text) => text ?? fallback,
});

const TEXT = textOr(undefined);

/** No query, no attribute. */
const QUERY = {
  ...textOr(''),
  toAttribute: (text: string): string | null => (text === '' ? null : text),
};

/** For what is on unless it is said to be off. */
const ON_UNLESS_OFF = {
  fromAttribute: (text: string | null): boolean => text !== 'off' && text !== 'false',
};

/** The checked settings, by the name of their attribute. */
export type CheckedSettings = {
  readonly [Name in SettingName]: ReturnType<(typeof SETTINGS)[Name]>['value'];
};

/** The tag's own events and those of every element. */
type KnownEvents = HTMLElementEventMap & MeshhookLogStreamEventMap;

/** What a page can set. */
export abstract class LogStreamProperties extends LitElement {
  /** Id of the run (uuid). Changing it switches the stream. */
  @property({ attribute: 'run-id', converter: TEXT }) runId: string | undefined;
  /** The viewer's JWT. Changing it refreshes the session in place; it is never written anywhere. */
  @property({ attribute: 'session-token', converter: TEXT }) sessionToken: string | undefined;
  /** Project URL. Default: what `configure()` was given. */
  @property({ attribute: 'supabase-url', converter: TEXT }) supabaseUrl: string | undefined;
  /** Publishable key. Default: what `configure()` was given. */
  @property({ attribute: 'supabase-key', converter: TEXT }) supabaseKey: string | undefined;
  /** How live rows are brought here. */
  @property({ converter: settingConverter('transport') }) transport: TransportName = 'auto';
  /** Table that holds the rows. */
  @property({ converter: textOr('logs') }) table = 'logs';
  /** Rows kept in memory, 100 to 350,000; older ones stay in the database. */
  @property({ attribute: 'max-rows', converter: settingConverter('max-rows') }) maxRows =
    DEFAULT_MAX_ROWS;
  /** Whether the newest row is kept in view; `null` does so while the run is live. See `following`. */
  @property({ converter: settingConverter('follow') }) follow: boolean | null = null;
  /** Whether the view stands still while rows go on coming in. */
  @property({ type: Boolean }) paused = false;
  /** Whether long lines are wrapped. */
  @property({ type: Boolean }) wrap = false;
  /** Whether the strip beside the rows is shown; `null` shows it where there is room, from 30 rem on. */
  @property({ converter: settingConverter('minimap') }) minimap: boolean | null = null;
  /** Whether the rows over time are shown, above the rows. */
  @property({ type: Boolean }) histogram = false;
  /** Whether the most frequent patterns of rows are shown, above the rows. */
  @property({ type: Boolean }) patterns = false;
  /** Whether rows that follow each other and differ only in ids, numbers and times are folded into one line. */
  @property({ type: Boolean }) fold = false;
  /** Whether the rows are shown as a document, for screen readers and for reading, in place of the list. */
  @property({ type: Boolean }) reading = false;
  /** What the time column shows. */
  @property({ attribute: 'time-format', converter: settingConverter('time-format') })
  timeFormat: TimeFormat = 'local';
  /**
   * A permalink's place: the seq of a row, or an ISO time for the first row written then or later. The stream opens
   * there with the row marked, and goes there when it changes; without it, it opens at the newest rows.
   */
  @property({ converter: TEXT }) at: string | number | undefined;
  /** Levels on show; `null` for all. As an attribute: `levels="error fatal"`. */
  @property({ converter: settingConverter('levels') }) levels: readonly Severity[] | null = null;
  /** The search; the attribute follows what the reader types. */
  @property({ reflect: true, converter: QUERY }) query = '';
  /** Whether recent searches are kept in this browser, for all who use it; else they are gone with the page. */
  @property({ attribute: 'remember-searches', type: Boolean }) rememberSearches = false;
  /** Whether a search hides the other rows, or only marks what it finds. */
  @property({ attribute: 'search-mode', converter: settingConverter('search-mode') })
  searchMode: SearchMode = 'filter';
  /** Whether secrets are masked in what is copied, downloaded and exported. As an attribute: `mask-secrets="off"`. */
  @property({ attribute: 'mask-secrets', converter: ON_UNLESS_OFF }) maskSecrets = true;
  /**
   * Where `log-stream-alert` begins: seconds without a live path, seconds behind, rows deleted, errors in ten seconds;
   * `null` for never. As an attribute: `alerts="silent-stream=60s lag=500ms gap=off"`, or `off`. What is not named keeps
   * its default, which `ALERT_THRESHOLDS` has.
   */
  @property({ converter: settingConverter('alerts') }) alerts: Partial<AlertThresholds> | undefined;
  /** Name of the log for assistive technology. */
  @property({ converter: TEXT }) label: string | undefined;
  /** Language of numbers and times, as in `de-CH`. Default: the browser's. */
  @property({ converter: settingConverter('locale') }) locale: string | undefined;

  /** Where rows come from, in place of Supabase. */
  @property({ attribute: false }) source: LogSource | undefined;
  /** Asked for a token when there is none and before one expires. */
  @property({ attribute: false }) tokenProvider: TokenProvider | undefined;
  /** The columns of a table that names them otherwise; `null` for `seq`, `level`, `nodeId` or `fields` that it lacks. */
  @property({ attribute: false }) columns: Partial<LogColumns> | undefined;
  /**
   * The page's own rules of severity, asked in order where a row's level is no word that we know; the first that
   * answers is believed. They hold for rows that come after they are set.
   */
  @property({ attribute: false }) severityRules: readonly SeverityRule[] | undefined;
  /** What numbers in the level are: `syslog`, `opentelemetry`, `pino`, `bunyan` or `python`. Without it, nothing is. */
  @property({ attribute: 'level-scale', converter: settingConverter('level-scale') })
  levelScale: LevelScale | undefined;
  /** Replacements for the texts. */
  @property({ attribute: false }) strings: Partial<LogStreamStrings> | undefined;
  /** Replaces the built-in time formats. */
  @property({ attribute: false }) formatTime: ((entry: LogEntry) => string) | undefined;
  /** The page's own rule for what is copied, downloaded and exported: each text of a row, as it may be passed on. */
  @property({ attribute: false }) redact: RedactFunction | undefined;
  /** Buttons on every row. */
  @property({ attribute: false }) rowActions: readonly RowAction[] = [];

  override addEventListener<Type extends keyof KnownEvents>(
    type: Type,
    listener: (this: this, event: KnownEvents[Type]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  override addEventListener(
    type: string,
    listener: unknown,
    options?: boolean | AddEventListenerOptions,
  ): void {
    super.addEventListener(type, listener as EventListener, options);
  }

  override removeEventListener<Type extends keyof KnownEvents>(
    type: Type,
    listener: (this: this, event: KnownEvents[Type]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  override removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void;
  override removeEventListener(
    type: string,
    listener: unknown,
    options?: boolean | EventListenerOptions,
  ): void {
    super.removeEventListener(type, listener as EventListener, options);
  }

  readonly #problems = new Map<SettingName, LogStreamError>();
  #failedFormat: unknown;

  /**
   * `formatTime` as rows use it: one that throws is told of once, and the built-in formats stand in for it from then
   * on, since a page's mistake must not stop the view. @internal
   */
  get rowTime(): ((entry: LogEntry) => string) | undefined {
    const format = this.formatTime;
    if (format === undefined || format === this.#failedFormat) return undefined;
    return (entry) => {
      try {
        return format(entry);
      } catch (cause) {
        if (format !== this.#failedFormat) {
          this.#failedFormat = format;
          this.report(new LogStreamError('attribute-invalid', 'formatTime threw', cause));
          this.requestUpdate();
        }
        return '';
      }
    };
  }

  /** Tells the page what is wrong with a setting. */
  protected abstract report(error: LogStreamError): void;

  /** What is wrong with the settings at present, in a sentence; `null` when nothing is. */
  protected get settingProblem(): string | null {
    for (const problem of this.#problems.values()) return problem.message;
    return null;
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (isSetting(name)) this.#note(name, value, SETTINGS[name](value).problem);
  }

  /** The settings that can be wrong, with the default in place of what is. */
  protected readSettings(): CheckedSettings {
    return {
      'max-rows': this.#read('max-rows', this.maxRows),
      'time-format': this.#read('time-format', this.timeFormat),
      'search-mode': this.#read('search-mode', this.searchMode),
      transport: this.#read('transport', this.transport),
      follow: this.#read('follow', this.follow),
      minimap: this.#read('minimap', this.minimap),
      levels: this.#read('levels', this.levels),
      at: this.#read('at', this.at),
      locale: this.#read('locale', this.locale),
      alerts: this.#read('alerts', this.alerts),
      'level-scale': this.#read('level-scale', this.levelScale),
    };
  }

  /** What the connection goes by; the page's defaults stand in for what the tag does not say. */
  protected connectionSettings(settings: CheckedSettings): ConnectionSettings {
    const { url, key } = currentConfiguration();
    return {
      runId: this.runId,
      sessionToken: this.sessionToken,
      url: this.supabaseUrl ?? url,
      key: this.supabaseKey ?? key,
      transport: settings.transport,
      table: this.table,
      columns: this.columns,
      maxRows: settings['max-rows'],
      source: this.source,
      tokenProvider: this.tokenProvider,
      severity: { rules: this.severityRules ?? [], scale: settings['level-scale'] },
    };
  }

  #read<Name extends SettingName>(name: Name, given: unknown): CheckedSettings[Name] {
    const { value, problem } = SETTINGS[name](given);
    // A wrong attribute has become its default by now, so only a wrong property shows here.
    if (problem !== null) this.#note(name, given, problem);
    return value as CheckedSettings[Name];
  }

  #note(name: SettingName, given: unknown, problem: string | null): void {
    if (problem === null) {
      if (this.#problems.delete(name)) this.requestUpdate();
      return;
    }
    const quoted = String(given).slice(0, QUOTED_CHARS);
    const error = new LogStreamError('attribute-invalid', `${name}="${quoted}" ${problem}`);
    if (this.#problems.get(name)?.message === error.message) return;
    this.#problems.set(name, error);
    this.report(error);
    this.requestUpdate();
  }
}
