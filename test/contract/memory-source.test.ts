import { MemoryLogSource } from '../../src/source/memory-source.js';
import { describeSource } from './log-source.contract.js';

const INITIAL_ROWS = 1_000;

describeSource({
  name: 'memory source',
  start: () => Promise.resolve(),
  stop: () => Promise.resolve(),
  create: () => {
    const source = new MemoryLogSource({ initialRows: INITIAL_ROWS });
    return Promise.resolve({
      source,
      runId: '',
      initialRows: INITIAL_ROWS,
      append: (count) => {
        const rows = Array.from({ length: count }, (_, index) => ({
          level: 'info',
          message: `row ${index}`,
        }));
        source.append(rows);
        return Promise.resolve();
      },
      end: (status) => {
        source.end(status);
        return Promise.resolve();
      },
    });
  },
});
