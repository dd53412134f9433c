/** Notices, and the pill that leads back to the newest rows. */
import { css } from 'lit';

export const noticeStyles = css`
  .placeholder {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    padding: 1rem;
    overflow: auto;
    background: var(--_background);
  }

  .notice {
    display: grid;
    justify-items: center;
    gap: 0.25rem;
    max-inline-size: 34rem;
    text-align: center;
  }
  .notice p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .notice-icon {
    display: grid;
    place-items: center;
    inline-size: 2.5rem;
    block-size: 2.5rem;
    margin-block-end: 0.375rem;
    border-radius: 50%;
    color: var(--_muted);
    background: color-mix(in srgb, currentColor 11%, transparent);
  }
  .notice-icon .icon,
  .notice-icon .spinner {
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }
  .notice-title {
    font-size: 0.9375rem;
    font-weight: 600;
  }
  .notice-detail {
    color: var(--_muted);
    line-height: 1.5;
  }
  .notice-warning .notice-icon {
    color: var(--_warn);
  }
  .notice-error .notice-icon {
    color: var(--_error);
  }

  .notice-action {
    margin-block-start: 0.5rem;
    padding: 0.3125rem 0.75rem;
    border: 1px solid var(--_border);
    border-radius: 6px;
    color: var(--_text);
    background: var(--_raised);
    font-weight: 500;
  }
  .notice-action:hover {
    background: var(--_hover);
  }

  .banner {
    --_tone: var(--_info);
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-inline-size: 0;
    padding: 0.3125rem 0.625rem;
    color: var(--_text);
    background: color-mix(in srgb, var(--_tone) 9%, var(--_background));
    border-block-end: 1px solid color-mix(in srgb, var(--_tone) 30%, var(--_border));
    font-size: 0.78125rem;
  }
  .banner > .icon,
  .banner > .spinner {
    color: var(--_tone);
  }
  .banner-warning {
    --_tone: var(--_warn);
  }
  .banner-error {
    --_tone: var(--_error);
  }
  .banner-text {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .banner .notice-action {
    margin: 0;
    padding: 0.125rem 0.625rem;
    flex: none;
  }

  .follow-pill {
    position: absolute;
    inset-block-end: 0.75rem;
    inset-inline: 0;
    margin-inline: auto;
    inline-size: fit-content;
    max-inline-size: calc(100% - 2rem);
    z-index: 2;
    display: flex;
    align-items: center;
    gap: 0.5rem;
    block-size: 2rem;
    padding-inline: 0.75rem 0.875rem;
    border-radius: 999px;
    color: var(--_background);
    background: var(--_text);
    box-shadow: 0 4px 14px light-dark(rgb(15 23 42 / 25%), rgb(0 0 0 / 55%));
    font-size: 0.78125rem;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .follow-pill:hover {
    background: color-mix(in srgb, var(--_text) 88%, var(--_background));
  }
  .follow-pill .errors {
    color: color-mix(in srgb, var(--_error) 45%, var(--_background));
  }

  .toast {
    position: absolute;
    inset-block-end: 0.75rem;
    inset-inline-end: 0.75rem;
    z-index: 3;
    padding: 0.375rem 0.75rem;
    border-radius: 6px;
    color: var(--_background);
    background: var(--_text);
    font-size: 0.78125rem;
    font-weight: 500;
  }

  /* Above the pill, which is in the middle of what is then as wide as both. */
  @container log-stream (max-width: 36rem) {
    .follow-pill ~ .toast {
      inset-block-end: 3.25rem;
    }
  }

  @media (forced-colors: active) {
    .follow-pill,
    .toast {
      border: 1px solid CanvasText;
    }
  }
`;
