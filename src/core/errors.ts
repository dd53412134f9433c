/**
 * Everything that can go wrong, in one place: a code that a host can switch on, what happened in words a person
 * understands, and what to do about it. Nothing here may ever carry a token or a row's text.
 */

/** An error in words. */
export interface ErrorText {
  readonly what: string;
  readonly remedy: string;
}

const CATALOGUE = {
  'run-id-invalid': {
    what: 'run-id is not a UUID.',
    remedy: 'Set run-id to the id of a workflow run, as in 5f0c2b9e-….',
  },
  'backend-missing': {
    what: 'There is no Supabase project to read from.',
    remedy: 'Set supabase-url and supabase-key, call configure(), or set the source property.',
  },
  'backend-url-invalid': {
    what: 'supabase-url is not an http(s) URL.',
    remedy: 'Use the project URL, as in https://xyz.supabase.co.',
  },
  'attribute-invalid': {
    what: 'An attribute has a value that is not allowed, and its default is used.',
    remedy: 'Compare the attribute with the table in the README.',
  },
  'token-missing': {
    what: 'There is no session token.',
    remedy: 'Set session-token or tokenProvider.',
  },
  'token-malformed': {
    what: 'The session token is not a JWT.',
    remedy: "Pass the session's access_token as it is, without “Bearer”.",
  },
  'token-expired': {
    what: 'The session token has expired.',
    remedy: 'Set a fresh session-token, or a tokenProvider that returns one.',
  },
  'token-refused': {
    what: 'The server did not accept the session token.',
    remedy: 'Sign in again and set the new session-token.',
  },
  'token-provider-failed': {
    what: 'tokenProvider threw, or returned something that is not a token.',
    remedy: 'Make it resolve to a JWT; it is asked again before the token expires.',
  },
  denied: {
    what: 'This run does not exist, or this session may not see it.',
    remedy: 'Check the run id, and that the token belongs to a member of its project.',
  },
  'history-unreachable': {
    what: 'The database could not be reached.',
    remedy:
      'Nothing is lost: the view goes on from where it stopped as soon as the server answers.',
  },
  'history-refused': {
    what: 'The database refused the request.',
    remedy: 'Check that the log migrations are applied and the table name is right.',
  },
  'history-unreadable': {
    what: 'The server answered with something that is not a page of rows.',
    remedy: 'Check supabase-url; a proxy may be answering in its place.',
  },
  'live-unreachable': {
    what: 'No live connection could be made; rows are fetched at intervals.',
    remedy: 'Nothing is lost. Allow wss: to the project in the CSP (connect-src) and in proxies.',
  },
  'row-malformed': {
    what: 'A row did not have the shape of a log row; it is shown as it came.',
    remedy: 'Compare the table with the migrations, or set the column mapping.',
  },
  'row-unplaceable': {
    what: 'A row had no usable seq, id or time, and could not be put in order.',
    remedy: 'Let the database give out seq; without one, id and created_at must not be null.',
  },
  'place-unreachable': {
    what: 'That place is further back than rows fit in memory, and these rows can only be paged back.',
    remedy:
      'Give the table a dense seq, a source of your own places, or the view a larger max-rows.',
  },
  'message-malformed': {
    what: 'A live message did not have the expected shape; its rows are read from the database.',
    remedy: 'Check that the log migrations and this package are of versions that fit.',
  },
  'search-unavailable': {
    what: 'The search worker could not be started; search runs in the page.',
    remedy: 'Allow worker-src blob: or host the module build from the page’s own origin.',
  },
  'locale-unavailable': {
    what: 'The texts of this language could not be loaded; the view stays in the one it is in.',
    remedy: 'Put the folder “locales” next to the bundle, and let script-src of the CSP admit it.',
  },
  'query-invalid': {
    what: 'A part of the query could not be understood and is searched as plain words.',
    remedy: 'See the query language in the README.',
  },
  'source-failed': {
    what: 'The source of the rows failed.',
    remedy: 'See the cause.',
  },
} as const satisfies Record<string, ErrorText>;

/** Stable names of what can go wrong. */
export type LogStreamErrorCode = keyof typeof CATALOGUE;

/** The errors in English; `view/locales` has them in other languages. */
export const ERROR_TEXTS: Readonly<Record<LogStreamErrorCode, ErrorText>> = CATALOGUE;

/** Every code, for documentation and tests. */
export const ERROR_CODES = Object.keys(CATALOGUE) as readonly LogStreamErrorCode[];

/** An error of the widget: a code to switch on, a sentence for people, and a remedy. */
export class LogStreamError extends Error {
  override readonly name = 'LogStreamError';
  readonly code: LogStreamErrorCode;
  /** What the reader or the host can do about it. */
  readonly remedy: string;
  /** What is particular to this case, in English; it is part of the message too. */
  readonly detail: string | undefined;

  /**
   * @param code - which error of the catalogue
   * @param detail - what is particular to this case; never a token, never a row's text
   * @param cause - the error behind it, if any
   */
  constructor(code: LogStreamErrorCode, detail?: string, cause?: unknown) {
    const text = CATALOGUE[code];
    super(
      detail === undefined ? text.what : `${text.what} (${detail})`,
      cause === undefined ? undefined : { cause },
    );
    this.code = code;
    this.detail = detail;
    this.remedy = text.remedy;
  }
}
