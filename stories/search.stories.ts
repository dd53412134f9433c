/** Searching without knowing the language: the form, recent searches, what was not understood, and a hit in its context. */
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { MeshhookLogStreamElement } from '../src/element.js';
import '../src/index.js';
import { command, press, shown } from './shown.js';
import { sourceOf, workflowRows } from './story-source.js';

interface Args {
  query: string;
  direction: 'ltr' | 'rtl';
  locale: string;
  inlineSize: string;
}

const QUERY = 'payment "declined" level>=warn node:charge* -retry since:1d';

function render(args: Args): TemplateResult {
  const frame = styleMap({ inlineSize: args.inlineSize, maxInlineSize: '100%' });
  return html`<div dir=${args.direction} style=${frame}>
    <meshhook-log-stream
      style="block-size: 40rem"
      run-id="5f0c2b9e-6d1a-4f6b-9a53-0c1d2e3f4a5b"
      label="Log of run 5f0c2b9e"
      locale=${args.locale === '' ? nothing : args.locale}
      time-format="utc"
      .query=${args.query}
      .source=${sourceOf(workflowRows(2_000, 7))}
    ></meshhook-log-stream>
  </div>`;
}

const meta: Meta<Args> = {
  title: 'Search',
  component: 'meshhook-log-stream',
  render,
  args: { query: '', direction: 'ltr', locale: '', inlineSize: '80rem' },
  argTypes: { direction: { control: 'select', options: ['ltr', 'rtl'] } },
};

export default meta;
type Story = StoryObj<Args>;

async function openBuilder(canvas: HTMLElement): Promise<MeshhookLogStreamElement | null> {
  const element = await shown(canvas);
  await command(element, 'query-builder');
  if (element !== null) element.query = QUERY;
  await element?.updateComplete;
  return element;
}

/** The form has read the query that stands in the field, and writes each change back into it. */
export const Builder: Story = {
  play: async ({ canvasElement }) => {
    await openBuilder(canvasElement);
  },
};

/** The same where there is little room, with the examples of the language. */
export const BuilderNarrow: Story = {
  args: { inlineSize: '20rem' },
  play: async ({ canvasElement }) => {
    const element = await openBuilder(canvasElement);
    element?.shadowRoot?.querySelector('.builder-examples')?.setAttribute('open', '');
  },
};

export const BuilderRightToLeft: Story = {
  args: { direction: 'rtl', locale: 'ar', inlineSize: '60rem' },
  play: async ({ canvasElement }) => {
    await openBuilder(canvasElement);
  },
};

/** A hit among all the rows around it, which the filter hides; `x` or Escape go back. */
export const InContext: Story = {
  args: { query: 'level:error' },
  play: async ({ canvasElement }) => {
    const element = await shown(canvasElement);
    element?.focus();
    await press(element, 'ArrowUp');
    await press(element, 'x');
  },
};

/** What was not understood is searched as plain words, and said: where it is, and why. */
export const NotUnderstood: Story = {
  args: { query: 'payment level:sever /(a+)+b/ after:soon' },
  play: async ({ canvasElement }) => {
    const element = await shown(canvasElement);
    element?.shadowRoot?.querySelector<HTMLElement>('.search input')?.focus();
  },
};

/** Searches that were meant, below an empty field. */
export const Recent: Story = {
  play: async ({ canvasElement }) => {
    const element = await shown(canvasElement);
    const field = element?.shadowRoot?.querySelector<HTMLInputElement>('.search input');
    for (const text of ['timeout', 'level>=warn node:charge*', '"declined" -retry', '']) {
      field?.focus();
      if (element !== null) element.query = text;
      await element?.updateComplete;
      field?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    }
    field?.click();
    field?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    await element?.updateComplete;
  },
};
