/** The line below the rows. */
import { css } from 'lit';

export const footerStyles = css`
  .footer {
    display: flex;
    align-items: center;
    gap: 0.375rem 0.875rem;
    min-inline-size: 0;
    padding: 0.1875rem 0.625rem;
    color: var(--_muted);
    background: var(--_surface);
    border-block-start: 1px solid var(--_border);
    font-size: 0.71875rem;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
    overflow: hidden;
  }
  .footer .problem {
    flex: 0 1 auto;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    color: var(--_warn);
  }
  .footer .older,
  .footer .reset {
    color: var(--_accent);
    font-weight: 500;
    border-radius: 4px;
  }
  .footer .older:hover,
  .footer .reset:hover {
    text-decoration: underline;
  }
  .footer .end {
    margin-inline-start: auto;
  }

  @container log-stream (max-width: 36rem) {
    .footer .age {
      display: none;
    }
    .footer {
      flex-wrap: wrap;
    }
  }
`;
