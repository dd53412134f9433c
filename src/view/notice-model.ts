/** Which notice a state calls for: pure decisions, so that each of them can be tested by name. */
import type { LogStreamError, LogStreamErrorCode } from '../core/errors.js';
import type { StreamState } from '../core/stream-state.js';
import { errorSentence, errorText } from './error-text.js';
import type { NoticeModel } from './log-notice.js';
import type { LogStreamStrings } from './strings.js';

/** What the decision depends on. */
export interface NoticeInput {
  readonly strings: LogStreamStrings;
  readonly formatNumber: (value: number) => string;
  readonly state: StreamState;
  readonly reason: string | undefined;
  readonly error: LogStreamError | null;
  /** Rows in memory. */
  readonly rowCount: number;
  /** Rows on show. */
  readonly shownCount: number;
  /** The search is still looking, so nothing on show means nothing yet. */
  readonly searching: boolean;
  /** Rows that came in while paused. */
  readonly waitingCount: number;
}

const ICONS = {
  idle: 'log',
  connecting: 'spinner',
  empty: 'log',
  'ended-empty': 'log',
  'auth-required': 'key',
  denied: 'lock',
  failed: 'plug',
} as const;

type NoticeName = keyof typeof ICONS;

/** What only the page can put right: trying again would change nothing. */
const FOR_THE_PAGE: readonly LogStreamErrorCode[] = [
  'run-id-invalid',
  'backend-missing',
  'backend-url-invalid',
];

/** True where there is no log to read, and will be none unless something else happens first. */
export function isBare({ state, rowCount }: NoticeInput): boolean {
  if (rowCount > 0) return false;
  return state === 'idle' || state === 'auth-required' || state === 'denied' || state === 'failed';
}

/** The notice in place of the rows, when there are none to show. */
export function placeholderOf(input: NoticeInput): NoticeModel | null {
  const { strings, state, error } = input;
  if (input.shownCount > 0) return null;
  if (input.rowCount > 0) {
    if (input.searching) return calm('spinner', strings.searchPending, '');
    return {
      ...calm('filter', strings.noneShown(input.formatNumber(input.rowCount)), ''),
      action: { command: 'clear-filters', label: strings.clearFilters },
    };
  }
  const name = placeholderName(state);
  const { title, detail } = strings.notices[name];
  const notice: NoticeModel = {
    tone: toneOf(name),
    icon: ICONS[name],
    title,
    detail: detailOf(name, detail, input),
    action: name === 'failed' ? retry(input) : null,
  };
  // While it is still trying, an error is what the reader wants to know, not that it is trying.
  if (name === 'connecting' && error !== null) {
    const { message, remedy } = errorText(error, strings);
    return { ...notice, tone: 'warning', title: message, detail: remedy };
  }
  return notice;
}

/** The notice above the rows, when there are rows and something is to be said about them. */
export function bannerOf(input: NoticeInput): NoticeModel | null {
  const { strings, state } = input;
  if (input.rowCount === 0) return null;
  if (state === 'auth-required' || state === 'denied' || state === 'failed') {
    const { title, detail } = strings.notices[state];
    return {
      tone: state === 'auth-required' ? 'warning' : 'error',
      icon: ICONS[state],
      title: `${title}.`,
      detail: detailOf(state, detail, input),
      action: state === 'failed' ? retry(input) : null,
    };
  }
  if (state === 'paused') {
    return {
      ...calm('pause', strings.pausedRows(input.formatNumber(input.waitingCount)), ''),
      action: { command: 'pause', label: strings.resume },
    };
  }
  const detail = strings.stateDetails[state];
  if (detail !== undefined) {
    return {
      ...calm(state === 'connecting' ? 'spinner' : 'warning', `${strings.states[state]}.`, detail),
      tone: state === 'degraded' ? 'warning' : 'calm',
    };
  }
  return null;
}

function retry({ error, strings }: NoticeInput): NoticeModel['action'] {
  if (error !== null && FOR_THE_PAGE.includes(error.code)) return null;
  return { command: 'reconnect', label: strings.reconnect };
}

function placeholderName(state: StreamState): NoticeName {
  switch (state) {
    case 'idle':
    case 'auth-required':
    case 'denied':
    case 'failed':
      return state;
    case 'connecting':
    case 'catching-up':
      return 'connecting';
    case 'ended':
      return 'ended-empty';
    case 'live':
    case 'polling':
    case 'degraded':
    case 'paused':
      return 'empty';
  }
}

function toneOf(name: NoticeName): NoticeModel['tone'] {
  if (name === 'failed' || name === 'denied') return 'error';
  return name === 'auth-required' ? 'warning' : 'calm';
}

/** What the strings say, or, where an error tells more, what it says and what to do about it. */
function detailOf(name: NoticeName, detail: string, { error, strings }: NoticeInput): string {
  // A session that is over is told to who reads; every other mistake with a token is for who made the page.
  const isOver = error?.code === 'token-expired' || error?.code === 'token-refused';
  const tells = name === 'failed' || (name === 'auth-required' && !isOver);
  return tells && error !== null ? errorSentence(error, strings) : detail;
}

const calm = (icon: NoticeModel['icon'], title: string, detail: string): NoticeModel => ({
  tone: 'calm',
  icon,
  title,
  detail,
  action: null,
});
