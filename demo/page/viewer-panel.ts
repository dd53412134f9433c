/**
 * One viewer of the chosen run: who it is, its session, and the tag. The tag gets its token as a property, so that
 * it is never in the page's markup.
 */
import type { MeshhookLogStreamElement } from '../../src/element.js';
import { signIn, type DemoConfig, type Session, type Viewer } from './api.js';
import { build, button } from './build.js';

/** Long enough to read a few rows, short enough to wait for. In seconds. */
const SHORT_TOKEN_SECONDS = 30;

const TITLES: Readonly<Record<Viewer, string>> = {
  owner: 'Owner of the run',
  other: 'Another tenant',
  portal: 'Customer with a link to this run',
};

/** What a panel starts from. */
export interface ViewerPanelOptions {
  readonly viewer: Viewer;
  readonly config: DemoConfig;
  /** Attributes of the tag beyond those that the panel sets, from the page's address. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly onError: (error: unknown) => void;
}

export class ViewerPanel {
  /** The panel, to be put into the page. */
  readonly root: HTMLElement;
  /** The tag. */
  readonly stream: MeshhookLogStreamElement = document.createElement('meshhook-log-stream');
  readonly #options: ViewerPanelOptions;
  readonly #title = build('h2');
  readonly #who = build('small');
  /** Whose session it has at present; it starts as the panel's own. */
  #viewer: Viewer;
  #session: Session | null = null;
  #runId = '';

  constructor(options: ViewerPanelOptions) {
    this.#options = options;
    this.#viewer = options.viewer;
    const { config, onError, viewer } = options;
    this.stream.dataset['viewer'] = viewer;
    this.stream.supabaseUrl = config.supabaseUrl;
    this.stream.supabaseKey = config.supabaseKey;
    for (const [name, value] of Object.entries(options.attributes)) {
      this.stream.setAttribute(name, value);
    }
    const short = button(
      `Token for ${SHORT_TOKEN_SECONDS} s`,
      () => this.renew(SHORT_TOKEN_SECONDS),
      onError,
    );
    if (!config.canMintTokens) {
      short.disabled = true;
      short.title = 'Needs SUPABASE_JWT_SECRET.';
    }
    const buttons = [button('New token', () => this.renew(), onError), short];
    if (viewer !== 'portal') {
      buttons.push(button('Sign in as the other', () => this.#swapUser(), onError));
    }
    this.root = build(
      'article',
      { className: 'viewer' },
      build(
        'header',
        {},
        build('div', { className: 'who' }, this.#title, this.#who),
        build('div', { className: 'row' }, ...buttons),
      ),
      this.stream,
    );
    this.#describe();
  }

  /** Shows this run, signing in first if there is no session yet. */
  async show(runId: string): Promise<void> {
    this.#runId = runId;
    this.stream.label = `${TITLES[this.#options.viewer]}, run ${runId.slice(0, 8)}`;
    // A customer's token is good for one run only, so another run takes another token.
    if (this.#session === null || this.#viewer === 'portal') await this.renew();
    this.stream.runId = runId;
  }

  /** Fetches another token for the same viewer and hands it to the tag, which stays as it is. */
  async renew(expiresInSeconds?: number): Promise<void> {
    this.#session = await signIn(this.#viewer, this.#runId, expiresInSeconds);
    this.stream.sessionToken = this.#session.accessToken;
    this.#describe();
  }

  /** Brings the caption up to date: the token runs out by itself. */
  tick(): void {
    this.#describe();
  }

  async #swapUser(): Promise<void> {
    this.#viewer = this.#viewer === 'owner' ? 'other' : 'owner';
    await this.renew();
  }

  #describe(): void {
    this.#title.textContent = TITLES[this.#viewer];
    if (this.#session === null) {
      this.#who.textContent = 'not signed in yet';
      return;
    }
    const { name, expiresAtMs } = this.#session;
    const seconds = Math.round((expiresAtMs - Date.now()) / 1000);
    const left =
      seconds <= 0
        ? 'token expired'
        : seconds < 120
          ? `token good for ${seconds} s`
          : `token good for ${Math.round(seconds / 60)} min`;
    this.#who.textContent = `${name} · ${left}`;
  }
}
