/** What the model test found, each as the smallest schedule that showed it. */
import { describe, it } from 'node:test';
import { keepsPromises } from '../../model/keeps-promises.js';
import type { Schedule, Step } from '../../model/schedule.js';

/** A plain world, unless told otherwise. */
const PLAIN: Omit<Schedule, 'steps'> = {
  seed: 1,
  rows: 2,
  cap: 1_000,
  askMs: 0,
  answerMs: 0,
  messageMs: 1,
  maxRows: 100_000,
  polls: false,
  hasToken: true,
};

async function survives(steps: readonly Step[], over: Partial<Schedule> = {}): Promise<void> {
  await keepsPromises({ ...PLAIN, ...over, steps });
}

describe('delivery, as the model found it wanting', () => {
  it('does not declare rows deleted that a message invented', async () => {
    await survives([
      { do: 'wait', ms: 100 },
      { do: 'say', viewer: 0, what: 'far-pointer' },
      { do: 'wait', ms: 1_000 },
      { do: 'write', rows: 1 },
    ]);
  });

  it('does not wait for ever for rows that a message invented', async () => {
    await survives([
      { do: 'messages', viewer: 0, fate: 'garble', next: 1, as: 'far-rows' },
      { do: 'write', rows: 1, holdMs: 32 },
    ]);
  });

  it('takes a seq that is no whole number for none', async () => {
    await survives([
      { do: 'wait', ms: 100 },
      { do: 'rest-pace', askMs: 0, answerMs: 200 },
      { do: 'say', viewer: 0, what: 'fraction' },
      { do: 'wait', ms: 10 },
      { do: 'messages', viewer: 0, fate: 'lose', next: 1 },
      { do: 'write', rows: 3 },
      { do: 'delete', where: 'end', rows: 3 },
    ]);
  });

  it('does not take older rows that are hidden for deleted ones', async () => {
    await survives(
      [
        { do: 'token', viewer: 0, kind: 'stranger' },
        { do: 'older', viewer: 0, rows: 1 },
      ],
      { rows: 30, cap: 12 },
    );
  });

  it('does not take a row for deleted that was written while an empty answer was on its way', async () => {
    await survives([
      { do: 'rest-pace', askMs: 0, answerMs: 47 },
      { do: 'messages', viewer: 0, fate: 'garble', next: 1, as: 'million' },
      { do: 'write', rows: 1, holdMs: 47 },
    ]);
  });

  it('polls once the database answers again, where there is no live path', async () => {
    await survives([{ do: 'rest', how: 'away' }], { polls: true });
  });

  it('polls no slower than before after the page was hidden', async () => {
    await survives(
      [
        { do: 'page', viewer: 0, event: 'hidden' },
        { do: 'wait', ms: 38_000 },
      ],
      { polls: true },
    );
  });

  it('is not live while it connects anew with a newer token', async () => {
    await survives([
      { do: 'wait', ms: 39 },
      { do: 'token', viewer: 0, kind: 'fresh' },
      { do: 'wait', ms: 14 },
      { do: 'revoke', viewer: 0 },
    ]);
  });

  it('is not live when the channel is closed while the database is away', async () => {
    await survives([
      { do: 'wait', ms: 49 },
      { do: 'rest', how: 'away' },
      { do: 'wait', ms: 4_000 },
      { do: 'close-channel', viewer: 0, why: 'rate' },
    ]);
  });

  it('closes the account of an outage before it says that it is live', async () => {
    await survives([
      { do: 'write', rows: 1, holdMs: 6_000 },
      { do: 'messages', viewer: 0, fate: 'lose', next: 1 },
      { do: 'wait', ms: 25_000 },
      { do: 'say', viewer: 0, what: 'text' },
      { do: 'write', rows: 1 },
    ]);
  });

  it('still finds the late rows of a run that is over when its token is replaced', async () => {
    await survives(
      [
        { do: 'status', status: 'succeeded', holdMs: 50 },
        { do: 'wait', ms: 42 },
        { do: 'token', viewer: 0, kind: 'expired' },
        { do: 'write', rows: 1, holdMs: 12 },
        { do: 'wait', ms: 15 },
        { do: 'token', viewer: 0, kind: 'fresh' },
      ],
      { seed: 6_120, answerMs: 10 },
    );
  });

  it('does not end with the run while it waits for a token', async () => {
    await survives(
      [
        { do: 'wait', ms: 3_025 },
        { do: 'write', rows: 1, holdMs: 6_000 },
        { do: 'wait', ms: 100 },
        { do: 'drop', viewer: 0, backMs: 967 },
        { do: 'status', status: 'succeeded' },
        { do: 'token', viewer: 0, kind: 'short', lastsMs: 3_000 },
        { do: 'write', rows: 1, holdMs: 3_000 },
      ],
      { seed: 1_611_364_083, askMs: 100, answerMs: 100 },
    );
  });
});
