/** The control API as the page uses it. Errors come back as sentences that can be shown. */

export type Viewer = 'owner' | 'other' | 'portal';

export interface DemoConfig {
  readonly kind: 'embedded' | 'project';
  readonly supabaseUrl: string;
  readonly supabaseKey: string;
  readonly canBreakRealtime: boolean;
  readonly canMintTokens: boolean;
  readonly workflows: readonly { readonly id: string; readonly name: string }[];
}

export interface DemoRun {
  readonly id: string;
  readonly workflow: string;
  readonly project: string;
  readonly startedAt: string;
  readonly status: 'running' | 'succeeded' | 'failed' | 'canceled';
  readonly rate: number;
  readonly lastSeq: number;
}

export interface DemoState {
  readonly runs: readonly DemoRun[];
  readonly faults: readonly { readonly kind: FaultKind; readonly endsAtMs: number }[];
}

/** Faults that last for a while. */
export type FaultKind = 'down' | 'hang-up' | 'frozen' | 'silent' | 'shuffled' | 'rest';

export interface Session {
  readonly accessToken: string;
  readonly expiresAtMs: number;
  readonly name: string;
}

export const readConfig = (): Promise<DemoConfig> => call<DemoConfig>('GET', 'config');
export const readState = (): Promise<DemoState> => call<DemoState>('GET', 'state');

export const startRun = (workflowId: string, rate: number): Promise<DemoRun> =>
  call<DemoRun>('POST', 'runs', { workflowId, rate });

export const actOnRun = (
  runId: string,
  action: 'rate' | 'burst' | 'finish',
  body: object,
): Promise<unknown> => call('POST', `runs/${runId}/${action}`, body);

export const signIn = (
  viewer: Viewer,
  runId: string,
  expiresInSeconds?: number,
): Promise<Session> =>
  call<Session>('POST', 'sessions', {
    viewer,
    runId,
    ...(expiresInSeconds === undefined ? {} : { expiresInSeconds }),
  });

/** Breaks something for a while. */
export const startFault = (kind: FaultKind, seconds: number): Promise<unknown> =>
  call('POST', `faults/${kind}`, { seconds });

/** Cuts every socket, ends every channel's token, or repairs what is broken. */
export const strike = (action: 'drop' | 'expire' | 'clear'): Promise<unknown> =>
  call('POST', `faults/${action}`, {});

async function call<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(`/demo-api/${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Answer & { error?: string };
  if (!response.ok) throw new Error(answer.error ?? `The demo server answered ${response.status}.`);
  return answer;
}
