import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_COLUMNS, type LogColumns } from '../../../src/core/columns.js';
import { SILENT_PROBE } from '../../../src/observe/metrics.js';
import { RestClient } from '../../../src/source/rest-client.js';
import { SYSTEM_CLOCK } from '../../../src/source/system-clock.js';
import { chooseWay, TRANSPORTS, type Transport, type Way } from '../../../src/source/transport.js';
import { RUN_ID } from '../../helpers/entries.js';
import { FakeClock } from '../../helpers/fake-clock.js';
import { ModelRun, ModelViewer } from '../../helpers/model-run.js';

function way(transport: Transport, table = 'logs', columns: Partial<LogColumns> = {}): Way {
  const rest = new RestClient({ url: 'http://way.test', key: 'key' });
  return chooseWay(transport, rest, {
    runId: RUN_ID,
    table,
    columns: { ...DEFAULT_COLUMNS, ...columns },
    probe: SILENT_PROBE,
    clock: SYSTEM_CLOCK,
  });
}

describe('transport', () => {
  it('listens to inserts of the one run, on a channel of the table', () => {
    assert.deepEqual(way('postgres-changes', 'lines').live?.plan, {
      topic: `log-stream:public.lines:${RUN_ID}`,
      isPrivate: false,
      bindings: [
        { kind: 'inserts', schema: 'public', table: 'lines', filter: `run_id=eq.${RUN_ID}` },
      ],
    });
  });

  it('listens in another schema, by another column', () => {
    const plan = way('postgres-changes', 'audit.lines', { runId: 'job' }).live?.plan;
    assert.equal(plan?.topic, `log-stream:audit.lines:${RUN_ID}`);
    assert.deepEqual(plan.bindings, [
      { kind: 'inserts', schema: 'audit', table: 'lines', filter: `job=eq.${RUN_ID}` },
    ]);
  });

  it('has no live path but the table’s own where rows have no numbers', () => {
    const listening = TRANSPORTS.filter((name) => way(name, 'lines', { seq: null }).live !== null);
    assert.deepEqual(listening, ['postgres-changes']);
  });

  it('listens to messages of the database otherwise, unless it is to poll', () => {
    const kinds = TRANSPORTS.map((name) => way(name).live?.plan.bindings[0]?.kind);
    assert.deepEqual(kinds, ['broadcast', 'broadcast', 'inserts', undefined]);
  });

  for (const isDemanded of [true, false]) {
    it(`falls back ${isDemanded ? 'with an error where' : 'without a word unless'} a live path was asked for`, async () => {
      const demanding = TRANSPORTS.filter((name) => way(name).live?.isDemanded === true);
      assert.deepEqual(demanding, ['broadcast', 'postgres-changes']);
      const clock = new FakeClock();
      const viewer = new ModelViewer(new ModelRun(), clock, { isDemanded });
      await clock.advance(30_000);
      assert.equal(viewer.state, 'polling');
      const codes = viewer.errors.map(({ code }) => code);
      assert.deepEqual(codes, isDemanded ? ['live-unreachable'] : []);
      viewer.delivery.close();
    });
  }
});
