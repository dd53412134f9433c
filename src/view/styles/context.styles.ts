/** Rows that a search marks without hiding the others, and the way back from a hit in its context. */
import { css } from 'lit';

export const contextStyles = css`
  /* What was found of a row may not be in its text: a node, a field, a level. */
  .row.hit::after {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    inline-size: 3px;
    background: var(--_hit, light-dark(#d97706, #fbbf24));
  }
  .context-pill {
    position: absolute;
    inset-block-start: 0.5rem;
    inset-inline: 0;
    z-index: 2;
    display: flex;
    align-items: center;
    gap: 0.5rem;
    inline-size: fit-content;
    max-inline-size: calc(100% - 2rem);
    block-size: 2rem;
    margin-inline: auto;
    padding-inline: 0.75rem;
    border-radius: 999px;
    color: var(--_background);
    background: var(--_text);
    box-shadow: 0 4px 14px light-dark(rgb(15 23 42 / 25%), rgb(0 0 0 / 55%));
    font-size: 0.78125rem;
    font-weight: 600;
    white-space: nowrap;
  }
  .context-pill:hover {
    background: color-mix(in srgb, var(--_text) 88%, var(--_background));
  }
  .context-pill kbd {
    padding-inline: 0.3125rem;
    border: 1px solid color-mix(in srgb, var(--_background) 45%, transparent);
    border-radius: 4px;
    font: 500 0.6875rem / 1.4 inherit;
  }
  @media (pointer: coarse) {
    .context-pill {
      block-size: 2.5rem;
    }
    .context-pill kbd {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .row.hit::after {
      background: Highlight;
      forced-color-adjust: none;
    }
    .context-pill {
      border: 1px solid CanvasText;
    }
  }
`;
