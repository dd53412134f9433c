/**
 * The frame of the widget, and its tokens. A public `--log-stream-…` property is only ever read, with a fallback, and
 * copied to a private `--_…` one; so a page can set it on the tag or on anything above it. Light and dark follow the
 * `color-scheme` that the page gives the tag.
 */
import { css } from 'lit';

export const hostStyles = css`
  :host {
    display: block;
    position: relative;
    box-sizing: border-box;
    block-size: 24rem;
    min-block-size: 9rem;
    min-inline-size: 0;
    overflow: hidden;
    contain: content;
  }

  :host([hidden]) {
    display: none !important;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  .frame {
    --_accent: var(--log-stream-accent-color, light-dark(#2563eb, #60a5fa));
    --_background: var(--log-stream-background, light-dark(#ffffff, #0b1120));
    --_surface: var(--log-stream-surface-color, light-dark(#f8fafc, #111a2c));
    --_raised: var(--log-stream-raised-color, light-dark(#ffffff, #1b2538));
    --_text: var(--log-stream-text-color, light-dark(#0f172a, #e2e8f0));
    --_muted: var(--log-stream-muted-color, light-dark(#556274, #94a3b8));
    --_border: var(--log-stream-border-color, light-dark(#e2e8f0, #233047));
    --_hover: var(--log-stream-hover-color, light-dark(#f1f5f9, #162135));
    --_mark: var(--log-stream-mark-color, light-dark(#fde68a, #854d0e));
    --_mark-text: var(--log-stream-mark-text-color, light-dark(#1c1917, #fffbeb));
    --_radius: var(--log-stream-radius, 8px);

    --_trace: var(--log-stream-severity-trace-color, light-dark(#64748b, #7e8ea6));
    --_debug: var(--log-stream-severity-debug-color, light-dark(#5b6b82, #94a3b8));
    --_info: var(--log-stream-severity-info-color, light-dark(#1d4ed8, #6ba6ff));
    --_warn: var(--log-stream-severity-warn-color, light-dark(#a14a06, #fbbf24));
    --_error: var(--log-stream-severity-error-color, light-dark(#c01818, #f98080));
    --_fatal: var(--log-stream-severity-fatal-color, light-dark(#9f1239, #ff8fa8));
    --_unknown: var(--log-stream-severity-unknown-color, light-dark(#64748b, #7e8ea6));
    --_success: var(--log-stream-success-color, light-dark(#047857, #34d399));

    /* From the severity's own colour, so that a brand has to set that one only. */
    --_warn-tint: var(
      --log-stream-warn-background,
      color-mix(in srgb, var(--log-stream-severity-warn-color, #f59e0b) 8%, var(--_background))
    );
    --_error-tint: var(
      --log-stream-error-background,
      color-mix(in srgb, var(--log-stream-severity-error-color, #ef4444) 9%, var(--_background))
    );
    --_fatal-tint: var(
      --log-stream-fatal-background,
      color-mix(in srgb, var(--log-stream-severity-fatal-color, #e11d48) 16%, var(--_background))
    );

    --_ui-font: var(
      --log-stream-ui-font-family,
      system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      sans-serif
    );
    --_row-font: var(
      --log-stream-font-family,
      ui-monospace,
      'SF Mono',
      'Cascadia Mono',
      Menlo,
      Consolas,
      'Liberation Mono',
      monospace
    );
    --_row-font-size: var(--log-stream-font-size, 0.78125rem);
    --_row-line-height: var(--log-stream-line-height, 1.25rem);
    --_row-padding: var(--log-stream-row-padding, 1px);

    container: log-stream / size;
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr) auto;
    block-size: 100%;
    overflow: hidden;
    color: var(--_text);
    background: var(--_background);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    font: 400 0.8125rem/1.4 var(--_ui-font);
    text-align: start;
  }

  .icon {
    inline-size: 1rem;
    block-size: 1rem;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.4;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  button,
  input,
  select {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }

  button {
    cursor: pointer;
    border: 0;
    background: none;
    padding: 0;
  }

  :focus-visible {
    outline: 2px solid var(--log-stream-focus-color, var(--_accent));
    outline-offset: 1px;
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: no-preference) {
    .status-dot.pulse {
      animation: pulse 2s ease-in-out infinite;
    }
    .spinner {
      animation: turn 0.9s linear infinite;
    }
  }

  @keyframes pulse {
    50% {
      opacity: 0.35;
    }
  }

  @keyframes turn {
    to {
      rotate: 360deg;
    }
  }

  @media (forced-colors: active) {
    .frame {
      border-color: CanvasText;
    }
  }
`;
