/** What opens over the rows: the menu, and what the status pill opens. */
import { css } from 'lit';

export const menuStyles = css`
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
    inline-size: max-content;
    min-inline-size: 15rem;
    max-inline-size: min(22rem, 100cqi - 1rem);
    max-block-size: min(32rem, 100cqb - 3.5rem);
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
    border-radius: 6px;
    color: var(--_text);
  }
  .menu-item:hover {
    background: var(--_hover);
  }
  .menu-item > .icon:first-child {
    color: var(--_muted);
  }
  .menu-item span:nth-child(2) {
    flex: 1;
  }
  .menu-item .icon:not(:first-child) {
    color: var(--_accent);
  }
  .menu-key {
    color: var(--_muted);
    font-size: 0.6875rem;
    font-weight: 500;
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
  .diagnostics {
    margin-block-start: 0.625rem;
  }
  .copy-diagnostics {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    padding: 0.25rem 0.5rem;
    border: 1px solid var(--_border);
    border-radius: 6px;
    font-weight: 500;
  }
  .copy-diagnostics:hover {
    background: var(--_hover);
  }
  .stream-details .diagnostics p {
    max-inline-size: 17rem;
    margin-block-start: 0.25rem;
    color: var(--_muted);
  }
  .stream-details dt {
    color: var(--_muted);
  }
  .stream-details dd {
    margin: 0;
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
`;
