/** The line about searching rows that are not in memory. */
import { css } from 'lit';

export const runSearchStyles = css`
  .run-search {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.5rem;
    padding: 0.25rem 0.75rem;
    border-block-end: 1px solid var(--_border);
    color: var(--_muted);
    background: var(--_raised);
    font: 0.75rem/1.4 var(--_ui-font);
    font-variant-numeric: tabular-nums;
  }

  .run-search .icon {
    flex: none;
  }

  .run-search .says {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .run-search.failed .says {
    color: var(--_error);
  }

  .run-search button {
    padding: 0.125rem 0.625rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    color: var(--_text);
    background: var(--_surface);
    font: inherit;
    font-weight: 500;
    cursor: pointer;
  }

  .run-search .spinner {
    flex: none;
    inline-size: 0.75rem;
    block-size: 0.75rem;
    border: 2px solid var(--_border);
    border-block-start-color: var(--_accent);
    border-radius: 50%;
    animation: run-search-turn 1s linear infinite;
  }

  @keyframes run-search-turn {
    to {
      transform: rotate(1turn);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .run-search .spinner {
      animation: none;
    }
  }
`;
