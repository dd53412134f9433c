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

/** Ways to break Realtime. */
export interface RealtimeFaults {
  /** Cuts every socket, as a restarting proxy does. */
  dropSockets(): void;
  /** Ends every channel, as a server does at the end of its token. */
  closeChannels(cause: 'token-expired'): void;
  /** Refuses new sockets; those that are there stay. */
  pause(): void;
  /** Accepts sockets again. */
  resume(): void;
  /** Closes new sockets with this code as soon as they are open; null: no longer. */
  acceptThenClose(code: number | null): void;
  /** True: open sockets say and hear nothing, and nobody is told, as when a cable is cut. */
  freezeSockets(isFrozen: boolean): void;
  /** False: messages from the database are lost without a word, while channels stay joined. */
  setBroadcastsFlowing(isFlowing: boolean): void;
  /** Shares, from 0 to 1, of the messages that come twice and that are overtaken; null: none. */
  disturbBroadcasts(shares: { duplicateShare: number; reorderShare: number } | null): void;
}

/** Ways to break a backend; only the embedded stack lets itself be broken. */
export interface StackFaults {
  readonly realtime: RealtimeFaults;
  readonly rest: {
    /** Every request for rows gets this status; null: no longer. */
    failRest(status: number | null): void;
  };
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
  /** `null` where nothing can be broken from here. */
  readonly faults: StackFaults | null;
  /** Whether tokens with chosen claims can be made: short-lived ones, and those for one run. */
  readonly canMintTokens: boolean;
  session(request: SessionRequest): Promise<ViewerSession>;
  stop(): Promise<void>;
}

/** A request that the backend cannot meet, in words for the page. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
}
