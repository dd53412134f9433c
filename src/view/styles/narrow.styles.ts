/** Rows where there is little room. After all other styles of rows, since it takes back some of them. */
import { css } from 'lit';

export const narrowRowStyles = css`
  @container log-stream (max-width: 52rem) {
    .frame:not(.no-nodes) .stage {
      --_node-width: 11ch;
    }
  }

  @container log-stream (max-width: 36rem) {
    .row {
      grid-template-columns: 1rem var(--_time-width) 1.25rem 0 minmax(0, 1fr);
      padding-inline-end: 0.375rem;
    }
    .frame:not(.time-none) .stage {
      --_time-width: 9.5ch;
    }
    .fraction,
    .preview {
      display: none;
    }
    /* The word is out of sight, not out of what is read aloud: the icon alone says nothing. */
    .severity .word {
      opacity: 0;
    }
    .node {
      visibility: hidden;
    }
    .details {
      grid-column: 2 / -1;
    }
    /* Open rows give their text the whole width, under a line of time, level and node. */
    .row.expanded {
      grid-template-columns: 1rem auto auto minmax(0, 1fr);
      column-gap: 0.25rem;
    }
    .expanded .severity .word,
    .expanded .node {
      visibility: visible;
      opacity: 1;
      padding-inline: 0.5rem 0;
    }
    .expanded .fraction {
      display: inline;
    }
    .expanded .body {
      grid-column: 2 / -1;
    }
  }

  @media (pointer: coarse) {
    .row {
      padding-block: calc(var(--_row-padding) + 3px);
    }
    .actions {
      display: none;
    }
  }

  @media (forced-colors: active) {
    /* A border that is transparent otherwise is drawn here. */
    .row:not(.s-warn, .s-error, .s-fatal) {
      border-inline-start-color: Canvas;
    }
    .row.active {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .row.selected,
    .current-hit {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
    mark {
      background: Mark;
      color: MarkText;
    }
    .severity-icon .shape {
      fill: none;
      stroke: CanvasText;
    }
    .severity-icon .sign {
      stroke: CanvasText;
    }
  }
`;
