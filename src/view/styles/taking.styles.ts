/** The panel to copy and download from, and the bar in the line below the rows. */
import { css } from 'lit';

export const takingStyles = css`
  .taking {
    position: absolute;
    inset-block-end: 0.5rem;
    inset-inline-start: 0.5rem;
    z-index: 5;
    display: grid;
    gap: 0.625rem;
    inline-size: min(20rem, 100% - 1rem);
    max-block-size: calc(100% - 1rem);
    padding: 0.75rem;
    overflow-y: auto;
    color: var(--_text);
    background: var(--_raised);
    border: 1px solid var(--_border);
    border-radius: 8px;
    box-shadow: 0 8px 24px light-dark(rgb(15 23 42 / 14%), rgb(0 0 0 / 50%));
    font-size: 0.8125rem;
  }
  .taking-scopes {
    display: grid;
    gap: 0.25rem;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .taking-scopes legend,
  .taking-field > span {
    padding: 0;
    margin-block-end: 0.125rem;
    color: var(--_muted);
    font-size: 0.71875rem;
    font-weight: 600;
  }
  .taking-scopes label,
  .taking-mask {
    display: flex;
    align-items: start;
    gap: 0.5rem;
    min-block-size: 1.5rem;
    padding-block: 0.125rem;
    overflow-wrap: anywhere;
  }
  .taking input {
    flex: none;
    margin: 0.1875rem 0 0;
    inline-size: 0.875rem;
    block-size: 0.875rem;
    accent-color: var(--_accent);
  }
  .taking-mask small {
    display: block;
    color: var(--_muted);
    font-size: 0.71875rem;
  }
  .taking-field {
    display: grid;
  }
  .taking-format {
    grid-template-columns: auto 1fr;
    align-items: center;
    gap: 0.625rem;
  }
  .taking-format > span {
    margin: 0;
  }
  .taking select,
  .taking-text {
    min-inline-size: 0;
    padding: 0.25rem 0.375rem;
    color: var(--_text);
    background: var(--_background);
    border: 1px solid var(--_border);
    border-radius: 6px;
  }
  .taking-text {
    inline-size: 100%;
    resize: vertical;
    font: 400 var(--_row-font-size) / var(--_row-line-height) var(--_row-font);
    white-space: pre;
  }
  .taking-progress {
    display: grid;
    gap: 0.25rem;
    font-variant-numeric: tabular-nums;
  }
  .taking-progress progress {
    inline-size: 100%;
    block-size: 0.375rem;
    accent-color: var(--_accent);
  }
  .taking-outcome {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .taking-buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .taking-button {
    display: inline-flex;
    flex: 1 1 auto;
    align-items: center;
    justify-content: center;
    gap: 0.375rem;
    min-block-size: 2rem;
    padding: 0.25rem 0.75rem;
    border: 1px solid var(--_border);
    border-radius: 6px;
    font-weight: 500;
  }
  .taking-button:hover {
    background: var(--_hover);
  }
  .taking-button.primary {
    color: light-dark(#ffffff, #0b1120);
    background: var(--_accent);
    border-color: var(--_accent);
  }
  .taking-button.primary:hover {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_text));
  }

  .taking-bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.125rem 0.5rem;
    min-inline-size: 0;
    color: var(--_text);
  }
  .taking-selected {
    font-weight: 600;
  }
  .taking-bar-button {
    display: inline-flex;
    align-items: center;
    gap: 0.25rem;
    min-block-size: 1.5rem;
    min-inline-size: 1.5rem;
    justify-content: center;
    padding-inline: 0.25rem;
    color: var(--_accent);
    border-radius: 4px;
    font-weight: 500;
  }
  .taking-bar-button:hover {
    background: var(--_hover);
  }
  .taking-bar-button .icon {
    inline-size: 0.875rem;
    block-size: 0.875rem;
  }
  .footer:has(.taking-bar) {
    flex-wrap: wrap;
    row-gap: 0;
    padding-block: 0;
  }

  @container log-stream (max-width: 36rem) {
    .footer:has(.taking-selected) > :not(.taking-bar, .problem) {
      display: none;
    }
  }

  @container log-stream (max-width: 21rem) {
    .taking-bar {
      gap: 0.125rem 0.25rem;
    }
    .taking-bar-button span + .icon,
    .taking-bar-button .icon:has(+ span) {
      display: none;
    }
  }

  @media (forced-colors: active) {
    .row.selected {
      outline: 1px solid Highlight;
      outline-offset: -1px;
    }
    .taking-button {
      border-color: ButtonText;
    }
  }
`;
