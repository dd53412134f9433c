/** The bar above the rows, its menu, and the line below them. */
import { css } from 'lit';

export const toolbarStyles = css`
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.375rem 0.5rem;
    min-inline-size: 0;
    padding: 0.375rem 0.5rem;
    background: var(--_surface);
    border-block-end: 1px solid var(--_border);
  }

  .status {
    display: inline-flex;
    align-items: center;
    gap: 0.4rem;
    block-size: 1.5rem;
    padding-inline: 0.5rem 0.625rem;
    border-radius: 999px;
    font-size: 0.75rem;
    font-weight: 600;
    white-space: nowrap;
    color: var(--_status, var(--_muted));
    background: color-mix(in srgb, var(--_status, var(--_muted)) 11%, transparent);
  }
  .status:hover,
  .status[aria-expanded='true'] {
    /* Not a deeper ground: the text would no longer stand out from it. */
    box-shadow: inset 0 0 0 1px color-mix(in srgb, currentColor 40%, transparent);
  }
  .status-dot {
    inline-size: 0.4375rem;
    block-size: 0.4375rem;
    border-radius: 50%;
    background: currentColor;
  }
  .status-live {
    --_status: var(--_success);
  }
  .status-connecting,
  .status-catching-up,
  .status-polling,
  .status-paused {
    --_status: var(--_info);
  }
  .status-degraded,
  .status-auth-required {
    --_status: var(--_warn);
  }
  .status-failed,
  .status-denied {
    --_status: var(--_error);
  }

  .spinner {
    inline-size: 0.75rem;
    block-size: 0.75rem;
    flex: none;
    border-radius: 50%;
    border: 1.5px solid currentColor;
    border-block-start-color: transparent;
  }

  .levels {
    display: flex;
    flex-wrap: wrap;
    gap: 0.125rem;
  }
  .levels[hidden] {
    display: none;
  }
  .level {
    display: inline-flex;
    align-items: center;
    gap: 0.3125rem;
    block-size: 1.5rem;
    padding-inline: 0.4375rem;
    border-radius: 6px;
    border: 1px solid transparent;
    color: var(--_line);
    background: none;
    font-size: 0.75rem;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .level.s-trace,
  .level.s-debug,
  .level.s-info,
  .level.s-unknown {
    font-weight: 500;
  }
  .level:hover {
    background: var(--_hover);
  }
  .level[aria-pressed='true'] {
    background: color-mix(in srgb, var(--_line) 12%, var(--_background));
    border-color: color-mix(in srgb, var(--_line) 45%, transparent);
  }
  .filtered .level[aria-pressed='false'] {
    color: var(--_muted);
  }
  .filtered .level[aria-pressed='false'] .shape {
    fill: none;
    stroke: currentColor;
  }
  .filtered .level[aria-pressed='false'] .sign {
    stroke: currentColor;
  }

  .controls,
  .controls .wide {
    display: flex;
    align-items: center;
    gap: 0.125rem;
  }
  .controls {
    margin-inline-start: auto;
  }
  .control,
  .menu-item {
    border-radius: 6px;
    color: var(--_muted);
  }
  .control {
    display: grid;
    place-items: center;
    inline-size: 1.75rem;
    block-size: 1.75rem;
  }
  .control:hover,
  .control[aria-expanded='true'],
  .menu-item:hover {
    color: var(--_text);
    background: var(--_hover);
  }
  .control[aria-pressed='true'],
  .search-button[aria-pressed='true'] {
    color: var(--_accent);
    background: color-mix(in srgb, var(--_accent) 13%, transparent);
  }

  .popup-anchor {
    position: relative;
  }
  .menu,
  .sheet {
    color: var(--_text);
    background: var(--_raised);
    border: 1px solid var(--_border);
    border-radius: 8px;
    box-shadow: 0 8px 24px light-dark(rgb(15 23 42 / 14%), rgb(0 0 0 / 50%));
  }
  .menu {
    position: absolute;
    inset-block-start: calc(100% + 0.25rem);
    inset-inline-end: 0;
    z-index: 4;
    min-inline-size: 13rem;
    max-block-size: min(24rem, 100cqb - 3.5rem);
    padding: 0.25rem;
    overflow-y: auto;
  }
  .menu-item {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    inline-size: 100%;
    padding: 0.3125rem 0.5rem;
    text-align: start;
    color: var(--_text);
  }
  .menu-item > .icon:first-child {
    color: var(--_muted);
  }
  .menu-item span:nth-child(2) {
    flex: 1;
  }
  .menu-item .icon:last-child:not(:first-child) {
    color: var(--_accent);
  }
  .menu-heading {
    padding: 0.5rem 0.5rem 0.125rem;
    color: var(--_muted);
    font-size: 0.6875rem;
    font-weight: 600;
  }
  .menu hr {
    margin: 0.25rem 0;
    border: 0;
    border-block-start: 1px solid var(--_border);
  }
  .indent {
    inline-size: 1rem;
  }

  .stream-details {
    inset-inline: 0 auto;
    inline-size: max-content;
    max-inline-size: min(22rem, 100cqi - 1rem);
    padding: 0.625rem 0.75rem;
    font-size: 0.75rem;
  }
  .stream-details p,
  .stream-details dl {
    margin: 0;
  }
  .stream-state {
    font-weight: 600;
  }
  .stream-reason {
    margin-block-start: 0.125rem;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .stream-details dl {
    display: grid;
    grid-template-columns: auto auto;
    gap: 0.25rem 1.25rem;
    margin-block-start: 0.5rem;
    padding-block-start: 0.5rem;
    border-block-start: 1px solid var(--_border);
  }
  .stream-details dt {
    color: var(--_muted);
  }
  .stream-details dd {
    margin: 0;
    text-align: end;
    font-variant-numeric: tabular-nums;
  }

  .footer {
    display: flex;
    align-items: center;
    gap: 0.375rem 0.875rem;
    min-inline-size: 0;
    padding: 0.1875rem 0.625rem;
    color: var(--_muted);
    background: var(--_surface);
    border-block-start: 1px solid var(--_border);
    font-size: 0.71875rem;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
    overflow: hidden;
  }
  .footer .problem {
    flex: 0 1 auto;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    color: var(--_warn);
  }
  .footer .older,
  .footer .reset {
    color: var(--_accent);
    font-weight: 500;
    border-radius: 4px;
  }
  .footer .older:hover,
  .footer .reset:hover {
    text-decoration: underline;
  }
  .footer .end {
    margin-inline-start: auto;
  }

  @container log-stream (max-width: 52rem) {
    .search {
      order: 5;
      flex-basis: 100%;
    }
    .controls .wide {
      display: none;
    }
  }

  @container log-stream (max-width: 36rem) {
    .toolbar {
      gap: 0.375rem;
    }
    .levels {
      order: 6;
      flex-basis: 100%;
    }
    .control {
      inline-size: 2rem;
      block-size: 2rem;
    }
    .search {
      block-size: 2.125rem;
    }
    .search input {
      font-size: 1rem;
    }
    .search-button {
      inline-size: 1.75rem;
      block-size: 1.75rem;
    }
    .levels {
      gap: 0;
    }
    .level {
      block-size: 1.75rem;
      padding-inline: 0.25rem 0.3125rem;
      gap: 0.1875rem;
    }
    .footer .age {
      display: none;
    }
  }

  @media (forced-colors: active) {
    .level[aria-pressed='true'],
    .control[aria-pressed='true'],
    .search-button[aria-pressed='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .status {
      border: 1px solid CanvasText;
    }
  }
`;
