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

  .viewport {
    --_row-space: var(--_row-padding);
  }
  /* A finger needs more of a row. */
  @media (pointer: coarse) {
    .viewport {
      --_row-space: calc(var(--_row-padding) + 3px);
    }
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
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
    padding-block: var(--_row-space);
    padding-inline: 0 0.625rem;
    border-inline-start: 3px solid transparent;
  }

  /* As tall as every other such row, whatever is in it: nothing has to be measured. */
  .row.line {
    block-size: calc(1lh + 2 * var(--_row-space));
    contain: strict;
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
    background: color-mix(in srgb, var(--_accent) 11%, var(--_row-tint, var(--_background)));
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
`;
