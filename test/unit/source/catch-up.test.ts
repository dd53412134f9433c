import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FakeClock, settle } from '../../helpers/fake-clock.js';
import { ModelRun, ModelViewer } from '../../helpers/model-run.js';

/** A run to which a row is added with every page that is read: reading never finds an end of its own. */
class FastRun extends ModelRun {
  rowsLeft = 200;

  override async after(from: number, to: number | null): ReturnType<ModelRun['after']> {
    if (this.rowsLeft > 0) {
      this.rowsLeft -= 1;
      this.commit(1);
    }
    return super.after(from, to);
  }
}

describe('catching up', () => {
  it('ends at what was the present when it began, however fast rows are written', async () => {
    const run = new FastRun();
    run.commit(5);
    const viewer = new ModelViewer(run, new FakeClock());
    await settle();
    run.commit(1);
    viewer.live.accept();
    await settle();
    assert.equal(viewer.state, 'live');
    assert.ok(run.requests < 12, `${run.requests} requests`);
    viewer.delivery.close();
  });
});
