/**
 * Mistakes that could be made in the engine, each as an exact change of its source. The model test has to notice every
 * one of them: a proof that cannot fail proves nothing.
 */

/** One mistake. */
export interface Mutation {
  /** What it is called in the table. */
  readonly name: string;
  /** The file that it is made in. */
  readonly file: string;
  /** Text that is there exactly once, and what is put in its place. */
  readonly search: string;
  readonly replace: string;
}

const DELIVERY = 'src/source/delivery.ts';
const CATCH_UP = 'src/source/catch-up.ts';
const READING = 'src/source/run-reading.ts';
const LEDGER = 'src/core/sequence-ledger.ts';
const PATH = 'src/source/live-path.ts';
const TAIL = 'src/source/run-tail.ts';
const READER = 'src/source/persistent-reader.ts';
const OUTAGE = 'src/source/outage-record.ts';
const MESSAGES = 'src/source/announcements.ts';

/** All of them. */
export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'never ask for the tail',
    file: 'src/source/tail-watch.ts',
    search: 'void this.#ask().then(() => {',
    replace: 'void Promise.resolve().then(() => {',
  },
  {
    name: 'do not compare the cursor with what was delivered',
    file: TAIL,
    search: '    ledger.noteExists(run.lastSeq);\n    if (!ledger.isBehind)',
    replace: '    if (!ledger.isBehind)',
  },
  {
    name: 'deliver rows that come twice',
    file: LEDGER,
    search: '} else if (row.seq < this.#next || !this.#hold(row)) duplicates += 1;',
    replace:
      '} else if (row.seq < this.#next) delivered.push(row);\n      else if (!this.#hold(row)) duplicates += 1;',
  },
  {
    name: 'deliver rows of a page that were delivered already',
    file: LEDGER,
    search: '        duplicates += 1;\n        continue;',
    replace: '        delivered.push(row);\n        continue;',
  },
  {
    name: 'deliver live rows ahead of a hole',
    file: LEDGER,
    search:
      'if (row.seq === this.#next) {\n        this.#deliver(row, delivered);\n        this.#drainHeld',
    replace:
      'if (row.seq >= this.#next) {\n        this.#deliver(row, delivered);\n        this.#drainHeld',
  },
  {
    name: 'forget the rows that wait behind a hole',
    file: LEDGER,
    search: '    this.#held.splice(at, 0, row);',
    replace: '    void at;',
  },
  {
    name: 'leave waiting rows waiting when their turn has come',
    file: LEDGER,
    search: '    if (count > 0) this.#held.splice(0, count);',
    replace: '    void count;',
  },
  {
    name: 'do not close a hole',
    file: MESSAGES,
    search: '    if (haveToWait) {',
    replace: '    if (haveToWait && this.#sink === undefined) {',
  },
  {
    name: 'do not read what a pointer points at',
    file: MESSAGES,
    search: '        intake?.ledger.noteExists(message.to);\n        this.#listener.onMissing();',
    replace: '        void 0;',
  },
  {
    name: 'do not ask after a message that cannot be used',
    file: MESSAGES,
    search: '    this.#listener.onUnusable();',
    replace: '',
  },
  {
    name: 'take a short page for the end',
    file: CATCH_UP,
    search: '      if (page.entries.length > 0) continue;',
    replace:
      '      if (page.entries.length >= 1_000) continue;\n      if (page.entries.length > 0) return;',
  },
  {
    name: 'take an empty page for deleted rows without asking',
    file: CATCH_UP,
    search: '    const answer = await readSurely(',
    replace:
      '    if (this !== null) {\n      this.#intake.takeAbsence(to, this.#listener.origin());\n      return true;\n    }\n    const answer = await readSurely(',
  },
  {
    name: 'do not read again what was empty',
    file: CATCH_UP,
    search: '    const { page, run } = answer;',
    replace: '    const { run } = answer;\n    const page = { entries: [], unplaceable: 0 };',
  },
  {
    name: 'believe a message about rows that nobody wrote',
    file: CATCH_UP,
    search: 'ledger.retract(run.lastSeq);',
    replace: 'void 0;',
  },
  {
    name: 'forget a scan that is asked for during another',
    file: CATCH_UP,
    search:
      "    if (this.#wanted !== 'end') this.#wanted = goal;\n    if (this.#isRunning) return;",
    replace: '    if (this.#isRunning) return;\n    this.#wanted = goal;',
  },
  {
    name: 'do not read after a join',
    file: DELIVERY,
    search: '      this.#outages.reconnected();\n      this.#reading.confirm();',
    replace: '      this.#outages.reconnected();\n      this.#settle();',
  },
  {
    name: 'do not read once more after a join',
    file: READING,
    search: "    this.#timers.set('confirm', CONFIRM_MS, () => this.readOn());",
    replace: '    void CONFIRM_MS;',
  },
  {
    name: 'do not read after a rejoin',
    file: DELIVERY,
    search: '      this.#outages.reconnected();\n      this.#reading.confirm();',
    replace:
      '      this.#outages.reconnected();\n      if (isAgain) this.#settle();\n      else this.#reading.confirm();',
  },
  {
    name: 'do not repair what is overdue',
    file: DELIVERY,
    search:
      "      if (this.#walk.is('degraded')) this.#reading.pace('poll');\n    }\n    this.#reading.readMissing();",
    replace: "      if (this.#walk.is('degraded')) this.#reading.pace('poll');\n    }",
  },
  {
    name: 'stay degraded though rows come',
    file: DELIVERY,
    search: '    // Rows that come through prove a suspected path sound again.\n    if (',
    replace: '    if (this.#isClosed && ',
  },
  {
    name: 'never say that the live path is lost',
    file: PATH,
    search: '    this.#isJoined = false;\n    this.#watch();\n    this.#listener.onLost(reason);',
    replace: '    void reason;',
  },
  {
    name: 'wait for a live path for ever',
    file: PATH,
    search: '      this.#listener.onOverdue();\n      this.#watch();',
    replace: '      this.#watch();',
  },
  {
    name: 'do not try a refused path again',
    file: PATH,
    search: "      this.#timers.set('retry', delayMs, () => this.#connect(this.#token ?? token));",
    replace: '      void delayMs;',
  },
  {
    name: 'take the refusal of an old token for one of the new',
    file: PATH,
    search: '    const isNewer = token !== this.#openedWith;',
    replace: '    const isNewer = false;',
  },
  {
    name: 'forget to be admitted again after a new token',
    file: DELIVERY,
    search: '    onVisible: () => this.#admit(),',
    replace: '    onVisible: () => undefined,',
  },
  {
    name: 'listen to a live path that was given up',
    file: PATH,
    search: '        if (isCurrent()) action(...args);',
    replace: '        void isCurrent;\n        action(...args);',
  },
  {
    name: 'keep the live path when the stream is closed',
    file: PATH,
    search: '    feed?.close(atOnce);',
    replace: '    void feed;\n    void atOnce;',
  },
  {
    name: 'leave requests waiting when a token comes',
    file: READER,
    search: '    for (const resume of waiters) resume();',
    replace: '    void waiters;',
  },
  {
    name: 'ask again at once when the server is away',
    file: READER,
    search: '    await this.#rest(Math.max(delayMs, cause.retryAfterMs ?? 0));',
    replace: '    await this.#rest(delayMs * 0.001);',
  },
  {
    name: 'look no more once the run is over',
    file: TAIL,
    search: '      look();\n      this.wind(look, leave, laterMs);',
    replace: '      this.wind(look, leave, laterMs);',
  },
  {
    name: 'end with the run before its last row is in',
    file: READING,
    search: '    if (this.isLevel && this.#catchUp?.isRunning !== true) this.#listener.onLevel();',
    replace: '    this.#listener.onLevel();',
  },
  {
    name: 'do not tell of an outage',
    file: DELIVERY,
    search: "    if (this.#walk.is('live', 'degraded')) this.#outages.begin(sinceMs);",
    replace: '    void sinceMs;',
  },
  {
    name: 'do not end an outage',
    file: DELIVERY,
    search: "    this.#outages.end();\n    this.#walk.move('caught-up');",
    replace: "    this.#walk.move('caught-up');",
  },
  {
    name: 'miscount what was recovered',
    file: OUTAGE,
    search: '        recovered: this.#row.recovered + recovered,',
    replace: '        recovered: this.#row.recovered,',
  },
  {
    name: 'stay asleep when the page is back',
    file: DELIVERY,
    search: '      if (!this.#isOver) this.#start();\n    },\n    onDoubt',
    replace: '    },\n    onDoubt',
  },
  {
    name: 'believe a connection that slept',
    file: DELIVERY,
    search:
      "      this.#walk.move('suspended', 'the machine slept, or changed networks');\n      this.#start();",
    replace: "      this.#walk.move('suspended', 'the machine slept, or changed networks');",
  },
  {
    name: 'go on after the end',
    file: DELIVERY,
    search: '    this.#pageLife?.stop();\n    this.#stopWork();',
    replace: '    this.#pageLife?.stop();',
  },
  {
    name: 'take hidden older rows for deleted ones',
    file: 'src/source/older-rows.ts',
    search: '    return (await readSurely(this.#history, this.#reader, read))?.page ?? null;',
    replace: '    return page;',
  },
];
