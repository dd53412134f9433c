/** The minimap beside the rows, and the histogram above them. What is painted in them takes its colours from here too. */
import { css } from 'lit';

export const overviewStyles = css`
  .frame {
    --_map-width: var(--log-stream-minimap-width, 1.75rem);
    --_map-window: var(--log-stream-minimap-window-color, var(--_muted));
    --_hit: var(--log-stream-minimap-hit-color, light-dark(#7c3aed, #c4b5fd));
  }

  .swatches {
    /* Areas are told apart by other colours than words are read in. */
    --_warn-fill: var(--log-stream-severity-warn-color, light-dark(#e08600, #fbbf24));
    --_error-fill: var(--log-stream-severity-error-color, light-dark(#dc2626, #f98080));
    --_fatal-fill: var(--log-stream-severity-fatal-color, light-dark(#9f1239, #ff5c86));
  }

  .minimap {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 0;
    inline-size: var(--_map-width);
    background: var(--_surface);
    border-inline-start: 1px solid var(--_border);
    cursor: default;
    touch-action: none;
    user-select: none;
    -webkit-user-select: none;
  }
  .stage:has(> .minimap) > .log {
    inset-inline-end: var(--_map-width);
  }
  .minimap canvas,
  .chart canvas {
    display: block;
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
  }
  .minimap.blank > * {
    visibility: hidden;
  }
  .minimap:focus-visible {
    outline-offset: -2px;
  }

  .map-window {
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
    block-size: 0;
    border-radius: 3px;
    background: color-mix(in srgb, var(--_map-window) 18%, transparent);
    box-shadow: inset 0 0 0 1px color-mix(in srgb, var(--_map-window) 55%, transparent);
    pointer-events: none;
  }
  .minimap:hover .map-window {
    background: color-mix(in srgb, var(--_map-window) 26%, transparent);
  }
  .minimap.held .map-window {
    background: color-mix(in srgb, var(--_map-window) 34%, transparent);
  }

  .map-tip {
    position: absolute;
    z-index: 3;
    inline-size: max-content;
    max-inline-size: min(20rem, 70cqi);
    padding: 0.1875rem 0.5rem;
    border: 1px solid var(--_border);
    border-radius: 6px;
    color: var(--_text);
    background: var(--_raised);
    box-shadow: 0 2px 8px light-dark(rgb(15 23 42 / 12%), rgb(0 0 0 / 45%));
    font-size: 0.71875rem;
    font-variant-numeric: tabular-nums;
    pointer-events: none;
  }
  .map-tip[hidden] {
    display: none;
  }
  .minimap .map-tip {
    inset-inline-end: calc(100% + 0.375rem);
  }

  .histogram {
    position: relative;
    block-size: var(--log-stream-histogram-height, 3.75rem);
    /* Room for the button at the end, whether it is there or not: bars must not move under the pointer. */
    padding-block-start: 0.25rem;
    padding-inline: 0.625rem 2.125rem;
    background: var(--_surface);
    border-block-end: 1px solid var(--_border);
  }
  .chart {
    position: relative;
    block-size: 100%;
    cursor: crosshair;
    touch-action: pan-y;
    user-select: none;
    -webkit-user-select: none;
  }
  .histogram.blank .chart > * {
    visibility: hidden;
  }
  .brush,
  .brush-end {
    position: absolute;
    inset-block: 0 0.9375rem;
  }
  .brush {
    display: none;
    pointer-events: none;
    background: color-mix(in srgb, var(--_accent) 12%, transparent);
    border-inline: 1px solid var(--_accent);
  }
  .brushed .brush {
    display: block;
  }
  /* As wide as a finger can take hold of; what is seen of it is a grip in its middle. */
  .brush-end {
    inline-size: 0.875rem;
    margin-inline-start: -0.4375rem;
    cursor: ew-resize;
    opacity: 0;
    border-radius: 4px;
  }
  .brush-end::before {
    content: '';
    position: absolute;
    inset-block: 25%;
    inset-inline: calc(50% - 2.5px);
    border-radius: 3px;
    background: var(--_accent);
  }
  .brushed .brush-end,
  .brush-end:focus-visible,
  .chart:hover .brush-end {
    opacity: 1;
  }
  .chart:not(:hover) .brush-end:focus:not(:focus-visible) {
    opacity: 0;
  }
  .chart .map-tip {
    inset-block-start: calc(100% + 0.25rem);
    z-index: 5;
  }
  .brush-clear {
    position: absolute;
    inset-block-start: calc(50% - 0.75rem);
    inset-inline-end: 0.3125rem;
    display: grid;
    place-items: center;
    inline-size: 1.5rem;
    block-size: 1.5rem;
    border-radius: 6px;
    color: var(--_muted);
  }
  .brush-clear[hidden] {
    display: none;
  }
  .brush-clear:hover {
    color: var(--_text);
    background: var(--_hover);
  }

  /* Not to be seen, and not hidden either: colours that are not rendered do not tell when they change. */
  .swatches {
    position: absolute;
    inline-size: 0;
    block-size: 0;
    overflow: hidden;
    pointer-events: none;
  }
  .swatches i {
    transition: color 1ms;
  }
  .swatch-trace {
    color: var(--_trace);
  }
  .swatch-debug {
    color: var(--_debug);
  }
  .swatch-info {
    color: var(--_info);
  }
  .swatch-warn {
    color: var(--_warn-fill);
  }
  .swatch-error {
    color: var(--_error-fill);
  }
  .swatch-fatal {
    color: var(--_fatal-fill);
  }
  .swatch-unknown {
    color: var(--_unknown);
  }
  .swatch-hit {
    color: var(--_hit);
  }
  .swatch-mark {
    color: var(--_accent);
  }
  .swatch-label {
    color: var(--_muted);
  }
  .swatch-rule {
    color: var(--_border);
  }

  @container log-stream (max-width: 29.99rem) {
    .minimap:not(.always) {
      display: none;
    }
    .stage:has(> .minimap:not(.always)) > .log {
      inset-inline-end: 0;
    }
  }

  @media (pointer: coarse) {
    .frame {
      --_map-width: var(--log-stream-minimap-width, 2rem);
    }
    /* Fingers are wider than the strip. */
    .minimap::before {
      content: '';
      position: absolute;
      inset-block: 0;
      inset-inline: -0.875rem 0;
    }
    .brush-end {
      inline-size: 1.75rem;
      margin-inline-start: -0.875rem;
    }
  }

  @media (forced-colors: active) {
    .swatches i {
      forced-color-adjust: none;
      color: GrayText;
    }
    /* Warnings stay with what is fainter: painted as errors are, these would be lost among them. */
    .swatches :is(.swatch-error, .swatch-fatal, .swatch-label, .swatch-rule) {
      color: CanvasText;
    }
    .swatches .swatch-hit,
    .swatches .swatch-mark {
      color: Highlight;
    }
    .map-window,
    .brush {
      forced-color-adjust: none;
      background: none;
      box-shadow: inset 0 0 0 2px Highlight;
    }
    .brush {
      border-color: Highlight;
    }
    .brush-end::before {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
