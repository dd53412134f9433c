/** A host's rules hold for rows whatever way they take: appended, paged back to, read elsewhere, found in the run. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { LogEntry, LogRow } from '../../../src/core/log-entry.js';
import { parseRow } from '../../../src/core/parse-row.js';
import { SeverityJudge } from '../../../src/core/severity-judge.js';
import { judgedSource } from '../../../src/source/judged-source.js';
import type { LogSink, LogSource, LogStream } from '../../../src/source/log-source.js';

const entry = parseRow({ seq: 1, message: 'late' }, { runId: 'r' }) as LogEntry;
const rows: LogRow[] = [entry, { kind: 'gap', seq: 2, to: 4 }];

it('a judged source judges every row that leaves it, and says all else as it is said', async () => {
  const page = { rows, isLast: true };
  const said: unknown[] = [];
  const inner: Partial<LogStream> = {
    places: {
      older: () => Promise.resolve(page),
      newer: () => Promise.resolve(page),
      seqAt: () => Promise.resolve(7),
    },
    search: {
      older: () => Promise.resolve({ rows: [entry], scannedTo: 1, scannedAt: null, isDone: true }),
    },
    loadOlder: (...args) => Promise.resolve(void said.push(args)),
    setToken: (token) => said.push(token),
    reconnect: () => said.push('reconnect'),
    close: () => said.push('close'),
  };
  const source: LogSource = {
    open: (_, to) => {
      to.append(rows, 'live');
      to.prepend(rows, true);
      to.transition('subscribed', 'why');
      to.run({ status: 'running', lastSeq: 4 });
      return inner as LogStream;
    },
  };
  const heard: unknown[][] = [];
  const sink = new Proxy({} as LogSink, {
    get: (_, name) =>
      name === 'probe' ? 'probe' : (...args: unknown[]) => heard.push([name, ...args]),
  });
  const judge = new SeverityJudge(
    () => ({ rules: [() => 'warn'], scale: undefined }),
    () => undefined,
  );
  const stream = judgedSource(source, judge).open('r', sink);
  const settled = [{ ...entry, severity: 'warn', guessed: false }, rows[1]];
  assert.deepEqual(heard, [
    ['append', settled, 'live'],
    ['prepend', settled, true],
    ['transition', 'subscribed', 'why'],
    ['run', { status: 'running', lastSeq: 4 }],
  ]);
  const { signal } = new AbortController();
  assert.deepEqual((await stream.places?.older(9, 10, signal))?.rows, settled);
  assert.deepEqual((await stream.places?.newer(1, null, 10, signal))?.rows, settled);
  assert.equal(await stream.places?.seqAt(0, signal), 7);
  assert.deepEqual((await stream.search?.older(9, {} as never, 10, signal))?.rows, [settled[0]]);
  assert.equal(stream.places, stream.places);
  await stream.loadOlder(5, 9);
  stream.setToken('t');
  stream.reconnect();
  stream.close();
  assert.deepEqual(said, [[5, 9], 't', 'reconnect', 'close']);
  delete (inner as { places?: unknown }).places;
  assert.equal(stream.places, undefined);
});
