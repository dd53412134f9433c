import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RUN_ID } from '../../helpers/entries.js';
import { FakeClock, settle } from '../../helpers/fake-clock.js';
import { NumberedViewer } from '../../helpers/numbered-viewer.js';
import { asInserted, PlainTable, type PlainRow } from '../../helpers/plain-table.js';

/** A viewer of a plain table, in a world that a test leads. */
class Stage {
  readonly clock = new FakeClock();
  readonly table = new PlainTable();
  #ids = 0;

  /** Rows that are written now, or were `agoMs` ago. */
  write(count: number, agoMs = 0): PlainRow[] {
    return Array.from({ length: count }, () => {
      this.#ids += 1;
      const micros = (this.clock.now() - agoMs) * 1_000 + this.#ids;
      return { id: String(this.#ids), micros, message: `row ${this.#ids}` };
    });
  }

  commit(count: number, agoMs = 0): PlainRow[] {
    const rows = this.write(count, agoMs);
    this.table.commit(rows);
    return rows;
  }

  async open(polls = false): Promise<NumberedViewer> {
    const viewer = new NumberedViewer(this.table, this.clock, { polls });
    await settle();
    if (!polls) viewer.live.accept();
    await this.clock.advance(10_000);
    return viewer;
  }
}

function hear(viewer: NumberedViewer, rows: readonly PlainRow[]): void {
  for (const row of rows) viewer.hear(asInserted(row, RUN_ID));
}

function shown({ sink }: NumberedViewer): string[] {
  return sink.entries.map(({ seq, message }) => `${seq} ${message}`);
}

describe('a table without numbers', () => {
  it('is numbered from the newest page on, and downwards before it', async () => {
    const stage = new Stage();
    stage.table.pageCap = 3;
    stage.commit(5, 600_000);
    const viewer = await stage.open();
    hear(viewer, stage.commit(1));
    await viewer.delivery.loadOlder(3);
    assert.deepEqual(shown(viewer), [
      '-1 row 1',
      '0 row 2',
      '1 row 3',
      '2 row 4',
      '3 row 5',
      '4 row 6',
    ]);
    assert.equal(viewer.sink.reachedStart, false);
    await viewer.delivery.loadOlder(3);
    assert.equal(viewer.sink.reachedStart, true);
  });

  it('hands on rows that wait to be asked for before a row that comes live', async () => {
    const stage = new Stage();
    const viewer = await stage.open();
    stage.commit(2);
    // The tail is asked, and what it finds is given three seconds to come by itself.
    const before = viewer.sink.probe.read(0, 0).counts.requests;
    while (viewer.sink.probe.read(0, 0).counts.requests < before + 2)
      await stage.clock.advance(500);
    assert.deepEqual(shown(viewer), []);
    hear(viewer, stage.commit(1));
    assert.deepEqual(shown(viewer), ['1 row 1', '2 row 2', '3 row 3']);
    await stage.clock.advance(60_000);
    assert.equal(viewer.sink.entries.length, 3);
    assert.equal(viewer.sink.probe.read(0, 0).counts.missing, 0);
  });

  it('shows a row that was read once more as little as one that was announced twice', async () => {
    const stage = new Stage();
    const viewer = await stage.open();
    const rows = stage.commit(3);
    hear(viewer, rows);
    hear(viewer, rows);
    await stage.clock.advance(120_000);
    hear(viewer, rows.slice(0, 1));
    assert.deepEqual(shown(viewer), ['1 row 1', '2 row 2', '3 row 3']);
  });

  it('finds rows that were lost while others kept coming', async () => {
    const stage = new Stage();
    const viewer = await stage.open();
    for (let second = 0; second < 30; second += 1) {
      if (second === 5) stage.commit(2);
      hear(viewer, stage.commit(1));
      await stage.clock.advance(1_000);
    }
    assert.equal(viewer.sink.entries.length, 32);
  });

  it('finds a row that was committed half a minute after it was written', async () => {
    const stage = new Stage();
    const viewer = await stage.open(true);
    const late = stage.write(1);
    for (let second = 0; second < 30; second += 1) {
      stage.commit(1);
      await stage.clock.advance(1_000);
    }
    stage.table.commit(late);
    await stage.clock.advance(30_000);
    assert.equal(viewer.sink.entries.length, 31);
    assert.equal(viewer.sink.entries.filter(({ id }) => id === late[0]?.id).length, 1);
  });

  it('asks one small question at a time while nothing happens', async () => {
    const stage = new Stage();
    stage.commit(100, 600_000);
    const viewer = await stage.open(true);
    await stage.clock.advance(120_000);
    const before = stage.table.requests.length;
    await stage.clock.advance(600_000);
    const asked = stage.table.requests.slice(before);
    assert.ok(asked.length >= 30 && asked.length <= 60, `${asked.length} questions`);
    assert.deepEqual([...new Set(asked.map((query) => query.get('limit')))], ['1']);
    viewer.delivery.close();
  });

  it('goes on to the present after a question that was broken off half-way', async () => {
    const stage = new Stage();
    stage.table.pageCap = 2;
    const viewer = await stage.open(true);
    let passed = 0;
    stage.table.stumbles = () => (passed += 1) > 3;
    stage.commit(10);
    while (passed < 4) await stage.clock.advance(500);
    stage.commit(10);
    const questions = stage.table.requests.length;
    stage.table.stumbles = () => false;
    while (viewer.sink.entries.length === 0) await stage.clock.advance(100);
    assert.equal(viewer.sink.entries.length, 20, 'all that there is, not what there was');
    assert.ok(stage.table.requests.length - questions < 20);
  });

  it('reads a row that the server has cut', async () => {
    const stage = new Stage();
    const viewer = await stage.open();
    const [row] = stage.commit(1);
    assert.ok(row !== undefined);
    viewer.hear(asInserted({ ...row, message: '' }, RUN_ID, ['Error 413: Payload Too Large']));
    await settle();
    assert.deepEqual(shown(viewer), ['1 row 1']);
    assert.deepEqual(viewer.sink.errors, []);
  });

  it('tells rows apart whose ids JSON cannot hold', async () => {
    const stage = new Stage();
    const viewer = await stage.open();
    const micros = stage.clock.now() * 1_000;
    const ids = ['9007199254740993', '9007199254740992'];
    const rows = ids.map((id) => ({ id, micros, message: `row ${id}` }));
    stage.table.commit(rows);
    for (const row of rows) {
      const change = asInserted(row, RUN_ID) as { new: object };
      viewer.hear({ ...change, new: { ...change.new, id: Number(row.id) } });
    }
    await stage.clock.advance(60_000);
    assert.deepEqual(viewer.sink.entries.map(({ id }) => id).sort(), ids.toSorted());
  });
});
