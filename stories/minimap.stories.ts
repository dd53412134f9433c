/** Finding one's way in many rows: the minimap beside them, and the rows over time above them. */
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { LogSource, NewLogRow } from '../src/element.js';
import '../src/index.js';
import { LiveStorySource, sourceOf, workflowRows } from './story-source.js';

interface Args {
  source: () => LogSource;
  minimap: 'auto' | 'true' | 'false';
  histogram: boolean;
  query: string;
  searchMode: 'filter' | 'highlight';
  direction: 'ltr' | 'rtl';
  locale: string;
  inlineSize: string;
}

/** Rows that the stories have: enough that nobody finds an error by scrolling. */
const MANY_ROWS = 20_000;

/** A long run that goes well, but for one bad minute and one error that stands alone. */
function calmRows(): readonly NewLogRow[] {
  return workflowRows(MANY_ROWS, 5).map((row, index) => {
    const isBad = index > 11_000 && index < 11_450;
    const isAlone = index === 4_321;
    const isLoud = row.level === 'error' || row.level === 'warn' || row.level === 'fatal';
    if (isAlone) return { ...row, level: 'error', message: 'charge failed: card was declined' };
    return isLoud && !isBad ? { ...row, level: 'info', message: 'step done' } : row;
  });
}

/** One source for as long as its story is on show: settings change, the rows stay. */
const sources = new Map<() => LogSource, LogSource>();

function render(args: Args): TemplateResult {
  const source = sources.get(args.source) ?? args.source();
  sources.set(args.source, source);
  const frame = styleMap({ inlineSize: args.inlineSize, maxInlineSize: '100%' });
  return html`<div dir=${args.direction} style=${frame}>
    <meshhook-log-stream
      style="block-size: 32rem"
      run-id="5f0c2b9e-6d1a-4f6b-9a53-0c1d2e3f4a5b"
      label="Log of run 5f0c2b9e"
      locale=${args.locale === '' ? nothing : args.locale}
      time-format="utc"
      minimap=${args.minimap}
      search-mode=${args.searchMode}
      ?histogram=${args.histogram}
      .query=${args.query}
      .source=${source}
    ></meshhook-log-stream>
  </div>`;
}

const meta: Meta<Args> = {
  title: 'Overview',
  component: 'meshhook-log-stream',
  render,
  args: {
    source: () => sourceOf(calmRows()),
    minimap: 'auto',
    histogram: true,
    query: '',
    searchMode: 'filter',
    direction: 'ltr',
    locale: '',
    inlineSize: '80rem',
  },
  argTypes: { source: { table: { disable: true } } },
};

export default meta;
type Story = StoryObj<Args>;

/** A bad minute, and an error that stands alone among 20,000 rows: both are a click away. */
export const BadMinute: Story = {};

/** Many kinds of rows, many errors. */
export const ManyErrors: Story = { args: { source: () => sourceOf(workflowRows(6_000, 3)) } };

/** What a search has found is ticked while all rows stay on show. */
export const SearchHits: Story = {
  args: { histogram: false, query: '"declined" OR "refused"', searchMode: 'highlight' },
};

/** A stretch of time was brushed; the query says which. */
export const BrushedTime: Story = {
  args: { query: 'after:2026-03-02T09:38:00Z before:2026-03-02T09:42:00Z' },
};

/** Rows come in while one looks. */
export const Live: Story = { args: { source: () => new LiveStorySource(200) } };

/** On a phone the minimap has no room, unless it is asked for. */
export const Narrow: Story = { args: { inlineSize: '360px' } };

/** … and with it. */
export const NarrowWithMinimap: Story = { args: { inlineSize: '360px', minimap: 'true' } };

/** In a page that reads from right to left the minimap is on the left, and time runs to the left. */
export const RightToLeft: Story = { args: { direction: 'rtl', locale: 'ar' } };
