/** Compiled, never run: a snippet of the manual. What it takes for granted is declared first. */
import type { MeshhookLogStreamElement } from '../../../src/index.js';

declare const stream: MeshhookLogStreamElement;

stream.at = new URL(location.href).searchParams.get('row') ?? undefined;
stream.addEventListener('log-stream-select', ({ entry }) => {
  const url = new URL(location.href);
  if (entry) url.searchParams.set('row', String(entry.seq));
  history.replaceState(null, '', url);
});
