/** The local Realtime server says what the real one said, frame by frame, in both framings. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import { startSecondRealtime, type SecondRealtime } from '../helpers/second-realtime.js';
import { installRecordedSchema } from '../helpers/stack-scenario.js';
import { HandshakeRefusal, WireClient } from '../helpers/stack-wire.js';
import { needsOwnServer, readRecording } from './recording.js';
import { replayAlone, replayRecording } from './replay-recording.js';

const RECORDINGS = new URL('./recordings/', import.meta.url);
// Held back all the same, only shorter. Two tests below have the real delays.
const DELAYS = { refusedJoinDelayMs: 150, refusedHandshakeDelayMs: 60 };
// The publication gets a table for each recording: nobody is to be told of those of the others.
const CHANGES = { changesPollMs: 20, changesRetryMs: 50, changesPublicationMs: 3_600_000 };
/** Begins on a server that has never seen a published table: see postgres-changes.test.ts. */
const ON_A_FRESH_SERVER = /^30-/;
/** Ten thousand rows at once, and frames of megabytes: they would hold up every other conversation of this process. */
const HEAVY = /^(13a|23)/;
const REAL_DELAYS = { refusedJoinDelayMs: 5_000, refusedHandshakeDelayMs: 2_000 };

const files = readdirSync(RECORDINGS).filter((name) => name.endsWith('.json'));

describe('a recorded conversation', () => {
  let stack: LocalStack;
  /** A second server on the same database, as it is by default. */
  let patient: SecondRealtime;

  before(async () => {
    stack = await startStack({ port: 0, realtimeLimits: { ...DELAYS, ...CHANGES } });
    await installRecordedSchema(stack);
    patient = await startSecondRealtime(stack);
  });

  after(async () => {
    await patient.stop();
    await stack.stop();
  });

  describe('of few frames', { concurrency: 8 }, () => {
    it('has the real delays by default: a refused join takes 5 s and silences its socket', async () => {
      const file = new URL('24-denied-join-stalls-the-socket.vsn2.json', RECORDINGS);
      await replayRecording({ ...stack, url: patient.url }, await readRecording(file), REAL_DELAYS);
    });

    it('has the real delays by default: a refused handshake takes 2 s', async () => {
      const startedMs = performance.now();
      await assert.rejects(WireClient.open(patient.url, 'garbage', '2.0.0'), HandshakeRefusal);
      const tookMs = performance.now() - startedMs;
      assert.ok(tookMs >= 1_998 && tookMs < 4_000, `${tookMs} ms`);
    });

    for (const file of files) {
      if (ON_A_FRESH_SERVER.test(file) || HEAVY.test(file)) continue;
      it(`${file} goes as it went`, async () => {
        const recording = await readRecording(new URL(file, RECORDINGS));
        if (needsOwnServer(recording))
          await replayAlone(stack, recording, { ...DELAYS, ...CHANGES });
        else await replayRecording(stack, recording, DELAYS);
      });
    }
  });

  // One after the other: every server on a database hears, and counts, all that is sent there.
  describe('of a great deal', () => {
    before(async () => {
      await stack.realtime.stop();
      await patient.realtime.stop();
    });

    for (const file of files.filter((name) => HEAVY.test(name))) {
      it(`${file} goes as it went`, async () => {
        const recording = await readRecording(new URL(file, RECORDINGS));
        await replayAlone(stack, recording, { ...DELAYS, ...CHANGES });
      });
    }
  });
});
