import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { openStoryBook, type StoryBook } from './story-pages.js';

/** What each story must come to show, by the part or text that proves it. */
const EXPECTED: Readonly<Record<string, { state: string; rows: 'some' | 'none' }>> = {
  'log-stream--live': { state: 'live', rows: 'some' },
  'log-stream--empty': { state: 'live', rows: 'none' },
  'log-stream--connecting': { state: 'connecting', rows: 'none' },
  'log-stream--denied': { state: 'denied', rows: 'none' },
  'log-stream--token-needed': { state: 'auth-required', rows: 'none' },
  'log-stream--failed': { state: 'failed', rows: 'none' },
  'log-stream--severities': { state: 'live', rows: 'some' },
  'log-stream--long-lines': { state: 'live', rows: 'some' },
  'log-stream--hundred-thousand-rows': { state: 'ended', rows: 'some' },
  'log-stream--search-and-filter': { state: 'live', rows: 'some' },
  'log-stream--ended': { state: 'ended', rows: 'some' },
  'log-stream--disconnected-and-recovered': { state: 'live', rows: 'some' },
  'log-stream--disconnected': { state: 'connecting', rows: 'some' },
  'log-stream--stream-details': { state: 'live', rows: 'some' },
  'log-stream--dark': { state: 'live', rows: 'some' },
  'log-stream--right-to-left': { state: 'live', rows: 'some' },
  'log-stream--narrow': { state: 'live', rows: 'some' },
  'log-stream--hostile-text': { state: 'live', rows: 'some' },
  'rows--terminal-colours': { state: 'live', rows: 'some' },
  'rows--progress-lines': { state: 'live', rows: 'some' },
  'rows--json-and-fields': { state: 'live', rows: 'some' },
  'rows--pauses-and-late-rows': { state: 'live', rows: 'some' },
  'rows--marks': { state: 'live', rows: 'some' },
  'overview--bad-minute': { state: 'live', rows: 'some' },
  'overview--many-errors': { state: 'live', rows: 'some' },
  'overview--search-hits': { state: 'live', rows: 'some' },
  'overview--brushed-time': { state: 'live', rows: 'some' },
  'overview--live': { state: 'live', rows: 'some' },
  'overview--narrow': { state: 'live', rows: 'some' },
  'overview--narrow-with-minimap': { state: 'live', rows: 'some' },
  'overview--right-to-left': { state: 'live', rows: 'some' },
  'places--ten-million-rows': { state: 'live', rows: 'some' },
  'places--at-a-row': { state: 'live', rows: 'some' },
  'places--at-the-start': { state: 'live', rows: 'some' },
  'taking-away--selected': { state: 'ended', rows: 'some' },
  'taking-away--panel': { state: 'ended', rows: 'some' },
  'taking-away--long-run': { state: 'live', rows: 'some' },
  'taking-away--secrets': { state: 'ended', rows: 'some' },
  'taking-away--narrow': { state: 'ended', rows: 'some' },
  'taking-away--right-to-left': { state: 'ended', rows: 'some' },
  'themes--mesh-hook': { state: 'live', rows: 'some' },
  'themes--customer-brand': { state: 'live', rows: 'some' },
};

describe('stories', () => {
  let book: StoryBook;
  before(async () => {
    book = await openStoryBook();
  });
  after(() => book.close());

  it('are all known to this test', () => {
    assert.deepEqual(book.stories.map(({ id }) => id).sort(), Object.keys(EXPECTED).sort());
  });

  for (const [id, { state, rows }] of Object.entries(EXPECTED)) {
    for (const theme of ['light', 'dark'] as const) {
      it(`${id} is ${state}, silent and accessible (${theme})`, async () => {
        const story = await book.open({ id, name: id }, theme);
        try {
          await story.page.waitForSelector(`meshhook-log-stream:state(${state})`);
          if (rows === 'some') await story.page.waitForSelector('[part~="row"]');
          assert.notEqual(await story.page.title(), 'owned', 'no row may run as a script');
          const shown = await story.page.locator('[part~="row"]').count();
          assert.equal(shown > 0, rows === 'some', `${shown} rows are on show`);
          const { violations } = await new AxeBuilder({ page: story.page })
            .include('meshhook-log-stream')
            .analyze();
          const found = violations.map(
            ({ id: rule, nodes }) =>
              `${rule}: ${nodes[0]?.html ?? ''} ${nodes[0]?.failureSummary ?? ''}`,
          );
          assert.deepEqual(found, []);
          assert.deepEqual(story.complaints, []);
        } finally {
          await story.close();
        }
      });
    }
  }
});
