import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  measureAvailability,
  measureCosts,
  measurePassages,
  NO_FAULT,
  type TagHistory,
} from './availability.js';
import type { FaultRecord } from './fault.js';
import type { Sighting, TagLife } from './page/viewer-page.js';

function life(openedMs: number, closedMs: number | null, ...sightings: Sighting[]): TagLife {
  return { openedMs, closedMs, sightings, doubled: 0, outOfOrder: 0 };
}

function tag(
  lives: TagLife[],
  ...commits: [first: number, last: number, atMs: number][]
): TagHistory {
  return {
    viewer: 0,
    run: 0,
    lives,
    moves: [],
    commits: commits.map(([first, last, atMs]) => ({ run: 0, first, last, atMs })),
  };
}

function fault(over: Partial<FaultRecord>): FaultRecord {
  return { kind: 'cut', detail: '', closes: 'none', viewer: null, startMs: 0, endMs: 0, ...over };
}

describe('availability', () => {
  it('is lost five seconds after the commit of a row that is not there, and back with the row', () => {
    const history = tag([life(0, null, [1, 1, 0], [2, 3, 8_000])], [1, 1, 0], [2, 3, 1_000]);
    const { samples, lapses } = measureAvailability([history], [], 0, 10_000);
    assert.equal(samples, 100);
    assert.equal(lapses.length, 20);
    assert.deepEqual(lapses[0], { viewer: 0, run: 0, atMs: 6_000, sinceMs: 1_000, wasShut: false });
    assert.equal(lapses.at(-1)?.atMs, 7_900);
  });

  it('does not take a later row for an earlier one', () => {
    const history = tag([life(0, null, [1, 1, 0], [3, 3, 0])], [1, 1, 0], [2, 2, 0], [3, 3, 0]);
    assert.equal(measureAvailability([history], [], 0, 10_000).lapses.length, 50);
  });

  it('gives a tag that is put back the same five seconds, and does not count it before', () => {
    const lives = [life(0, 2_000, [1, 1, 0]), life(3_000, null, [1, 2, 8_500])];
    const { samples, absent, lapses } = measureAvailability(
      [tag(lives, [1, 1, 0], [2, 2, 1_000])],
      [],
      0,
      10_000,
    );
    assert.deepEqual([samples, absent, lapses.length], [90, 10, 5]);
  });

  it('leaves what precedes the first row of a tag put back to its reader', () => {
    const lives = [life(0, 1_000, [1, 1, 0]), life(2_000, null, [500, 600, 2_100])];
    const history = tag(lives, [1, 1, 0], [2, 600, 1_500]);
    assert.equal(measureAvailability([history], [], 0, 10_000).lapses.length, 0);
  });

  it('tells the moments at which faults had closed both ways', () => {
    const faults = [
      fault({ closes: 'live', startMs: 0, endMs: 7_000 }),
      fault({ closes: 'rest', startMs: 5_500, endMs: 9_000 }),
      fault({ closes: 'both', viewer: 1, startMs: 0, endMs: 9_000 }),
    ];
    const history = tag([life(0, null)], [1, 1, 0]);
    const { shut, lapses } = measureAvailability([history], faults, 0, 10_000);
    assert.equal(shut, 15);
    assert.equal(lapses.filter(({ wasShut }) => wasShut).length, 15);
    assert.equal(lapses.length, 50);
  });
});

describe('passages', () => {
  it('are counted once for each row, at its first appearance', () => {
    const lives = [life(0, 5_000, [1, 2, 300]), life(6_000, null, [1, 3, 6_100])];
    const history = tag(lives, [1, 2, 100], [3, 3, 4_000]);
    assert.deepEqual(
      measurePassages([history]).map(({ seq, tookMs }) => [seq, tookMs]),
      [
        [1, 200],
        [2, 200],
        [3, 2_100],
      ],
    );
  });

  it('leave out rows that were committed while the tag was not there', () => {
    const lives = [life(0, 1_000, [1, 1, 0]), life(3_000, null, [1, 2, 3_100])];
    assert.equal(measurePassages([tag(lives, [1, 1, 0], [2, 2, 2_000])]).length, 1);
  });
});

describe('costs', () => {
  const lapse = { viewer: 0, run: 0, atMs: 20_000, sinceMs: 10_000, wasShut: false };

  it('fall to the faults that the missing row met, and to one alone if there was no other', () => {
    const near = fault({ kind: 'near', startMs: 12_000, endMs: 13_000 });
    const before = fault({ kind: 'before', startMs: 0, endMs: 7_900 });
    const other = fault({ kind: 'other', viewer: 1, startMs: 12_000, endMs: 13_000 });
    assert.deepEqual(measureCosts([lapse], [near, before, other])[0], {
      kind: 'near',
      times: 1,
      involvedSeconds: 0.1,
      aloneSeconds: 0.1,
    });
    const also = fault({ kind: 'also', startMs: 9_000, endMs: 9_000 });
    assert.equal(measureCosts([lapse], [near, also])[0]?.aloneSeconds, 0);
  });

  it('are told even if no fault was near', () => {
    assert.equal(measureCosts([lapse], [])[0]?.kind, NO_FAULT);
  });
});
