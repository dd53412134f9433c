/** The one suite with the real server's own waits: 5 s for a refused join, 2 s for a refused handshake. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import { installRecordedSchema } from '../helpers/stack-scenario.js';
import { HandshakeRefusal, WireClient } from '../helpers/stack-wire.js';
import { readRecording, replayRecording } from './replay-recording.js';

describe('by default', { concurrency: 2 }, () => {
  let stack: LocalStack;

  before(async () => {
    stack = await startStack({ port: 0 });
    await installRecordedSchema(stack);
  });

  after(() => stack.stop());

  it('a refused join takes 5 s and silences its socket meanwhile', async () => {
    const file = '24-denied-join-stalls-the-socket.vsn2.json';
    const recording = await readRecording(new URL(`./recordings/${file}`, import.meta.url));
    await replayRecording(stack, recording, {
      refusedJoinDelayMs: 5_000,
      refusedHandshakeDelayMs: 2_000,
    });
  });

  it('a refused handshake takes 2 s', async () => {
    const startedMs = performance.now();
    await assert.rejects(WireClient.open(stack.url, 'garbage', '2.0.0'), HandshakeRefusal);
    const tookMs = performance.now() - startedMs;
    assert.ok(tookMs >= 1_998 && tookMs < 4_000, `${tookMs} ms`);
  });
});
