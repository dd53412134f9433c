/** Compiled, never run: a snippet of the manual. What it takes for granted is declared first. */
import type { MeshhookLogStreamElement } from '../../../src/index.js';

declare const stream: MeshhookLogStreamElement;

stream.query = new URL(location.href).searchParams.get('q') ?? '';
stream.addEventListener('log-stream-search', ({ query, settled }) => {
  // Browsers allow some 100 changes of the address in half a minute: not one for each key.
  if (!settled) return;
  const url = new URL(location.href);
  if (query === '') url.searchParams.delete('q');
  else url.searchParams.set('q', query);
  history.replaceState(history.state, '', url);
});
