/**
 * What the demo runs against, whichever it is: the stack embedded in this process, or a Supabase project. The rest of
 * the demo knows only this.
 */
import type postgres from 'postgres';

/** Who looks: the owner of the runs, a user of another tenant, or a customer with a link to one run. */
export const VIEWERS = ['owner', 'other', 'portal'] as const;
export type Viewer = (typeof VIEWERS)[number];

/** A viewer's session as the page needs it. */
export interface ViewerSession {
  readonly accessToken: string;
  /** Milliseconds since 1970. */
  readonly expiresAtMs: number;
  /** For the caption: an e-mail address, or what the link is good for. */
  readonly name: string;
}

/** What a session may be asked to be. */
export interface SessionRequest {
  readonly viewer: Viewer;
  /** The run that a portal session is good for. */
  readonly runId?: string;
  /** Default: what the project's Auth gives, usually an hour. */
  readonly expiresInSeconds?: number;
}

/** Ways to break Realtime; only the embedded stack lets itself be broken. */
export interface RealtimeFaults {
  /** Cuts every socket, as a restarting proxy does. */
  dropSockets(): void;
  /** Refuses new sockets; those that are there stay. */
  pause(): void;
  /** Accepts sockets again. */
  resume(): void;
  /** False: messages from the database are lost without a word, while channels stay joined. */
  setBroadcastsFlowing(isFlowing: boolean): void;
}

/** A user of the demo. */
export interface DemoUser {
  readonly id: string;
  readonly email: string;
}

/** What the demo runs against. */
export interface DemoBackend {
  readonly kind: 'embedded' | 'project';
  /** As `supabase-url` takes it. */
  readonly url: string;
  readonly publishableKey: string;
  /** A connection that row level security does not apply to, as workers have it. */
  readonly sql: postgres.Sql;
  readonly users: Readonly<Record<'owner' | 'other', DemoUser>>;
  /** `null` where Realtime cannot be broken from here. */
  readonly faults: RealtimeFaults | null;
  /** Whether tokens with chosen claims can be made: short-lived ones, and those for one run. */
  readonly canMintTokens: boolean;
  session(request: SessionRequest): Promise<ViewerSession>;
  stop(): Promise<void>;
}

/** A request that the backend cannot meet, in words for the page. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
}
