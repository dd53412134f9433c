/** That a row reaches the viewer in time even when what brings it is broken; found by the chaos run, one by one. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LogEntry } from '../../../src/core/log-entry.js';
import { brief } from '../../helpers/entries.js';
import { FakeClock, settle } from '../../helpers/fake-clock.js';
import { ModelRun, ModelViewer } from '../../helpers/model-run.js';

/** What a committed row may take to the screen. */
const LIMIT_MS = 5_000;

interface Scene<Model extends ModelRun> {
  readonly model: Model;
  readonly clock: FakeClock;
  readonly viewer: ModelViewer;
}

/** A viewer of a run with `count` rows, joined and caught up, and past the reading that follows a join. */
async function liveViewer<Model extends ModelRun>(
  count: number,
  model: Model,
): Promise<Scene<Model>> {
  const clock = new FakeClock();
  model.commit(count);
  const viewer = new ModelViewer(model, clock);
  await settle();
  viewer.live.accept();
  await clock.advance(4_000);
  assert.equal(viewer.state, 'live');
  return { model, clock, viewer };
}

/** Answers with the page as it was when it was asked for, and only when it is let. */
class SlowPages extends ModelRun {
  gate: Promise<void> | null = null;

  override async after(
    from: number,
    to: number | null,
  ): Promise<{ entries: LogEntry[]; unplaceable: 0 }> {
    const page = await super.after(from, to);
    await this.gate;
    return page;
  }
}

describe('rows in time', () => {
  it('fetches rows while a lost connection is being made again', async () => {
    const { model, clock, viewer } = await liveViewer(1, new ModelRun());
    viewer.live.listener.onLost('socket closed');
    for (let attempt = 0; attempt < 4; attempt += 1) {
      model.commit(1);
      await clock.advance(1_000);
      viewer.live.listener.onLost('no connection');
    }
    assert.equal(viewer.state, 'connecting');
    assert.ok(viewer.entries.length >= 3, brief(viewer.rows));
  });

  it('asks a database that failed again as soon as the live path is up', async () => {
    const { model, clock, viewer } = await liveViewer(1, new ModelRun());
    model.failure = 'unreachable';
    model.commit(1);
    viewer.live.say({ from: 2, to: 2 });
    await clock.advance(120_000);
    viewer.live.listener.onLost('server stopped');
    model.failure = null;
    viewer.live.accept();
    await settle();
    assert.equal(viewer.entries.length, 2);
  });

  it('asks a database that was away for six seconds soon after it is back', async () => {
    const { model, clock, viewer } = await liveViewer(1, new ModelRun());
    model.failure = 'unreachable';
    model.commit(1);
    // Two questions at once: each has its own patience, or they would use up each other's.
    viewer.live.say({ from: 2, to: 2 });
    viewer.delivery.setToken('second-token');
    viewer.live.listener.onLost('server stopped');
    await clock.advance(6_000);
    model.failure = null;
    await clock.advance(2_500);
    assert.equal(viewer.entries.length, 2);
  });

  it('does not take a row for deleted that was committed while an empty page was on its way', async () => {
    const { model, clock, viewer } = await liveViewer(2, new SlowPages());
    let open = (): void => undefined;
    viewer.live.listener.onLost('socket closed');
    model.gate = new Promise((resolve) => (open = resolve));
    viewer.live.accept();
    await settle();
    model.commit(1);
    viewer.delivery.setToken('second-token');
    await settle();
    open();
    await clock.advance(LIMIT_MS);
    assert.equal(viewer.entries.length, 3, brief(viewer.rows));
  });

  for (const path of ['live', 'refused'] as const) {
    it(`finds a row within five seconds after up to ten of silence, the path being ${path}`, async () => {
      for (let silenceMs = 0; silenceMs <= 10_000; silenceMs += 500) {
        const { model, clock, viewer } = await liveViewer(1, new ModelRun());
        if (path === 'refused') viewer.live.refuse('rate');
        else viewer.live.announce(model.commit(1));
        await clock.advance(silenceMs);
        model.commit(1);
        await clock.advance(LIMIT_MS);
        assert.equal(viewer.entries.at(-1)?.seq, model.lastSeq, `after ${silenceMs} ms`);
        viewer.delivery.close();
      }
    });
  }
});
