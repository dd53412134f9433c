/** What stands in a row: its time, severity, node, message and marks. */
import { css } from 'lit';

export const cellStyles = css`
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
  /* Names of nodes are code: what is cut off is their end, not their beginning. */
  .node:dir(rtl) {
    direction: ltr;
    padding-inline: 1.5ch 0;
    text-align: right;
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
  }

  .fold {
    flex: none;
    padding-inline: 0.4rem;
    border-radius: 999px;
    color: var(--_muted);
    background: color-mix(in srgb, var(--_muted) 14%, transparent);
    font: 500 0.6875rem/1.125rem var(--_ui-font);
    unicode-bidi: plaintext;
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
    outline: 1.5px solid var(--_warn);
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

  /* What there is to say of a row's time: at its end, so that it takes no height and hides no text. */
  .time-note {
    position: relative;
    display: inline-flex;
    flex: none;
    align-items: center;
    gap: 0.25rem;
    align-self: center;
    margin-inline-start: auto;
    padding-inline: 0.375rem;
    border-radius: 999px;
    color: var(--_muted);
    font: 500 0.6875rem/1.125rem var(--_ui-font);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .time-note + .time-note {
    margin-inline-start: 0;
  }
  .time-note .icon {
    inline-size: 0.75rem;
    block-size: 0.75rem;
  }
  .time-note.late {
    color: var(--_warn);
    background: color-mix(in srgb, var(--_warn) 10%, var(--_background));
  }
  .after-pause::before {
    content: '';
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
    border-block-start: 1px dashed color-mix(in srgb, var(--_muted) 65%, transparent);
  }

  /* Rows that are not of the log but about it. */
  .note {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.625rem;
    padding-inline: 0.5rem;
    color: var(--_muted);
    font-family: var(--_ui-font);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
    text-align: center;
  }
  .gap {
    background: repeating-linear-gradient(
      135deg,
      transparent 0 6px,
      color-mix(in srgb, var(--_muted) 9%, transparent) 6px 12px
    );
  }
  .outage::before,
  .outage::after {
    content: '';
    flex: 1 1 0.75rem;
    min-inline-size: 0.75rem;
    border-block-start: 1px dashed color-mix(in srgb, var(--_muted) 45%, transparent);
  }
  .mark {
    color: var(--_accent);
    background: color-mix(in srgb, var(--_accent) 8%, var(--_background));
  }
  .mark::before,
  .mark::after {
    content: '';
    flex: 1 1 0.75rem;
    min-inline-size: 0.75rem;
    border-block-start: 1.5px solid color-mix(in srgb, var(--_accent) 55%, transparent);
  }
  .unmark {
    display: grid;
    place-items: center;
    inline-size: 1.25rem;
    block-size: 1.125rem;
    border-radius: 4px;
  }
  .unmark:hover {
    background: color-mix(in srgb, var(--_accent) 18%, transparent);
  }
  .unmark .icon {
    inline-size: 0.75rem;
    block-size: 0.75rem;
  }
  .mark .note-text,
  .outage .note-text {
    display: flex;
    align-items: center;
    gap: 0.375rem;
  }
  .mark .note-text > .icon,
  .outage .icon {
    inline-size: 0.8125rem;
    block-size: 0.8125rem;
  }
  .outage .open {
    color: var(--_warn);
  }
`;
