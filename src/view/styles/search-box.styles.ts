/** The search field, its count and its buttons. */
import { css } from 'lit';

export const searchBoxStyles = css`
  .search {
    display: flex;
    align-items: center;
    min-inline-size: 0;
    block-size: 1.75rem;
    padding-inline: 0.5rem 0.125rem;
    gap: 0.125rem;
    color: var(--_muted);
    background: var(--_background);
    border: 1px solid var(--_border);
    border-radius: 6px;
  }
  .search:focus-within {
    border-color: var(--log-stream-focus-color, var(--_accent));
    box-shadow: 0 0 0 1px var(--log-stream-focus-color, var(--_accent));
  }
  .search.wrong {
    border-color: var(--_warn);
  }
  .search > .icon {
    inline-size: 0.875rem;
    block-size: 0.875rem;
  }
  .search input {
    flex: 1;
    min-inline-size: 3rem;
    block-size: 100%;
    padding-inline: 0.375rem;
    border: 0;
    outline: 0;
    color: var(--_text);
    background: none;
    appearance: none;
  }
  .search input::-webkit-search-cancel-button {
    display: none;
  }
  .search input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  .hits {
    padding-inline-end: 0.25rem;
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .hits.pending {
    opacity: 0.65;
  }
  .search-button {
    display: grid;
    place-items: center;
    inline-size: 1.375rem;
    block-size: 1.375rem;
    flex: none;
    border-radius: 4px;
  }
  .search-button .icon {
    inline-size: 0.875rem;
    block-size: 0.875rem;
  }
  .search-button:hover {
    color: var(--_text);
    background: var(--_hover);
  }
`;
