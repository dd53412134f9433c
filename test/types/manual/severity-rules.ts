/** Compiled, never run: a snippet of the manual. What it takes for granted is declared first. */
import type { MeshhookLogStreamElement } from '../../../src/index.js';

declare const tag: MeshhookLogStreamElement;

tag.severityRules = [
  ({ message }) => (message.startsWith('!!') ? 'error' : null),
  ({ nodeId, fields }) => (nodeId === 'payment' && fields?.declined ? 'warn' : null),
];
