/** What opens below the search field: the form that writes a query, recent ones, and what was not understood. */
import { css } from 'lit';

export const queryStyles = css`
  .search-anchor {
    flex: 1 1 14rem;
    min-inline-size: 0;
  }
  @container log-stream (max-width: 52rem) {
    .search-anchor {
      order: 5;
      flex-basis: 100%;
    }
  }
  .bare .search-anchor {
    display: none;
  }

  .recent,
  .builder {
    inset-inline: 0 auto;
  }
  .recent {
    inline-size: 100%;
    max-inline-size: 36rem;
  }
  .recent ul,
  .builder ul,
  .query-problems {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .recent [role='option'] {
    cursor: pointer;
  }
  .recent [role='option'] > span:nth-child(2) {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-family: var(--_row-font);
    font-size: 0.75rem;
  }
  .recent [aria-selected='true'] {
    background: var(--_hover);
    box-shadow: inset 2px 0 0 var(--_accent);
  }
  .recent [aria-selected='true']:dir(rtl) {
    box-shadow: inset -2px 0 0 var(--_accent);
  }
  .recent .forget {
    display: grid;
    place-items: center;
    inline-size: 1.5rem;
    block-size: 1.5rem;
    border-radius: 4px;
  }
  .recent .forget .icon {
    color: var(--_muted);
  }
  .recent .forget:hover .icon {
    color: var(--_text);
  }
  .recent-clear {
    margin-block-start: 0.25rem;
    border-block-start: 1px solid var(--_border);
    border-radius: 0 0 6px 6px;
    color: var(--_muted);
  }

  .builder {
    inline-size: min(30rem, 100cqi - 1rem);
    max-inline-size: none;
    max-block-size: min(36rem, 100cqb - 4rem);
    padding: 0.25rem 0.75rem 0.5rem;
    font-size: 0.8125rem;
  }
  .builder header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    margin-inline-end: -0.5rem;
    font-weight: 600;
  }
  .builder-line {
    display: grid;
    grid-template-columns: 8.5rem minmax(0, 1fr);
    align-items: center;
    gap: 0.25rem 0.625rem;
    min-inline-size: 0;
    margin: 0;
    padding: 0.1875rem 0;
    border: 0;
  }
  .builder-line > span,
  .builder-line > legend {
    float: inline-start;
    padding: 0;
    color: var(--_muted);
    font-size: 0.75rem;
    font-weight: 600;
  }
  .builder-line > legend {
    grid-column: 1;
    grid-row: 1;
    align-self: start;
    line-height: 1.75rem;
  }
  .builder-line > div {
    grid-column: 2;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem;
    min-inline-size: 0;
  }
  .builder input:not([type='checkbox'], [type='radio']),
  .builder select {
    flex: 1 1 5rem;
    inline-size: 100%;
    min-inline-size: 0;
    block-size: 1.75rem;
    padding-inline: 0.5rem;
    color: var(--_text);
    background: var(--_background);
    border: 1px solid var(--_border);
    border-radius: 6px;
    font: inherit;
  }
  .builder select {
    padding-inline: 0.25rem;
  }
  .builder input[aria-invalid] {
    border-color: var(--_warn);
  }
  .builder input[type='checkbox'],
  .builder input[type='radio'] {
    margin: 0;
    inline-size: 0.875rem;
    block-size: 0.875rem;
    accent-color: var(--_accent);
  }
  .builder .level {
    cursor: pointer;
  }
  .builder-fields > div {
    flex-wrap: nowrap;
  }
  .builder-fields select {
    flex: 0 0 3.25rem;
  }
  .builder-fields .control[disabled] {
    visibility: hidden;
  }
  .builder-times > div > select {
    flex: 1 1 100%;
  }
  .builder-times label {
    flex: 1 1 10rem;
    display: grid;
    color: var(--_muted);
    font-size: 0.71875rem;
  }
  .builder-match label {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    min-block-size: 1.5rem;
    padding-inline-end: 0.5rem;
  }
  .builder-rest {
    margin: 0.25rem 0;
    padding: 0.375rem 0.5rem;
    border-radius: 6px;
    background: var(--_hover);
    color: var(--_muted);
    font-size: 0.75rem;
  }
  .builder code,
  .query-problems code {
    font-family: var(--_row-font);
    font-size: 0.75rem;
    overflow-wrap: anywhere;
  }
  .builder-rest code {
    color: var(--_text);
  }
  .builder-examples summary {
    padding-block: 0.3125rem;
    color: var(--_muted);
    font-size: 0.75rem;
    font-weight: 600;
    cursor: pointer;
    border-radius: 4px;
  }
  .builder-examples .menu-item {
    flex-wrap: wrap;
    gap: 0 0.75rem;
  }
  .builder-examples code {
    flex: 0 0 10.5rem;
    color: var(--_accent);
  }
  .builder-examples span {
    color: var(--_muted);
    font-size: 0.75rem;
  }
  .builder footer {
    margin-block-start: 0.25rem;
    border-block-start: 1px solid var(--_border);
    padding-block-start: 0.25rem;
  }
  .builder footer .menu-item {
    color: var(--_muted);
  }

  .query-problems {
    position: absolute;
    inset-block-start: calc(100% + 0.25rem);
    inset-inline: 0 auto;
    z-index: 3;
    visibility: hidden;
    box-sizing: border-box;
    inline-size: max-content;
    max-inline-size: min(100%, 40rem);
    padding: 0.375rem 0.625rem;
    color: var(--_text);
    background: var(--_raised);
    border: 1px solid var(--_warn);
    border-radius: 8px;
    box-shadow: 0 8px 24px light-dark(rgb(15 23 42 / 14%), rgb(0 0 0 / 50%));
    font-size: 0.75rem;
    pointer-events: none;
  }
  /* Most problems are gone with the next key: they are told after a pause. */
  .search:focus-within ~ .query-problems {
    animation: query-problem 1ms 700ms both;
  }
  @keyframes query-problem {
    from {
      visibility: hidden;
    }
    to {
      visibility: visible;
    }
  }
  .query-problems li + li {
    margin-block-start: 0.375rem;
  }
  .query-problems code {
    display: block;
    color: var(--_muted);
    white-space: pre-wrap;
    text-align: start;
  }
  .query-problems em {
    color: var(--_text);
    font-style: normal;
    text-decoration: underline wavy var(--_warn);
    text-underline-offset: 0.2em;
  }
  .query-problems small {
    margin-inline-start: 0.375rem;
    color: var(--_muted);
    font-family: var(--_row-font);
    font-size: 0.6875rem;
  }

  @container log-stream (max-width: 52rem) {
    .builder {
      max-block-size: min(36rem, 100cqb - 6rem);
    }
  }
  @container log-stream (max-width: 30rem) {
    .builder-line {
      grid-template-columns: minmax(0, 1fr);
    }
    .builder-line > div {
      grid-column: 1;
    }
    .builder-fields input {
      flex-basis: 3rem;
    }
  }
  @media (pointer: coarse) {
    .builder input:not([type='checkbox'], [type='radio']),
    .builder select {
      block-size: 2.25rem;
      font-size: max(1rem, 16px);
    }
    .recent [role='option'] {
      min-block-size: 2.25rem;
    }
  }
  @media (forced-colors: active) {
    .recent [aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
