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
