/** Anywhere in a run of ten million rows: a row by its number, a time, the start, and back to the newest rows. */
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import '../src/index.js';
import { EndlessSource } from './endless-source.js';

interface Args {
  rowsPerSecond: number;
  at: string;
  query: string;
  direction: 'ltr' | 'rtl';
  locale: string;
  inlineSize: string;
}

const ROWS = 10_000_000;
/** A fixed time, so that a picture of a story never changes. */
const START_MS = Date.parse('2026-03-02T09:14:07.120Z');

/** One source for as long as its story is on show: settings change, the rows stay. */
let source: EndlessSource | undefined;

function render(args: Args): TemplateResult {
  source ??= new EndlessSource(ROWS, args.rowsPerSecond, START_MS);
  source.rowsPerSecond = args.rowsPerSecond;
  const frame = styleMap({ inlineSize: args.inlineSize, maxInlineSize: '100%' });
  return html`<div dir=${args.direction} style=${frame}>
    <meshhook-log-stream
      style="block-size: 32rem"
      run-id="5f0c2b9e-6d1a-4f6b-9a53-0c1d2e3f4a5b"
      label="Log of run 5f0c2b9e"
      locale=${args.locale === '' ? nothing : args.locale}
      time-format="utc"
      at=${args.at === '' ? nothing : args.at}
      .query=${args.query}
      .source=${source}
    ></meshhook-log-stream>
  </div>`;
}

const meta: Meta<Args> = {
  title: 'Places',
  component: 'meshhook-log-stream',
  render,
  args: {
    rowsPerSecond: 0,
    at: '',
    query: '',
    direction: 'ltr',
    locale: '',
    inlineSize: '80rem',
  },
  argTypes: {
    rowsPerSecond: { control: { type: 'range', min: 0, max: 2000, step: 1 } },
    direction: { control: 'select', options: ['ltr', 'rtl'] },
  },
};

export default meta;

type Story = StoryObj<Args>;

/** Scroll anywhere, or press `g` and say where to go: `#5000000`, `14:02`, `-5m`. */
export const TenMillionRows: Story = { args: { rowsPerSecond: 20 } };

/** As a permalink opens it: in the middle, with its row marked, and what is held said below. */
export const AtARow: Story = { args: { at: '5000000' } };

/** The first row of the run, and a line above it that says so. */
export const AtTheStart: Story = { args: { at: '1' } };
