/**
 * Ten thousand rows at once, by each way: what came there comes here. One after the other, since every server on a
 * database hears, and counts, all that is sent there.
 */
import { readdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import { installRecordedSchema } from '../helpers/stack-scenario.js';
import { readRecording } from './recording.js';
import { replayAlone } from './replay-recording.js';

const RECORDINGS = new URL('./recordings/', import.meta.url);
const LIMITS = { refusedJoinDelayMs: 0, refusedHandshakeDelayMs: 0, changesRetryMs: 50 };

describe('a recorded flood', () => {
  let stack: LocalStack;

  before(async () => {
    stack = await startStack({ port: 0 });
    await installRecordedSchema(stack);
    // Each recording has a server of its own: this one would only hear them all.
    await stack.realtime.stop();
  });

  after(() => stack.stop());

  for (const file of readdirSync(RECORDINGS).filter((name) => name.startsWith('23'))) {
    it(`${file} goes as it went`, async () => {
      await replayAlone(stack, await readRecording(new URL(file, RECORDINGS)), LIMITS);
    });
  }
});
