/** The list: its scroller, its rows, and what is inside a row. Every row stands alone, so columns have fixed widths. */
import { css } from 'lit';

export const rowStyles = css`
  .stage {
    position: relative;
    min-block-size: 0;
    overflow: hidden;
  }

  .log {
    position: absolute;
    inset: 0;
  }

  .viewport {
    /* The virtualizer writes its own wishes as inline styles; these are ours. */
    min-block-size: 0 !important;
    contain: strict !important;
    block-size: 100%;
    overflow: hidden scroll !important;
    overflow-anchor: none;
    overscroll-behavior-block: contain;
    scrollbar-width: thin;
    scrollbar-color: color-mix(in srgb, var(--_muted) 55%, transparent) transparent;
    font: 400 var(--_row-font-size) / var(--_row-line-height) var(--_row-font);
    font-variant-ligatures: none;
    tab-size: 4;
    outline-offset: -2px;
  }

  /* The virtualizer's helper is one line of text tall; with our line height it would leave a blank line at the end. */
  .viewport > [virtualizer-sizer] {
    line-height: 2px;
  }

  .viewport:focus-visible {
    outline: none;
  }

  .row {
    --_line: var(--_unknown);
    display: grid;
    grid-template-columns:
      1.125rem var(--_time-width) calc(1.375rem + 6ch) var(--_node-width)
      minmax(0, 1fr);
    align-items: start;
    /* A row never reaches outside itself: what changes in one is laid out in one. */
    contain: layout style;
    inset-inline: 0;
    padding-block: var(--_row-padding);
    padding-inline: 0 0.625rem;
    border-inline-start: 3px solid transparent;
  }

  .frame {
    --_time-width: 13.5ch;
    --_node-width: 15ch;
  }
  .frame.time-elapsed {
    --_time-width: 12ch;
  }
  .frame.time-delta {
    --_time-width: 10ch;
  }
  .frame.time-none {
    --_time-width: 0;
  }
  .frame.no-nodes {
    --_node-width: 0;
  }

  .row > * {
    min-inline-size: 0;
  }

  .row:hover {
    background: var(--_hover);
  }

  /* The levels of the toolbar take their colours from here too. */
  .level {
    --_line: var(--_unknown);
  }

  .s-trace {
    --_line: var(--_trace);
  }
  .s-debug {
    --_line: var(--_debug);
  }
  .s-info {
    --_line: var(--_info);
  }
  .s-warn {
    --_line: var(--_warn);
    --_row-tint: var(--_warn-tint);
  }
  .s-error {
    --_line: var(--_error);
    --_row-tint: var(--_error-tint);
  }
  .s-fatal {
    --_line: var(--_fatal);
    --_row-tint: var(--_fatal-tint);
  }
  .row:is(.s-warn, .s-error, .s-fatal) {
    background: var(--_row-tint);
    border-inline-start-color: var(--_line);
  }
  .row:is(.s-warn, .s-error, .s-fatal):hover {
    background: color-mix(in srgb, var(--_line) 7%, var(--_row-tint));
  }

  .row.row.row.selected {
    background: color-mix(in srgb, var(--_accent) 14%, var(--_row-tint, var(--_background)));
  }

  .row.active {
    box-shadow: inset 0 0 0 1px color-mix(in srgb, var(--_accent) 45%, transparent);
  }

  .viewport:focus .row.active {
    box-shadow: inset 0 0 0 1.5px var(--log-stream-focus-color, var(--_accent));
  }

  .row.expanded {
    padding-block-end: 0.5rem;
  }

  /* — cells — */

  .lead {
    display: flex;
    justify-content: center;
    block-size: var(--_row-line-height);
  }

  .toggle {
    display: grid;
    place-items: center;
    inline-size: 100%;
    color: var(--_muted);
    opacity: 0;
  }
  /* Drawn, not an image: it stands in every row, and nodes are what rendering a row costs. */
  .toggle::before {
    content: '';
    inline-size: 0.3125rem;
    block-size: 0.3125rem;
    border: solid currentColor;
    border-width: 1.4px 1.4px 0 0;
    rotate: 45deg;
  }
  .toggle.has-more {
    opacity: 0.6;
  }
  .row:hover .toggle,
  .row.active .toggle,
  .row.expanded .toggle {
    opacity: 1;
  }
  .toggle:dir(rtl)::before {
    rotate: -135deg;
  }
  .row.expanded .toggle::before {
    rotate: 135deg;
    translate: 0 -1px;
  }

  .time {
    color: var(--_muted);
    white-space: nowrap;
    overflow: hidden;
    font-variant-numeric: tabular-nums;
  }

  .severity {
    display: flex;
    align-items: center;
    gap: 0.375rem;
    color: var(--_line);
    white-space: nowrap;
    overflow: hidden;
  }
  .severity .word {
    font-size: 0.92em;
    font-weight: 600;
    letter-spacing: 0.01em;
  }
  .s-trace .word,
  .s-debug .word,
  .s-info .word,
  .s-unknown .word {
    font-weight: 500;
  }
  /* Nine rows of ten say INFO: the icon says it, the word stays quiet. */
  .s-info .word,
  .s-unknown .word {
    color: var(--_muted);
  }
  .severity.guessed .word {
    font-style: italic;
  }

  .severity-icon {
    inline-size: 0.8125rem;
    block-size: 0.8125rem;
  }
  .severity-icon .shape {
    fill: var(--_line);
    stroke: var(--_line);
  }
  .severity-icon .sign {
    stroke: var(--_background);
    stroke-width: 1.8;
  }
  .severity-icon.hollow .shape {
    fill: none;
  }
  .severity-icon.hollow .sign {
    stroke: var(--_line);
    stroke-width: 1.5;
  }
  .s-debug .severity-icon .shape,
  .s-trace .severity-icon .shape {
    stroke-width: 1;
  }

  .node {
    color: var(--_muted);
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
    padding-inline-end: 1.5ch;
  }

  .body {
    display: flex;
    align-items: baseline;
    gap: 0 1.25ch;
    overflow: hidden;
  }

  .message {
    flex: 0 1 auto;
    min-inline-size: 6ch;
    white-space: pre;
    overflow: hidden;
    text-overflow: ellipsis;
    unicode-bidi: isolate;
  }
  .s-trace .message,
  .s-debug .message {
    color: var(--_muted);
  }
  .s-fatal .message {
    font-weight: 600;
  }

  .preview {
    flex: 1 20 0;
    min-inline-size: 0;
    color: var(--_muted);
    white-space: pre;
    overflow: hidden;
    text-overflow: ellipsis;
    font-size: 0.95em;
  }

  .fold {
    flex: none;
    padding-inline: 0.4rem;
    border-radius: 999px;
    color: var(--_muted);
    background: color-mix(in srgb, var(--_muted) 14%, transparent);
    font: 500 0.6875rem/1.125rem var(--_ui-font);
  }
  .fold:hover {
    color: var(--_text);
    background: color-mix(in srgb, var(--_muted) 26%, transparent);
  }

  .wrapping .message,
  .expanded .message {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    flex: 0 1 auto;
  }
  .wrapping .body,
  .expanded .body {
    flex-wrap: wrap;
  }
  .wrapping .preview {
    flex: 0 1 auto;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  .clamped,
  .malformed-note {
    flex-basis: 100%;
    color: var(--_muted);
    font: 400 0.75rem/1.25rem var(--_ui-font);
  }
  .malformed .message {
    text-decoration: underline wavy color-mix(in srgb, var(--_warn) 70%, transparent) 1px;
    text-underline-offset: 3px;
  }
  .malformed:not(.expanded) .malformed-note {
    flex: none;
  }

  .message a {
    color: inherit;
    text-decoration: underline;
    text-decoration-color: color-mix(in srgb, currentColor 40%, transparent);
    text-underline-offset: 2px;
  }
  .message a:hover {
    color: var(--_accent);
    text-decoration-color: currentColor;
  }

  mark {
    color: var(--_mark-text);
    background: var(--_mark);
    border-radius: 2px;
  }
  .current-hit mark {
    outline: 1.5px solid light-dark(#b45309, #fcd34d);
  }
  .row.row.current-hit:not(.expanded) {
    background: color-mix(in srgb, var(--_mark) 28%, var(--_row-tint, var(--_background)));
  }

  .actions {
    position: absolute;
    inset-block-start: 1px;
    inset-inline-end: 0.375rem;
    display: flex;
    gap: 0.125rem;
    padding-inline-start: 0.5rem;
    background: var(--_raised);
    border-radius: 6px;
    box-shadow: 0 0 0 1px var(--_border);
    padding-inline: 0.125rem;
    opacity: 0;
    pointer-events: none;
  }
  .row:hover .actions,
  .row.active .actions {
    opacity: 1;
    pointer-events: auto;
  }
  .row.active:not(:hover) .actions {
    opacity: 0;
  }
  .viewport:focus .row.active .actions {
    opacity: 1;
  }
  .actions button {
    display: grid;
    place-items: center;
    min-inline-size: 1.25rem;
    block-size: 1.25rem;
    padding-inline: 0.125rem;
    color: var(--_muted);
    border-radius: 4px;
    font: 500 0.6875rem/1 var(--_ui-font);
  }
  .actions button:hover {
    color: var(--_text);
    background: var(--_hover);
  }
  .actions .icon {
    inline-size: 0.875rem;
    block-size: 0.875rem;
  }

  .gap {
    display: flex;
    justify-content: center;
    color: var(--_muted);
    background: repeating-linear-gradient(
      135deg,
      transparent 0 6px,
      color-mix(in srgb, var(--_muted) 9%, transparent) 6px 12px
    );
    font-family: var(--_ui-font);
    font-size: 0.75rem;
  }

  /* — details — */

  .details {
    grid-column: 5 / -1;
    margin-block-start: 0.25rem;
    padding-inline-start: 0.75rem;
    border-inline-start: 2px solid color-mix(in srgb, var(--_line) 30%, var(--_border));
    line-height: 1.4;
    cursor: auto;
  }
  dl,
  dt,
  dd {
    margin: 0;
  }
  .tree .branch > dd {
    padding-inline-start: 2ch;
  }
  .tree .leaf {
    display: flex;
    gap: 1ch;
  }
  .tree dt {
    flex: none;
    max-inline-size: 40%;
    overflow-wrap: anywhere;
    color: var(--_muted);
  }
  .tree dt::after {
    content: ':';
  }
  .tree dd {
    min-inline-size: 0;
  }
  .value {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .v-number,
  .v-boolean {
    color: light-dark(#1d4ed8, #7cb3ff);
  }
  .v-string {
    color: light-dark(#0b6b4f, #6ee7b7);
  }
  .v-null {
    color: var(--_muted);
    font-style: italic;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.25rem;
    margin-block-start: 0.25rem;
    color: var(--_muted);
    font-size: 0.92em;
  }
  .facts div {
    display: flex;
    gap: 0.75ch;
    min-inline-size: 0;
  }
  .facts dd {
    color: var(--_text);
    overflow-wrap: anywhere;
    user-select: all;
  }

  /* — terminal colours: sixteen names, readable on both grounds — */

  .a-bold {
    font-weight: 700;
  }
  .a-dim {
    color: var(--_muted);
  }
  .a-italic {
    font-style: italic;
  }
  .a-underline {
    text-decoration: underline;
  }
  .a-strike {
    text-decoration: line-through;
  }
  .a-inverse {
    color: var(--_background);
    background: var(--_text);
  }
  .a-fg-black,
  .a-fg-bright-black {
    color: light-dark(#475569, #94a3b8);
  }
  .a-fg-red,
  .a-fg-bright-red {
    color: light-dark(#b91c1c, #fb8a8a);
  }
  .a-fg-green,
  .a-fg-bright-green {
    color: light-dark(#15703a, #4ade80);
  }
  .a-fg-yellow,
  .a-fg-bright-yellow {
    color: light-dark(#8a5a04, #facc15);
  }
  .a-fg-blue,
  .a-fg-bright-blue {
    color: light-dark(#1d4ed8, #7cb3ff);
  }
  .a-fg-magenta,
  .a-fg-bright-magenta {
    color: light-dark(#9d23ab, #e58bf2);
  }
  .a-fg-cyan,
  .a-fg-bright-cyan {
    color: light-dark(#0e6f86, #45d4e8);
  }
  .a-fg-white,
  .a-fg-bright-white {
    color: var(--_text);
  }
  [class*='a-bg-'] {
    border-radius: 2px;
    color: light-dark(#0f172a, #f8fafc);
  }
  .a-bg-black,
  .a-bg-bright-black {
    background: light-dark(#cbd5e1, #334155);
  }
  .a-bg-red,
  .a-bg-bright-red {
    background: light-dark(#fecaca, #991b1b);
  }
  .a-bg-green,
  .a-bg-bright-green {
    background: light-dark(#bbf7d0, #166534);
  }
  .a-bg-yellow,
  .a-bg-bright-yellow {
    background: light-dark(#fef08a, #854d0e);
  }
  .a-bg-blue,
  .a-bg-bright-blue {
    background: light-dark(#bfdbfe, #1e40af);
  }
  .a-bg-magenta,
  .a-bg-bright-magenta {
    background: light-dark(#f5d0fe, #86198f);
  }
  .a-bg-cyan,
  .a-bg-bright-cyan {
    background: light-dark(#a5f3fc, #155e75);
  }
  .a-bg-white,
  .a-bg-bright-white {
    background: light-dark(#e2e8f0, #475569);
  }

  /* — narrow — */

  @container log-stream (max-width: 52rem) {
    .frame:not(.no-nodes) .stage {
      --_node-width: 11ch;
    }
  }

  @container log-stream (max-width: 36rem) {
    .row {
      grid-template-columns: 0.875rem var(--_time-width) 1.25rem 0 minmax(0, 1fr);
      padding-inline-end: 0.375rem;
    }
    .frame:not(.time-none) .stage {
      --_time-width: 9.5ch;
    }
    .fraction,
    .preview {
      display: none;
    }
    .severity .word,
    .node {
      visibility: hidden;
    }
    .details {
      grid-column: 2 / -1;
    }
    /* Open rows give their text the whole width, under a line of time, level and node. */
    .row.expanded {
      grid-template-columns: 0.875rem auto auto minmax(0, 1fr);
      column-gap: 0.25rem;
    }
    .expanded .severity .word,
    .expanded .node {
      visibility: visible;
      padding-inline: 0.5rem 0;
    }
    .expanded .fraction {
      display: inline;
    }
    .expanded .body {
      grid-column: 2 / -1;
    }
  }

  @media (pointer: coarse) {
    .row {
      padding-block: calc(var(--_row-padding) + 3px);
    }
    .actions {
      display: none;
    }
  }

  @media (forced-colors: active) {
    .row.active {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .row.selected,
    .current-hit {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
    mark {
      background: Mark;
      color: MarkText;
    }
    .severity-icon .shape {
      fill: none;
      stroke: CanvasText;
    }
    .severity-icon .sign {
      stroke: CanvasText;
    }
  }
`;
