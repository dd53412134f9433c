/** Compiled, never run: a snippet of the manual. What it takes for granted is declared first. */
import type { MeshhookLogStreamElement } from '../../../src/index.js';

declare const log: MeshhookLogStreamElement;

import { MemoryLogSource } from '../../../src/index.js';

const source = new MemoryLogSource();
log.source = source;
source.append([{ level: 'info', message: 'hello' }]);
source.end('succeeded');
