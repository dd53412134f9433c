/** Where in the run the reader is: the line above the first row, and the field to go elsewhere. */
import { css } from 'lit';
import { LEAD_PX } from '../place-view.js';

export const placeStyles = css`
  .viewport[data-lead]::before {
    content: attr(data-lead);
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
    box-sizing: border-box;
    block-size: ${LEAD_PX}px;
    padding-inline: 0.75rem;
    overflow: hidden;
    border-block-end: 1px dashed var(--_border);
    color: var(--_muted);
    font: 0.6875rem / ${LEAD_PX - 1}px var(--_ui-font);
    text-align: center;
    text-overflow: ellipsis;
    white-space: nowrap;
    pointer-events: none;
  }
  .footer .place-to-end,
  .footer .place-load-newer,
  .footer .place-retry-place {
    color: var(--_accent);
    cursor: pointer;
  }
  .footer .place-to-end:hover,
  .footer .place-load-newer:hover,
  .footer .place-retry-place:hover {
    text-decoration: underline;
  }
  .jump {
    inline-size: min(19rem, calc(100vw - 2rem));
    padding: 0.5rem;
  }
  .jump-line {
    display: flex;
    gap: 0.375rem;
  }
  .jump-line input {
    flex: 1;
    min-inline-size: 0;
    padding: 0.25rem 0.5rem;
    border: 1px solid var(--_border);
    border-radius: 0.25rem;
    background: transparent;
    color: inherit;
    font: inherit;
  }
  .jump-line input:focus-visible,
  .jump-go:focus-visible {
    outline: 2px solid var(--log-stream-focus-color, var(--_accent));
    outline-offset: 1px;
  }
  .jump-go {
    padding: 0.25rem 0.625rem;
    border: 1px solid var(--_border);
    border-radius: 0.25rem;
    background: transparent;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .jump-hint {
    margin: 0.375rem 0;
    color: var(--_muted);
    font-size: 0.75rem;
    white-space: normal;
  }
  .jump-hint.wrong {
    color: var(--_error);
    font-weight: 600;
  }
`;
