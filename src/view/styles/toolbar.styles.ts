/** The bar above the rows: status, levels, controls, and how they make room for each other. */
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
    gap: 0.1875rem;
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
  .control {
    display: grid;
    border-radius: 6px;
    color: var(--_muted);
    place-items: center;
    inline-size: 1.75rem;
    block-size: 1.75rem;
  }
  .control:hover,
  .control[aria-expanded='true'] {
    color: var(--_text);
    background: var(--_hover);
  }
  .control[aria-pressed='true'],
  .search-button[aria-pressed='true'] {
    color: var(--_accent);
    background: color-mix(in srgb, var(--_accent) 13%, transparent);
  }

  @container log-stream (max-width: 52rem) {
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
    .level {
      padding-inline: 0.25rem 0.3125rem;
      gap: 0.1875rem;
    }
  }

  /* For fingers. Below 16 px a phone zooms into a field. */
  @media (pointer: coarse) {
    .control {
      inline-size: 2.25rem;
      block-size: 2.25rem;
    }
    .search {
      block-size: 2.25rem;
    }
    .search input {
      font-size: max(1rem, 16px);
    }
    .search-button {
      inline-size: 2rem;
      block-size: 2rem;
    }
    .level,
    .status {
      block-size: 1.875rem;
    }
  }

  /* Where there is no log there is nothing to search, to follow or to count. */
  .bare .levels,
  .bare .controls > :not(.popup-anchor),
  .bare .footer {
    display: none;
  }
  .bare .controls {
    margin-inline-start: auto;
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
    .status-dot {
      background: CanvasText;
    }
    .level {
      border-color: Canvas;
    }
  }
`;
