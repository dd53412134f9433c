/** Searching all of a run of which only the newest rows are in memory: the offer, how far it is, what it found. */
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { MemoryLogSource } from '../src/element.js';
import '../src/index.js';
import { shown } from './shown.js';
import { workflowRows } from './story-source.js';

interface Args {
  query: string;
  direction: 'ltr' | 'rtl';
  locale: string;
  inlineSize: string;
}

/** Rows of the run, and how many of them are in memory. */
const [ROWS, HELD] = [12_000, 1_500];

function render(args: Args): TemplateResult {
  const source = new MemoryLogSource({ initialRows: HELD });
  source.append(workflowRows(ROWS, 3));
  const frame = styleMap({ inlineSize: args.inlineSize, maxInlineSize: '100%' });
  return html`<div dir=${args.direction} style=${frame}>
    <meshhook-log-stream
      style="block-size: 32rem"
      run-id="5f0c2b9e-6d1a-4f6b-9a53-0c1d2e3f4a5b"
      label="Log of run 5f0c2b9e"
      locale=${args.locale === '' ? nothing : args.locale}
      time-format="utc"
      .query=${args.query}
      .source=${source}
    ></meshhook-log-stream>
  </div>`;
}

const meta: Meta<Args> = {
  title: 'Whole run',
  component: 'meshhook-log-stream',
  render,
  args: { query: 'level:fatal', direction: 'ltr', locale: '', inlineSize: '80rem' },
  argTypes: { direction: { control: 'select', options: ['ltr', 'rtl'] } },
};

export default meta;
type Story = StoryObj<Args>;

/** Older rows are not in memory, and may have matches too. */
export const Offered: Story = {
  play: async ({ canvasElement }) => {
    await shown(canvasElement);
  },
};

/** Matches of the whole run, above those in memory. */
export const Searched: Story = {
  play: async ({ canvasElement }) => {
    const element = await shown(canvasElement);
    await element?.searchRun();
    element?.focus();
    await element?.updateComplete;
  },
};
