/** The same log in other clothes: nothing but CSS variables, set on an element above the tag. */
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { LogSource } from '../src/element.js';
import '../src/index.js';
import { SEVERITY_ROWS } from './story-rows.js';
import { sourceOf, workflowRows } from './story-source.js';

type Theme = Readonly<Record<`--log-stream-${string}`, string>>;

/** MeshHook's four colours. As text on white they would be too pale, so that text takes a deeper shade of each. */
const MESHHOOK_THEME: Theme = {
  '--log-stream-accent-color': 'light-dark(#2563eb, #3b82f6)',
  '--log-stream-focus-color': '#3b82f6',
  '--log-stream-background': 'light-dark(#ffffff, #111827)',
  '--log-stream-surface-color': 'light-dark(#f9fafb, #1f2937)',
  '--log-stream-raised-color': 'light-dark(#ffffff, #1f2937)',
  '--log-stream-hover-color': 'light-dark(#f3f4f6, #263244)',
  '--log-stream-border-color': 'light-dark(#e5e7eb, #374151)',
  '--log-stream-text-color': 'light-dark(#111827, #f3f4f6)',
  '--log-stream-muted-color': 'light-dark(#4b5563, #a3acba)',
  '--log-stream-success-color': 'light-dark(#047857, #10b981)',
  '--log-stream-severity-info-color': 'light-dark(#1d4ed8, #6ea8fe)',
  '--log-stream-severity-warn-color': 'light-dark(#92400e, #f59e0b)',
  '--log-stream-severity-error-color': 'light-dark(#b91c1c, #f87171)',
  '--log-stream-severity-fatal-color': 'light-dark(#991b1b, #fca5a5)',
  '--log-stream-warn-background': 'color-mix(in srgb, #f59e0b 9%, light-dark(#ffffff, #111827))',
  '--log-stream-error-background': 'color-mix(in srgb, #ef4444 9%, light-dark(#ffffff, #111827))',
  '--log-stream-fatal-background': 'color-mix(in srgb, #ef4444 20%, light-dark(#ffffff, #111827))',
  '--log-stream-radius': '6px',
};

/** A customer's brand: warm paper, another accent, another letter, more air. */
const BRAND_THEME: Theme = {
  '--log-stream-ui-font-family': "'Trebuchet MS', 'Gill Sans', Verdana, sans-serif",
  '--log-stream-font-family': "'Courier New', Courier, monospace",
  '--log-stream-font-size': '0.8125rem',
  '--log-stream-line-height': '1.375rem',
  '--log-stream-row-padding': '2px',
  '--log-stream-radius': '0',
  '--log-stream-accent-color': 'light-dark(#7a2e8e, #d7a1e6)',
  '--log-stream-background': 'light-dark(#fffcf5, #1d1814)',
  '--log-stream-surface-color': 'light-dark(#f7f0e1, #28211b)',
  '--log-stream-raised-color': 'light-dark(#fffdf8, #2f2720)',
  '--log-stream-hover-color': 'light-dark(#f5ecd9, #2a231c)',
  '--log-stream-border-color': 'light-dark(#e3d5ba, #453a2e)',
  '--log-stream-text-color': 'light-dark(#2c2115, #f3e9db)',
  '--log-stream-muted-color': 'light-dark(#6a5a45, #b5a58f)',
  '--log-stream-success-color': 'light-dark(#3d6420, #a6d48a)',
  '--log-stream-severity-info-color': 'light-dark(#2f5d73, #8cc3db)',
  '--log-stream-severity-debug-color': 'light-dark(#6a5a45, #b5a58f)',
  '--log-stream-severity-trace-color': 'light-dark(#6a5a45, #b5a58f)',
  '--log-stream-severity-unknown-color': 'light-dark(#6a5a45, #b5a58f)',
  '--log-stream-severity-warn-color': 'light-dark(#8a4b00, #f0b35b)',
  '--log-stream-severity-error-color': 'light-dark(#a3262a, #f29488)',
  '--log-stream-severity-fatal-color': 'light-dark(#7d1038, #f79cb4)',
  '--log-stream-mark-color': 'light-dark(#ecd3f2, #6b3b78)',
  '--log-stream-mark-text-color': 'light-dark(#2c2115, #fdf7ff)',
};

interface Args {
  name: string;
  theme: Theme;
  query: string;
}

/** A source for each tag, kept for as long as its story is on show: settings change, the rows stay. */
const sources = new Map<string, LogSource>();

/** The log in light and in dark, one below the other. */
function render({ name, theme, query }: Args): TemplateResult {
  return html`${(['light', 'dark'] as const).map((colorScheme) => {
    const key = `${name} ${colorScheme}`;
    const source = sources.get(key) ?? sourceOf([...workflowRows(12), ...SEVERITY_ROWS]);
    sources.set(key, source);
    return html`<div style=${styleMap({ colorScheme, ...theme, paddingBlockEnd: '1rem' })}>
      <meshhook-log-stream
        style="block-size: 15rem"
        run-id="5f0c2b9e-6d1a-4f6b-9a53-0c1d2e3f4a5b"
        label=${`Log of run 5f0c2b9e, ${colorScheme}`}
        time-format="utc"
        search-mode="highlight"
        .query=${query}
        .source=${source}
      ></meshhook-log-stream>
    </div>`;
  })}`;
}

const meta: Meta<Args> = {
  title: 'Themes',
  render,
  args: { query: '' },
  argTypes: { theme: { table: { disable: true } }, name: { table: { disable: true } } },
};

export default meta;
type Story = StoryObj<Args>;

/** As in MeshHook: its blue, its greens and reds, light and dark. */
export const MeshHook: Story = { args: { name: 'meshhook', theme: MESHHOOK_THEME } };

/** As in the portal of a customer who has a brand of their own. */
export const CustomerBrand: Story = {
  args: { name: 'brand', theme: BRAND_THEME, query: 'connection' },
};
