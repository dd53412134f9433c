/** What one row can show: colours and progress of terminals, trees of fields, pauses, late rows, marks. */
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import type { LogSource } from '../src/element.js';
import '../src/index.js';
import { JSON_ROWS, PROGRESS_ROWS, TERMINAL_ROWS, TIMED_ROWS } from './rich-rows.js';
import { shown } from './shown.js';
import { sourceOf, workflowRows } from './story-source.js';

interface Args {
  source: () => LogSource;
  wrap: boolean;
  timeFormat: 'local' | 'utc' | 'elapsed' | 'delta' | 'none';
  direction: 'ltr' | 'rtl';
}

/** One source for as long as its story is on show: settings change, the rows stay. */
const sources = new Map<() => LogSource, LogSource>();

function render({ source, wrap, timeFormat, direction }: Args): TemplateResult {
  const known = sources.get(source) ?? source();
  sources.set(source, known);
  return html`<div dir=${direction}>
    <meshhook-log-stream
      style="block-size: 32rem"
      run-id="5f0c2b9e-6d1a-4f6b-9a53-0c1d2e3f4a5b"
      label="Log of run 5f0c2b9e"
      time-format=${timeFormat}
      ?wrap=${wrap}
      .source=${known}
    ></meshhook-log-stream>
  </div>`;
}

const meta: Meta<Args> = {
  title: 'Rows',
  component: 'meshhook-log-stream',
  render,
  args: { source: () => sourceOf(TERMINAL_ROWS), wrap: true, timeFormat: 'utc', direction: 'ltr' },
  argTypes: {
    timeFormat: { control: 'select', options: ['local', 'utc', 'elapsed', 'delta', 'none'] },
    direction: { control: 'select', options: ['ltr', 'rtl'] },
  },
};

export default meta;
type Story = StoryObj<Args>;

/** Opens the details of the first rows, as many as asked for. */
async function openRows(canvas: HTMLElement, count: number): Promise<void> {
  const element = await shown(canvas);
  for (let row = 1; row <= count; row++) {
    const selector = `[id="row-${row}"] [data-action="toggle"]`;
    element?.shadowRoot?.querySelector<HTMLElement>(selector)?.click();
    await element?.updateComplete;
  }
}

/** Sixteen colours, 256 and 16 million, each made readable on the theme; weights; links. */
export const TerminalColours: Story = {};

/** Lines that were written over stand as a terminal leaves them. */
export const ProgressLines: Story = { args: { source: () => sourceOf(PROGRESS_ROWS) } };

/** Fields and messages that are JSON, as trees: arrow keys walk them, c copies a value, Shift+C its path. */
export const JsonAndFields: Story = {
  args: { source: () => sourceOf(JSON_ROWS), wrap: false },
  play: ({ canvasElement }) => openRows(canvasElement, 2),
};

/** A line tells of a pause between two rows, a clock of a row that came late; frames of stack traces are dimmed. */
export const PausesAndLateRows: Story = { args: { source: () => sourceOf(TIMED_ROWS) } };

/** The reader presses m now and then. */
export const Marks: Story = {
  args: { source: () => sourceOf(workflowRows(12)), wrap: false },
  play: async ({ canvasElement }) => {
    const element = await shown(canvasElement);
    if (element === null || element.marks.length > 0) return;
    element.markNow();
    element.markNow();
    await element.updateComplete;
  },
};
