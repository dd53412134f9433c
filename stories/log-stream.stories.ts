/** The widget without a server: what it looks like in each situation, and every setting to try. */
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { action } from 'storybook/actions';
import type { LogSource, Severity } from '../src/element.js';
import '../src/index.js';
import { HOSTILE_ROWS, LONG_ROWS, SEVERITY_ROWS } from './story-rows.js';
import {
  InterruptedStorySource,
  LiveStorySource,
  sourceInState,
  sourceOf,
  workflowRows,
} from './story-source.js';

interface Args {
  source: () => LogSource;
  rowsPerSecond: number;
  query: string;
  searchMode: 'filter' | 'highlight';
  levels: Severity[];
  follow: 'auto' | 'true' | 'false';
  paused: boolean;
  wrap: boolean;
  timeFormat: 'local' | 'utc' | 'elapsed' | 'delta' | 'none';
  maxRows: number;
  label: string;
  locale: string;
  direction: 'ltr' | 'rtl';
  inlineSize: string;
  blockSize: string;
  colorScheme: '' | 'light' | 'dark';
}

/** One source for as long as its story is on show: settings change, the rows stay. */
const sources = new Map<() => LogSource, LogSource>();

function sourceFor({ source, rowsPerSecond }: Args): LogSource {
  const known = sources.get(source) ?? source();
  sources.set(source, known);
  if (known instanceof LiveStorySource) known.rowsPerSecond = rowsPerSecond;
  return known;
}

/** The event's own fields; of many rows only how many, or showing them would cost more than the rows. */
function tell(event: Event): void {
  const fields = Object.entries(event)
    .filter(([name]) => name !== 'isTrusted')
    .map(([name, value]: [string, unknown]) => [
      name,
      Array.isArray(value) && value.length > 20 ? `${value.length} rows` : value,
    ]);
  action(event.type)(Object.fromEntries(fields));
}

function render(args: Args): TemplateResult {
  const frame = styleMap({
    inlineSize: args.inlineSize,
    maxInlineSize: '100%',
    colorScheme: args.colorScheme === '' ? 'inherit' : args.colorScheme,
  });
  return html`<div dir=${args.direction} style=${frame}>
    <meshhook-log-stream
      style=${styleMap({ blockSize: args.blockSize })}
      run-id="5f0c2b9e-6d1a-4f6b-9a53-0c1d2e3f4a5b"
      label=${args.label}
      locale=${args.locale === '' ? nothing : args.locale}
      follow=${args.follow}
      time-format=${args.timeFormat}
      search-mode=${args.searchMode}
      max-rows=${args.maxRows}
      levels=${args.levels.length === 0 ? nothing : args.levels.join(' ')}
      ?paused=${args.paused}
      ?wrap=${args.wrap}
      .query=${args.query}
      .source=${sourceFor(args)}
      @log-stream-state=${tell}
      @log-stream-batch=${tell}
      @log-stream-error=${tell}
      @log-stream-token-needed=${tell}
      @log-stream-search=${tell}
      @log-stream-filter=${tell}
      @log-stream-select=${tell}
      @log-stream-follow=${tell}
      @log-stream-severity=${tell}
      @log-stream-health=${tell}
      @log-stream-alert=${tell}
    ></meshhook-log-stream>
  </div>`;
}

const select = (...options: string[]) => ({ control: 'select' as const, options });

const meta: Meta<Args> = {
  title: 'Log stream',
  component: 'meshhook-log-stream',
  render,
  args: {
    source: () => sourceOf(workflowRows(200)),
    rowsPerSecond: 5,
    query: '',
    searchMode: 'filter',
    levels: [],
    follow: 'auto',
    paused: false,
    wrap: false,
    timeFormat: 'utc',
    maxRows: 100_000,
    label: 'Log of run 5f0c2b9e',
    locale: '',
    direction: 'ltr',
    inlineSize: '80rem',
    blockSize: '28rem',
    colorScheme: '',
  },
  argTypes: {
    source: { table: { disable: true } },
    rowsPerSecond: { control: { type: 'range', min: 0, max: 2000, step: 1 } },
    searchMode: select('filter', 'highlight'),
    levels: {
      control: 'check',
      options: ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'unknown'],
    },
    follow: select('auto', 'true', 'false'),
    timeFormat: select('local', 'utc', 'elapsed', 'delta', 'none'),
    maxRows: { control: { type: 'number', min: 100, max: 350_000 } },
    direction: select('ltr', 'rtl'),
    colorScheme: select('', 'light', 'dark'),
  },
};

export default meta;
type Story = StoryObj<Args>;

/** A run that is under way. The slider sets how fast it writes. */
export const Live: Story = { args: { source: () => new LiveStorySource(5) } };

/** A run that has written nothing yet. */
export const Empty: Story = { args: { source: () => sourceOf([]) } };

/** Before the first answer. */
export const Connecting: Story = {
  args: { source: () => sourceInState({ transitions: ['open'] }) },
};

/** The run does not exist, or is not this viewer's to see: both look the same, on purpose. */
export const Denied: Story = {
  args: {
    source: () => sourceInState({ transitions: ['open', 'access-refused'], error: 'denied' }),
  },
};

/** The session has run out, or there was none. */
export const TokenNeeded: Story = {
  args: {
    source: () =>
      sourceInState({
        transitions: ['open', 'token-refused'],
        error: 'token-expired',
        tokenNeeded: 'expired',
      }),
  },
};

/** Nothing more can be done without the page changing something. */
export const Failed: Story = {
  args: {
    source: () => sourceInState({ transitions: ['open', 'give-up'], error: 'history-unreadable' }),
  },
};

/** Every severity, those that were declared and those that were read from the text. */
export const Severities: Story = { args: { source: () => sourceOf(SEVERITY_ROWS) } };

/** Long lines, stack traces, colours of terminals, structured fields. */
export const LongLines: Story = { args: { source: () => sourceOf(LONG_ROWS), wrap: true } };

/** As many rows as are kept in memory. */
export const HundredThousandRows: Story = {
  args: { source: () => sourceOf(workflowRows(100_000), 'succeeded') },
};

/** A search with a typo in it, among rows of some levels only. */
export const SearchAndFilter: Story = {
  args: {
    source: () => sourceOf(workflowRows(2000)),
    query: 'retyr',
    levels: ['warn', 'error', 'fatal'],
  },
};

/** A run that is over: it failed. */
export const Ended: Story = { args: { source: () => sourceOf(workflowRows(120, 7), 'failed') } };

/** The connection was lost twice. What was written meanwhile was fetched; the second time some rows were gone. */
export const DisconnectedAndRecovered: Story = {
  args: {
    source: () =>
      new InterruptedStorySource(workflowRows(90), [
        { before: 31, recovered: 31 },
        { before: 80, recovered: 1, missing: 12 },
      ]),
  },
};

/** The connection is lost, and rows are fetched without it. */
export const Disconnected: Story = {
  args: {
    source: () =>
      new InterruptedStorySource(workflowRows(90), [{ before: 85, recovered: 6, isOpen: true }]),
  },
};

/** What the status pill opens: since when the stream is where it is, and what it has counted. */
export const StreamDetails: Story = {
  args: {
    source: () => new InterruptedStorySource(workflowRows(90), [{ before: 31, recovered: 31 }]),
  },
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector('meshhook-log-stream');
    await element?.updateComplete;
    element?.shadowRoot?.querySelector<HTMLElement>('[data-command=stream-details]')?.click();
    await element?.updateComplete;
  },
};

/** Dark by the page's `color-scheme`, and nothing else. */
export const Dark: Story = {
  args: { source: () => sourceOf(SEVERITY_ROWS), colorScheme: 'dark' },
};

/** In a page that reads from right to left. Messages keep the direction of their own text. */
export const RightToLeft: Story = {
  args: { source: () => sourceOf(workflowRows(60)), direction: 'rtl', locale: 'ar' },
};

/** On a phone, 360 pixels wide. */
export const Narrow: Story = {
  args: { source: () => sourceOf(workflowRows(60)), inlineSize: '360px', blockSize: '36rem' },
};

/** Text that tries to be something else stays text. */
export const HostileText: Story = {
  args: { source: () => sourceOf(HOSTILE_ROWS), wrap: true },
};
