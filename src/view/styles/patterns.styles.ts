/** The panel of patterns, the chips of those that are filtered, and what stands on a folded row. */
import { css } from 'lit';

export const patternStyles = css`
  .patterns {
    container: patterns / inline-size;
    max-block-size: min(16rem, 45cqb);
    overflow-y: auto;
    padding-block-end: 0.25rem;
    border-block-end: 1px solid var(--_border);
    background: var(--_surface);
    font: 0.75rem/1.4 var(--_ui-font);
  }
  .patterns-head {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.5rem;
    align-items: center;
    padding: 0.25rem 0.5rem;
    background: var(--_surface);
  }
  .patterns-groups {
    display: flex;
    flex-wrap: wrap;
    gap: 0.125rem;
  }
  .patterns button,
  .pattern-chip button {
    margin: 0;
    border: 1px solid transparent;
    border-radius: 0.375rem;
    color: inherit;
    background: none;
    font: inherit;
    cursor: pointer;
  }
  .patterns button:hover,
  .pattern-chip button:hover {
    background: var(--_hover);
  }
  .patterns button:focus-visible,
  .pattern-chip button:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: -1px;
  }
  .patterns-groups button {
    min-block-size: 1.5rem;
    padding: 0.125rem 0.5rem;
    color: var(--_muted);
  }
  .patterns-groups button[aria-pressed='true'],
  .pattern-choice[aria-pressed='true'] {
    border-color: var(--_accent);
    color: var(--_text);
    background: color-mix(in srgb, var(--_accent) 12%, var(--_surface));
  }
  .patterns-summary {
    flex: 1 1 8rem;
    color: var(--_muted);
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .patterns-close,
  .pattern-choice {
    display: inline-grid;
    place-items: center;
    inline-size: 1.5rem;
    block-size: 1.5rem;
    padding: 0;
  }
  .patterns-list {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .patterns-none {
    margin: 0;
    padding: 0.25rem 0.75rem;
    color: var(--_muted);
  }
  .pattern {
    display: grid;
    grid-template-columns: 4.5rem 6.5rem 1rem minmax(0, 1fr) auto auto;
    gap: 0 0.5rem;
    align-items: center;
    min-block-size: 1.625rem;
    padding-inline: 0.5rem;
  }
  .pattern:hover {
    background: var(--_hover);
  }
  .pattern-count {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    text-align: end;
    white-space: nowrap;
  }
  .pattern-share {
    display: grid;
    grid-template-columns: 1fr 3rem;
    gap: 0.375rem;
    align-items: center;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .share-bar {
    inline-size: 100%;
    block-size: 0.375rem;
    border-radius: 0.1875rem;
    background: var(--_border);
  }
  .share-bar:dir(rtl) {
    transform: scaleX(-1);
  }
  .share-bar rect {
    fill: var(--_accent);
  }
  .pattern.s-warn .share-bar rect {
    fill: var(--_warn);
  }
  .pattern:is(.s-error, .s-fatal) .share-bar rect {
    fill: var(--_error);
  }
  .pattern-severity {
    display: inline-grid;
  }
  .pattern .pattern-text {
    min-inline-size: 0;
    padding: 0.125rem 0.25rem;
    overflow: hidden;
    font-family: var(--_row-font);
    text-align: start;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .hidden-pattern .pattern-text bdi {
    color: var(--_muted);
    text-decoration: line-through;
  }
  .pattern-mark {
    margin-inline: 1px;
    padding: 0 0.25rem;
    border-radius: 0.25rem;
    color: var(--_text);
    background: color-mix(in srgb, var(--_accent) 16%, transparent);
    font-size: 0.9em;
  }
  .pattern-span {
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .pattern-choices {
    display: inline-flex;
  }
  .pattern-chips {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
    margin: 0;
    padding: 0.25rem 0.5rem;
    border-block-end: 1px solid var(--_border);
    background: var(--_surface);
    list-style: none;
    font: 0.75rem/1.4 var(--_ui-font);
  }
  .pattern-chip {
    display: inline-flex;
    gap: 0.25rem;
    align-items: center;
    max-inline-size: 100%;
    padding-inline-start: 0.5rem;
    border: 1px solid var(--_accent);
    border-radius: 0.75rem;
    background: color-mix(in srgb, var(--_accent) 10%, var(--_surface));
  }
  .pattern-chip.hides {
    border-color: var(--_border);
    background: var(--_raised);
  }
  .pattern-chip > span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .pattern-chip button {
    display: inline-grid;
    flex: none;
    place-items: center;
    inline-size: 1.5rem;
    block-size: 1.5rem;
    padding: 0;
    border-radius: 0.75rem;
  }

  .row .repeats {
    display: inline-flex;
    flex: none;
    gap: 0.375rem;
    align-items: center;
    align-self: center;
    margin-inline-start: 0.5rem;
    padding: 0 0.4375rem;
    border: 1px solid var(--_border);
    border-radius: 0.625rem;
    color: var(--_text);
    background: var(--_raised);
    font: 600 0.6875rem/1.4 var(--_ui-font);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
    cursor: pointer;
  }
  .row .repeats:hover {
    border-color: var(--_accent);
  }
  .row .repeats[aria-expanded='true'] {
    color: var(--_accent);
    border-color: var(--_accent);
  }
  .repeats .repeats-span {
    color: var(--_muted);
    font-weight: 400;
  }
  .repeats .repeats-hits {
    padding-inline: 0.25rem;
    border-radius: 0.25rem;
    color: var(--_mark-text);
    background: var(--_mark);
  }

  @container log-stream (max-width: 40rem) {
    .repeats .repeats-span {
      display: none;
    }
  }
  @container patterns (max-width: 44rem) {
    .pattern {
      grid-template-columns: auto 5.5rem 1rem 1fr auto;
      padding-block: 0.25rem;
    }
    .pattern .pattern-text {
      grid-row: 2;
      grid-column: 1 / -1;
      white-space: normal;
      overflow-wrap: anywhere;
    }
    .pattern-span {
      justify-self: end;
      overflow: hidden;
      max-inline-size: 100%;
      text-overflow: ellipsis;
    }
  }
  @container patterns (max-width: 26rem) {
    .pattern-span {
      display: none;
    }
  }
  @media (pointer: coarse) {
    .pattern-choice,
    .patterns-close,
    .pattern-chip button {
      inline-size: 2.25rem;
      block-size: 2.25rem;
    }
  }
  @media (forced-colors: active) {
    .share-bar rect,
    .pattern:is(.s-warn, .s-error, .s-fatal) .share-bar rect {
      fill: CanvasText;
    }
    .pattern-mark {
      outline: 1px solid CanvasText;
    }
    .patterns-groups button[aria-pressed='true'],
    .pattern-choice[aria-pressed='true'] {
      border-color: Highlight;
    }
  }
`;
