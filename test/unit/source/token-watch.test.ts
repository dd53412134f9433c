import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TokenWatch } from '../../../src/source/token-watch.js';
import { FakeClock } from '../../helpers/fake-clock.js';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function watched(livesMs: number): { clock: FakeClock; watch: TokenWatch; askedAtMs: number[] } {
  const clock = new FakeClock();
  const startMs = clock.now();
  const askedAtMs: number[] = [];
  const watch = new TokenWatch(
    clock,
    () => 0,
    () => askedAtMs.push(clock.now() - startMs),
  );
  watch.watch(`e30.${encode({ exp: (startMs + livesMs) / 1000 })}.c2ln`);
  return { clock, watch, askedAtMs };
}

describe('token watch', () => {
  it('asks two minutes and one minute before the end', async () => {
    const { clock, askedAtMs } = watched(3_600_000);
    await clock.advance(3_600_000);
    assert.deepEqual(askedAtMs, [3_480_000, 3_540_000]);
  });

  it('asks halfway through a token that lives shorter than that', async () => {
    const { clock, askedAtMs } = watched(30_000);
    await clock.advance(30_000);
    assert.deepEqual(askedAtMs, [15_000]);
  });

  it('asks no more for a token that was replaced', async () => {
    const { clock, watch, askedAtMs } = watched(3_600_000);
    await clock.advance(3_490_000);
    watch.watch('e30.e30.c2ln');
    await clock.advance(600_000);
    assert.equal(askedAtMs.length, 1);
    assert.equal(watch.expiresAtMs, null);
  });

  it('does not ask for a token that has expired already', async () => {
    const { clock, watch, askedAtMs } = watched(-1_000);
    await clock.advance(600_000);
    assert.equal(askedAtMs.length, 0);
    assert.equal(watch.hasExpired, true);
  });
});
