/** The local Realtime server says what the real one said, frame by frame, in both framings. */
import { readdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import { installRecordedSchema } from '../helpers/stack-scenario.js';
import { readRecording, replayRecording } from './replay-recording.js';

const RECORDINGS = new URL('./recordings/', import.meta.url);
// Held back all the same, only shorter: real-delays.test.ts has the real ones.
const DELAYS = { refusedJoinDelayMs: 150, refusedHandshakeDelayMs: 60 };

describe('a recorded conversation', { concurrency: 8 }, () => {
  let stack: LocalStack;

  before(async () => {
    stack = await startStack({ port: 0, realtimeLimits: DELAYS });
    await installRecordedSchema(stack);
  });

  after(() => stack.stop());

  for (const file of readdirSync(RECORDINGS).filter((name) => name.endsWith('.json'))) {
    it(`${file} goes as it went`, async () => {
      const recording = await readRecording(new URL(file, RECORDINGS));
      await replayRecording(stack, recording, DELAYS);
    });
  }
});
