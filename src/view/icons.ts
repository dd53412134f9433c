/**
 * The icons, drawn here so that nothing is fetched. Each severity has a shape of its own, because colour alone says
 * nothing to many readers; a hollow shape is a severity that was guessed.
 */
import { html, type TemplateResult } from 'lit';
import type { Severity } from '../core/severity.js';

/** Outline of the shape, and the sign in it, in a box of 16 by 16. */
const SEVERITY_PATHS: Readonly<Record<Severity, readonly [shape: string, sign: string]>> = {
  trace: ['M8 5.6a2.4 2.4 0 1 1 0 4.8a2.4 2.4 0 0 1 0-4.8Z', ''],
  debug: ['M8 2.6 13.4 8 8 13.4 2.6 8Z', ''],
  info: ['M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8Z', 'M8 7.4v3.7M8 4.9v.2'],
  warn: ['M8 1.9 14.9 13.9H1.1Z', 'M8 6.2v3.6M8 11.9v.2'],
  error: [
    'M5.3 1.7h5.4l3.6 3.6v5.4l-3.6 3.6H5.3l-3.6-3.6V5.3Z',
    'M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  ],
  fatal: [
    'M2.6 1.6h10.8a1 1 0 0 1 1 1v10.8a1 1 0 0 1-1 1H2.6a1 1 0 0 1-1-1V2.6a1 1 0 0 1 1-1Z',
    'M5.7 4.4v4.2M5.7 11.3v.2M10.3 4.4v4.2M10.3 11.3v.2',
  ],
  unknown: ['M4.5 8h7', ''],
};

/** The icon of a severity; decoration only, the word stands next to it. */
export function severityIcon(severity: Severity, guessed: boolean): TemplateResult {
  const [shape, sign] = SEVERITY_PATHS[severity];
  return html`<svg
    class=${guessed ? 'icon severity-icon hollow' : 'icon severity-icon'}
    viewBox="0 0 16 16"
    aria-hidden="true"
    focusable="false"
  >
    <path class="shape" d=${shape}></path>
    <path class="sign" d=${sign}></path>
  </svg>`;
}

const PATHS = {
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9ZM10.4 10.4 13.8 13.8',
  clear: 'M4 4l8 8M12 4l-8 8',
  up: 'M4 10l4-4 4 4',
  down: 'M4 6l4 4 4-4',
  filter: 'M2.5 3.5h11L9.5 8.4v4.4l-3 -1.6V8.4Z',
  follow: 'M3.5 3 8 7.5 12.5 3M3.5 8.2 8 12.7l4.5-4.5',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  resume: 'M5 3.2v9.6L12.6 8Z',
  book: 'M8 4.2C6.6 3 4.6 2.8 2.2 3v9.4c2.4-.2 4.4 0 5.8 1.2 1.4-1.2 3.4-1.4 5.8-1.2V3C11.4 2.8 9.4 3 8 4.2ZM8 4.2v9.4',
  wrap: 'M2.5 4h11M2.5 8h8.3a2.2 2.2 0 0 1 0 4.4H8M9.8 10.6 8 12.4l1.8 1.8M2.5 12.4h2.6',
  download: 'M8 2v7M5 6.2 8 9.2l3-3M2.5 9.5v4h11v-4',
  copy: 'M5.5 5.5h7v8h-7ZM10.5 5.5v-3h-7v8h2',
  more: 'M3.4 8h.2M7.9 8h.2M12.4 8h.2',
  path: 'M3 4h4v3H3ZM9 9h4v3H9ZM5 7v3.5h4',
  flag: 'M4 14V2.5M4 3h8l-2.2 2.7L12 8.4H4',
  clock: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2ZM8 4.6V8l2.4 1.6',
  keyboard: 'M1.8 4h12.4v8H1.8ZM4.2 6.5h.2M6.7 6.5h.2M9.2 6.5h.2M11.7 6.5h.2M4.8 9.5h6.4',
  minimap: 'M3 3h6M3 5.5h4M3 8h6M3 10.5h3M3 13h5M11.5 2.5h2v11h-2Z',
  histogram: 'M2 13.5h12M4 11.5V8.5M7 11.5V4M10 11.5V6.5M13 11.5V9.5',
  patterns: 'M2.5 3.5h2M6.5 3.5h7M2.5 8h2M6.5 8h5M2.5 12.5h2M6.5 12.5h3',
  hide: 'M2 8C4.5 4.2 11.5 4.2 14 8C11.5 11.8 4.5 11.8 2 8ZM3 13.5 13 2.5',
  fold: 'M3 2.5h10M3 13.5h10M8 4.5v3M6 6l2 1.7L10 6M8 11.5v-3M6 10l2-1.7L10 10',
  check: 'M3.5 8.4l3 3 6-6.6',
  context: 'M3 2.5h10M3 5h10M3 11h10M3 13.5h10M2 7h12v2H2Z',
  tune: 'M2 4.5h6M12 4.5h2M8 4.5a2 2 0 1 0 4 0a2 2 0 1 0-4 0M2 11.5h2M8 11.5h6M4 11.5a2 2 0 1 0 4 0a2 2 0 1 0-4 0',
  lock: 'M4 7h8v6.5H4ZM5.8 7V5a2.2 2.2 0 0 1 4.4 0v2',
  key: 'M5.2 7.8a2.8 2.8 0 1 1 0 .4ZM8 8h6M12 8v2.4M14 8v1.6',
  warning: 'M8 2.2 14.6 13.4H1.4ZM8 6.4v3.2M8 11.4v.2',
  log: 'M3 3.5h10M3 6.5h7M3 9.5h9M3 12.5h5',
  plug: 'M6 2v3M10 2v3M4.5 5h7v2.5a3.5 3.5 0 0 1-7 0ZM8 11v3',
} as const;

/** Names of the other icons. */
export type IconName = keyof typeof PATHS;

/** A line icon in the colour of the text around it. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path d=${PATHS[name]}></path>
  </svg>`;
}
