/** What a reader does with rows, and is told of them: reading mode, steps, panels, and rows that come too fast. */
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { MemoryLogSource, type LogSource, type NewLogRow } from '../src/element.js';
import '../src/index.js';
import { FirehoseSource } from './firehose-source.js';
import { command, press, shown } from './shown.js';
import { HIDDEN_ROWS, SEVERITY_ROWS } from './story-rows.js';
import { dated, sourceOf, workflowRows } from './story-source.js';

interface Args {
  source: () => LogSource;
  reading: boolean;
  paused: boolean;
  wrap: boolean;
  runId: string;
  direction: 'ltr' | 'rtl';
  locale: string;
  inlineSize: string;
}

/** One source for as long as its story is on show: settings change, the rows stay. */
const sources = new Map<() => LogSource, LogSource>();

function render(args: Args): TemplateResult {
  const source = sources.get(args.source) ?? args.source();
  sources.set(args.source, source);
  const frame = styleMap({ inlineSize: args.inlineSize, maxInlineSize: '100%' });
  return html`<div dir=${args.direction} style=${frame}>
    <meshhook-log-stream
      style="block-size: 30rem"
      run-id=${args.runId === '' ? nothing : args.runId}
      label="Log of run 5f0c2b9e"
      locale=${args.locale === '' ? nothing : args.locale}
      time-format="utc"
      ?reading=${args.reading}
      ?paused=${args.paused}
      ?wrap=${args.wrap}
      .source=${args.runId === '' ? undefined : source}
    ></meshhook-log-stream>
  </div>`;
}

/** A run of 400 rows in which twelve steps failed. */
function twelveErrors(): readonly NewLogRow[] {
  const calm = workflowRows(400, 4).map((row) => ({ ...row, level: 'info', message: 'step done' }));
  return calm.map((row, index) =>
    index % 33 === 20
      ? { ...row, level: 'error', message: `charge failed: order ${48_000 + index}` }
      : row,
  );
}

const meta: Meta<Args> = {
  title: 'Reading',
  component: 'meshhook-log-stream',
  render,
  args: {
    source: () => sourceOf(workflowRows(200)),
    reading: false,
    paused: false,
    wrap: false,
    runId: '5f0c2b9e-6d1a-4f6b-9a53-0c1d2e3f4a5b',
    direction: 'ltr',
    locale: '',
    inlineSize: '80rem',
  },
  argTypes: {
    source: { table: { disable: true } },
    direction: { control: 'select', options: ['ltr', 'rtl'] },
  },
};

export default meta;
type Story = StoryObj<Args>;

/** The rows as a document, for screen readers and for whoever would rather read: `r`, or the menu. */
export const ReadingMode: Story = {
  args: { source: () => sourceOf(SEVERITY_ROWS, 'failed'), reading: true },
};

/** Characters that cannot be seen, or that turn the text around them, are shown by what they are. */
export const HiddenCharacters: Story = {
  args: { source: () => sourceOf(HIDDEN_ROWS), wrap: true },
  play: async ({ canvasElement }) => {
    const element = await shown(canvasElement);
    const toggle = '[id="row-2"] [data-action="toggle"]';
    element?.shadowRoot?.querySelector<HTMLElement>(toggle)?.click();
    await element?.updateComplete;
  },
};

/** 5,000 rows a second: nobody can read along, and a strip says so. */
export const Firehose: Story = {
  args: { source: () => new FirehoseSource() },
  play: async ({ canvasElement }) => {
    const element = await shown(canvasElement);
    if (element?.source instanceof FirehoseSource) element.source.flood();
  },
};

/** `e` pressed three times: which error this is, and of how many. */
export const Steps: Story = {
  args: { source: () => sourceOf(twelveErrors(), 'failed') },
  play: async ({ canvasElement }) => {
    const element = await shown(canvasElement);
    await press(element, 'Home');
    for (let step = 0; step < 3; step++) await press(element, 'e');
  },
};

/** The reader has scrolled up, and rows have come since. */
export const NewRows: Story = {
  args: { source: () => sourceOf(workflowRows(200)) },
  play: async ({ canvasElement }) => {
    const element = await shown(canvasElement);
    await element?.goTo(120);
    if (!(element?.source instanceof MemoryLogSource) || element.entries().length > 200) return;
    element.source.append(dated(workflowRows(128, 8), Date.parse('2026-03-02T09:14:40Z')));
  },
};

/** Rows go on coming, and wait until the reader goes on. */
export const Paused: Story = {
  args: { source: () => sourceOf(workflowRows(200)), paused: true },
  play: async ({ canvasElement }) => {
    const element = await shown(canvasElement);
    if (!(element?.source instanceof MemoryLogSource) || element.entries().length > 200) return;
    element.source.append(dated(workflowRows(31, 8), Date.parse('2026-03-02T09:14:40Z')));
  },
};

/** No run was said to be shown. */
export const Idle: Story = { args: { runId: '' } };

/** What is not in the bar is in its menu. */
export const Menu: Story = {
  play: async ({ canvasElement }) => command(await shown(canvasElement), 'menu'),
};

/** `?` shows what every key does. */
export const Keys: Story = {
  play: async ({ canvasElement }) => press(await shown(canvasElement), '?'),
};

/** `g` asks where to go: a row, a time, a while ago. */
export const Jump: Story = {
  play: async ({ canvasElement }) => press(await shown(canvasElement), 'g'),
};
