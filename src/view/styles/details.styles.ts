/** What a row shows when it is opened: its fields as a tree, and what can be done with it. */
import { css } from 'lit';

export const detailStyles = css`
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
  .tree-title {
    color: var(--_muted);
    font: 500 0.6875rem/1.25rem var(--_ui-font);
  }
  .tree + .tree-title,
  .tree + .tree,
  .tree + .raw {
    margin-block-start: 0.375rem;
  }
  .tree-line {
    --_level: 0;
    position: relative;
    padding-inline: calc(1.5ch + var(--_level) * 2ch) 3.5rem;
    text-indent: -1.5ch;
    border-radius: 4px;
    overflow-wrap: anywhere;
  }
  .level-2 {
    --_level: 1;
  }
  .level-3 {
    --_level: 2;
  }
  .level-4 {
    --_level: 3;
  }
  .level-5 {
    --_level: 4;
  }
  .level-6 {
    --_level: 5;
  }
  .level-7 {
    --_level: 6;
  }
  .level-8 {
    --_level: 7;
  }
  .level-9 {
    --_level: 8;
  }
  .level-10 {
    --_level: 9;
  }
  .level-11 {
    --_level: 10;
  }
  .level-12 {
    --_level: 11;
  }
  .tree-line > * {
    text-indent: 0;
  }
  .tree-line:hover {
    background: var(--_hover);
  }
  .tree-line:focus-visible {
    outline-offset: -2px;
  }
  .tree-line.branch,
  .tree-line.more,
  .raw-toggle {
    cursor: pointer;
  }
  .twisty {
    display: inline-grid;
    place-items: center;
    inline-size: 1.5ch;
    vertical-align: baseline;
  }
  .tree-line.branch .twisty::before,
  .raw-toggle .twisty::before {
    content: '';
    inline-size: 0.3125rem;
    block-size: 0.3125rem;
    border: solid var(--_muted);
    border-width: 1.4px 1.4px 0 0;
    rotate: 45deg;
    translate: 0 -1px;
  }
  .twisty:dir(rtl)::before {
    rotate: -135deg !important;
  }
  [aria-expanded='true'] > .twisty::before {
    rotate: 135deg !important;
  }
  .key,
  .colon,
  .peek,
  .tree-line .count {
    color: var(--_muted);
  }
  .tree-line.branch > .key {
    color: var(--_text);
  }
  .tree-line .count {
    padding-inline-start: 1ch;
    font: 400 0.6875rem/1 var(--_ui-font);
  }
  .show-more {
    color: var(--_accent);
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .line-tools {
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: 0;
    display: flex;
    opacity: 0;
  }
  .tree-line:is(:hover, :focus-visible) > .line-tools {
    opacity: 1;
  }
  .line-tools button,
  .raw-copy {
    display: inline-grid;
    place-items: center;
    inline-size: 1.5rem;
    block-size: 1.25rem;
    border-radius: 4px;
    color: var(--_muted);
  }
  :is(.line-tools button, .raw-copy):hover {
    color: var(--_text);
    background: color-mix(in srgb, var(--_muted) 20%, transparent);
  }
  :is(.line-tools, .raw-copy) .icon {
    inline-size: 0.8125rem;
    block-size: 0.8125rem;
  }
  .value a {
    color: inherit;
    text-underline-offset: 2px;
  }
  .raw-toggle {
    color: var(--_muted);
    font: 500 0.6875rem/1.25rem var(--_ui-font);
  }
  .raw-copy {
    vertical-align: middle;
  }
  .raw-text {
    max-block-size: 12rem;
    margin: 0;
    padding: 0.25rem 0.5rem;
    overflow: auto;
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: 6px;
    font: inherit;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .value {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .v-number,
  .v-boolean {
    color: var(--_info);
  }
  .v-string {
    color: var(--_success);
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
`;
