/** The strip that lies over the rows while too many of them come. */
import { css } from 'lit';

export const floodStyles = css`
  .flood {
    position: absolute;
    inset-block-start: 0.5rem;
    inset-inline: 0;
    z-index: 2;
    inline-size: fit-content;
    max-inline-size: calc(100% - 3rem);
    margin-inline: auto;
    padding: 0.25rem 0.75rem;
    border: 1px solid color-mix(in srgb, var(--_warn) 45%, var(--_border));
    border-radius: 0.875rem;
    color: var(--_text);
    background: color-mix(in srgb, var(--_warn) 12%, var(--_raised));
    font: 500 0.75rem/1.3 var(--_ui-font);
    font-variant-numeric: tabular-nums;
    text-align: center;
    /* The rows below it stay within reach. */
    pointer-events: none;
  }
`;
