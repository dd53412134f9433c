/** Yielding in a process of its own: that it ends is what is tested. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const YIELD_TASK = new URL('../../../src/search/yield-task.js', import.meta.url).href;

describe('a task of its own, in Node', () => {
  it('is run to the end, and then keeps no process alive', async () => {
    const program = `
      import { yieldTask } from ${JSON.stringify(YIELD_TASK)};
      let turns = 0;
      const next = () => (turns += 1) < 3 ? yieldTask(next) : console.log('turns', turns);
      yieldTask(next);
    `;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', program],
      { cwd: fileURLToPath(new URL('../../..', import.meta.url)), timeout: 30_000 },
    );
    assert.equal(stdout.trim(), 'turns 3');
  });
});
