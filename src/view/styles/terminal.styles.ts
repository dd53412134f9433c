/** Inside a message: sixteen terminal colours that are readable on both grounds, any other, and what stands for the unseen. */
import { css } from 'lit';

export const terminalStyles = css`
  .a-bold {
    font-weight: 700;
  }
  .a-dim {
    color: var(--_muted);
  }
  .a-italic {
    font-style: italic;
  }
  .a-underline {
    text-decoration: underline;
  }
  .a-strike {
    text-decoration: line-through;
  }
  .a-inverse {
    color: var(--_background);
    background: var(--_text);
  }
  .a-fg-black,
  .a-fg-bright-black {
    color: light-dark(#475569, #94a3b8);
  }
  .a-fg-red,
  .a-fg-bright-red {
    color: light-dark(#b91c1c, #fb8a8a);
  }
  .a-fg-green,
  .a-fg-bright-green {
    color: light-dark(#15703a, #4ade80);
  }
  .a-fg-yellow,
  .a-fg-bright-yellow {
    color: light-dark(#8a5a04, #facc15);
  }
  .a-fg-blue,
  .a-fg-bright-blue {
    color: light-dark(#1d4ed8, #7cb3ff);
  }
  .a-fg-magenta,
  .a-fg-bright-magenta {
    color: light-dark(#9d23ab, #e58bf2);
  }
  .a-fg-cyan,
  .a-fg-bright-cyan {
    color: light-dark(#0e6f86, #45d4e8);
  }
  .a-fg-white,
  .a-fg-bright-white {
    color: var(--_text);
  }
  [class*='a-bg-'] {
    border-radius: 2px;
    color: light-dark(#0f172a, #f8fafc);
  }
  /* Any other colour: set on the element, made readable on both grounds beforehand. */
  .a-paint {
    color: var(--_ink);
    background: var(--_ground);
    border-radius: 2px;
  }
  .a-frame {
    color: var(--_muted);
  }
  .a-bg-black,
  .a-bg-bright-black {
    background: light-dark(#cbd5e1, #334155);
  }
  .a-bg-red,
  .a-bg-bright-red {
    background: light-dark(#fecaca, #991b1b);
  }
  .a-bg-green,
  .a-bg-bright-green {
    background: light-dark(#bbf7d0, #166534);
  }
  .a-bg-yellow,
  .a-bg-bright-yellow {
    background: light-dark(#fef08a, #854d0e);
  }
  .a-bg-blue,
  .a-bg-bright-blue {
    background: light-dark(#bfdbfe, #1e40af);
  }
  .a-bg-magenta,
  .a-bg-bright-magenta {
    background: light-dark(#f5d0fe, #86198f);
  }
  .a-bg-cyan,
  .a-bg-bright-cyan {
    background: light-dark(#a5f3fc, #155e75);
  }
  .a-bg-white,
  .a-bg-bright-white {
    background: light-dark(#e2e8f0, #475569);
  }

  /* Stands for a character that cannot be seen: told from text that says the same. */
  .unseen {
    unicode-bidi: isolate;
    direction: ltr;
    padding-inline: 0.25ch;
    border-radius: 3px;
    color: var(--_text);
    background: color-mix(in srgb, var(--_muted) 18%, transparent);
    font-size: 0.8em;
    user-select: none;
  }
`;
