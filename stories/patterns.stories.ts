/** Rows that say the same about other things: counted by pattern, filtered by pattern, folded into one line. */
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { LogSource, NewLogRow } from '../src/element.js';
import '../src/index.js';
import { sourceOf } from './story-source.js';

interface Args {
  patterns: boolean;
  fold: boolean;
  query: string;
  direction: 'ltr' | 'rtl';
  locale: string;
  inlineSize: string;
}

/** A run that polls, hits a rate limit again and again, and has little else to say. */
function repetitiveRows(): readonly NewLogRow[] {
  const start = Date.UTC(2026, 2, 2, 9, 30);
  const id = (index: number): string =>
    (index * 2_654_435_761).toString(16).padStart(12, 'a').slice(0, 12);
  return Array.from({ length: 6_000 }, (_, index): NewLogRow => {
    const createdAt = new Date(start + index * 130).toISOString();
    const stretch = Math.floor(index / 90) % 7;
    if (index % 901 === 900) return { level: 'error', createdAt, nodeId: 'charge', message: `charge failed for order ${index}: card was declined (request ${id(index)})` }; // prettier-ignore
    if (stretch === 3) return { level: 'warn', createdAt, nodeId: 'http-1', message: `429 from api.example.com, retry ${index % 5} in ${(index % 40) + 1}.5 s` }; // prettier-ignore
    if (stretch === 5) return { level: 'debug', createdAt, nodeId: 'cache', message: `cache miss for session ${id(index)} at 10.0.${index % 9}.${index % 250}` }; // prettier-ignore
    if (index % 30 === 0) return { level: 'info', createdAt, nodeId: 'poll', message: `checkpoint ${index} written, ${index * 3} KB` }; // prettier-ignore
    return { level: 'info', createdAt, nodeId: 'poll', message: `GET /v1/orders/${index}?page=${index % 9} 200 in ${(index % 80) + 4} ms` }; // prettier-ignore
  });
}

const sources = new Map<string, LogSource>();

function render(args: Args): TemplateResult {
  const name = JSON.stringify(args);
  const source = sources.get(name) ?? sourceOf(repetitiveRows());
  sources.set(name, source);
  const frame = styleMap({ inlineSize: args.inlineSize, maxInlineSize: '100%' });
  return html`<div dir=${args.direction} style=${frame}>
    <meshhook-log-stream
      style="block-size: 32rem"
      run-id="5f0c2b9e-6d1a-4f6b-9a53-0c1d2e3f4a5b"
      label="Log of run 5f0c2b9e"
      locale=${args.locale === '' ? nothing : args.locale}
      time-format="utc"
      search-mode="highlight"
      ?patterns=${args.patterns}
      ?fold=${args.fold}
      .query=${args.query}
      .source=${source}
    ></meshhook-log-stream>
  </div>`;
}

const meta: Meta<Args> = {
  title: 'Patterns',
  component: 'meshhook-log-stream',
  render,
  args: {
    patterns: true,
    fold: false,
    query: '',
    direction: 'ltr',
    locale: '',
    inlineSize: '80rem',
  },
};

export default meta;
type Story = StoryObj<Args>;

/** 6,000 rows of five patterns. */
export const MostFrequent: Story = {};

/** Rows of one pattern that follow each other are one line; what a search has found in them is counted on it. */
export const Folded: Story = { args: { patterns: false, fold: true, query: '"retry 3"' } };

/** As narrow as a phone. */
export const Narrow: Story = { args: { fold: true, inlineSize: '20rem' } };

/** From right to left. */
export const RightToLeft: Story = { args: { fold: true, direction: 'rtl', locale: 'ar' } };
