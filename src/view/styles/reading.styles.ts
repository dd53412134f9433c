/** The log as a document. */
import { css } from 'lit';

export const readingStyles = css`
  .reading {
    position: absolute;
    inset: 0;
    z-index: 1;
    overflow: auto;
    overscroll-behavior: contain;
    padding: 0 0.75rem 0.75rem;
    background: var(--_background);
    line-height: 1.5;
  }
  .reading:focus {
    outline: none;
  }
  .reading-bar {
    position: sticky;
    inset-block-start: 0;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.25rem 0.75rem;
    margin-inline: -0.75rem;
    padding: 0.375rem 0.75rem;
    background: var(--_surface);
    border-block-end: 1px solid var(--_border);
  }
  .reading h2 {
    margin: 0;
    font-size: 0.8125rem;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .reading-bar .notice-action {
    margin: 0;
    padding-block: 0.1875rem;
  }
  .reading-step {
    margin-block-start: 0.5rem;
    color: var(--_accent);
    font-weight: 500;
    border-radius: 4px;
  }
  .reading-step:hover {
    text-decoration: underline;
  }
  .reading-rows {
    margin: 0.25rem 0 0;
    padding: 0;
    list-style: none;
  }
  .reading li {
    padding: 0.375rem 0.5rem;
    border-block-end: 1px solid var(--_border);
    border-inline-start: 3px solid transparent;
    scroll-margin-block: 3rem;
  }
  .reading li:is(.s-warn, .s-error, .s-fatal) {
    background: var(--_row-tint);
    border-inline-start-color: var(--_line);
  }
  .reading li:focus-visible {
    outline-offset: -2px;
  }
  .reading p {
    margin: 0;
  }
  .reading-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 0.5rem;
    color: var(--_muted);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }
  .reading-head .word {
    color: var(--_line);
    font-weight: 600;
  }
  .reading-text {
    max-inline-size: 100ch;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    font-family: var(--_row-font);
    font-size: 0.8125rem;
  }
  .reading-text a {
    color: inherit;
  }
  .reading-fields,
  .reading-hint,
  .reading-note {
    color: var(--_muted);
  }
`;
