import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import {
  LogStreamError,
  MemoryLogSource,
  type LogEntry,
  type LogPlaces,
  type LogSink,
  type LogSource,
  type LogStreamErrorEvent,
  type MeshhookLogStreamElement,
} from '../../src/element.js';
import { entry, find, findAll, lines, mount, mountWith, press, record, settled, until } from './stage.js'; // prettier-ignore

/** The file that was saved. */
interface Saved {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** Runs `work` while files are caught on their way out. */
async function catchFiles(work: (files: Saved[]) => Promise<void>): Promise<void> {
  const files: Saved[] = [];
  const blobs = new Map<string, Blob>();
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const { createObjectURL } = URL;
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const { click } = HTMLAnchorElement.prototype;
  URL.createObjectURL = (blob: Blob) => {
    const url = `blob:caught-${blobs.size}`;
    blobs.set(url, blob);
    return url;
  };
  HTMLAnchorElement.prototype.click = function () {
    const blob = blobs.get(this.href);
    if (blob === undefined) throw new Error('not a file');
    void blob.text().then((text) => files.push({ name: this.download, type: blob.type, text }));
  };
  try {
    await work(files);
  } finally {
    URL.createObjectURL = createObjectURL;
    HTMLAnchorElement.prototype.click = click;
  }
}

/** Runs `work` with a clipboard that takes what is written, or refuses it. */
async function withClipboard(
  refuses: boolean,
  work: (written: string[]) => Promise<void>,
): Promise<void> {
  const written: string[] = [];
  const { clipboard } = navigator;
  const writeText = async (text: string): Promise<void> => {
    if (refuses) throw new DOMException('no', 'NotAllowedError');
    written.push(text);
  };
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
  try {
    await work(written);
  } finally {
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
  }
}

/** What a copy event inside the list would put on the clipboard; `null` when it is left to the browser. */
function copyEvent(element: MeshhookLogStreamElement): string | null {
  const clipboardData = new DataTransfer();
  const event = new ClipboardEvent('copy', { bubbles: true, composed: true, cancelable: true, clipboardData }); // prettier-ignore
  find(element, '.viewport').dispatchEvent(event);
  // Firefox gives the event a list of its own.
  return event.defaultPrevented
    ? (event.clipboardData ?? clipboardData).getData('text/plain')
    : null;
}

const buttonOf = (element: MeshhookLogStreamElement, label: string): HTMLButtonElement => {
  const button = findAll<HTMLButtonElement>(element, '.taking button').find((candidate) =>
    candidate.textContent.includes(label),
  );
  if (button === undefined) throw new Error(`no button ${label}`);
  return button;
};

async function openPanel(element: MeshhookLogStreamElement): Promise<void> {
  element.focus();
  press(element, 'd');
  await settled(element);
}

async function choose(
  element: MeshhookLogStreamElement,
  what: { readonly scope?: string; readonly format?: string },
): Promise<void> {
  if (what.scope !== undefined) find(element, `.taking input[value=${what.scope}]`).click();
  if (what.format !== undefined) {
    const select = find<HTMLSelectElement>(element, '.taking select');
    select.value = what.format;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }
  await settled(element);
}

/** A run of `count` rows of which a viewer holds the last `held`; reading waits for the test. */
class LongRun implements LogSource {
  readonly rows: LogEntry[];
  readonly #held: number;
  sink: LogSink | null = null;
  reads = 0;
  /** Called before each reading. */
  before: () => Promise<void> = () => Promise.resolve();

  constructor(count: number, held: number) {
    this.rows = Array.from({ length: count }, (_, index) => entry(index + 1));
    this.#held = held;
  }

  open(_runId: string, sink: LogSink): ReturnType<LogSource['open']> {
    this.sink = sink;
    queueMicrotask(() => {
      sink.transition('open');
      sink.transition('subscribed');
      sink.run({ status: 'running', lastSeq: this.rows.length });
      sink.append(this.rows.slice(-this.#held), 'history');
      sink.transition('caught-up');
    });
    const places: LogPlaces = {
      older: () => Promise.reject(new Error('not asked for')),
      seqAt: () => Promise.resolve(null),
      newer: async (from, to, limit, signal) => {
        this.reads += 1;
        await this.before();
        signal.throwIfAborted();
        const end = Math.min(to ?? Infinity, this.rows.length, from - 1 + limit);
        const rows = this.rows.slice(from - 1, end);
        return { rows, isLast: end >= (to ?? this.rows.length) };
      },
    };
    return {
      places,
      loadOlder: () => Promise.resolve(),
      setToken: () => undefined,
      reconnect: () => undefined,
      close: () => undefined,
    };
  }
}

const SECRETS = [
  { message: 'login with password=hunter2', fields: { accessToken: 'abc', n: 1 } },
  { message: 'mail to bob@example.com\nsecond line', nodeId: 'mail', level: 'error' },
  { message: '\x1b[31mred\x1b[0m and ```fenced```', level: 'warn' },
];

describe('copying rows', () => {
  it('needs no permission by the browser’s own key: a row, a selection, all', async () => {
    const { element } = await mountWith(lines(300), { timeFormat: 'utc' });
    element.focus();
    expect(copyEvent(element)?.split('\n')).to.have.lengthOf(300);
    press(element, 'Home');
    expect(copyEvent(element)).to.match(/^2023-11-14T22:13:20\.100Z INFO line 1$/);
    press(element, 'ArrowDown', { shiftKey: true });
    expect(copyEvent(element)?.split('\n').map((line) => line.slice(-6))).to.deep.equal(['line 1', 'line 2']); // prettier-ignore
    await until(() => element.renderRoot.querySelector('.toast')?.textContent === 'Copied 2 rows as Text'); // prettier-ignore
  });

  it('is by the browser’s key, though nothing is marked, and once', async () => {
    await withClipboard(false, async (written) => {
      const { element } = await mountWith(lines(5), { timeFormat: 'none' });
      element.select([2, 4]);
      element.focus();
      await settled(element);
      element.addEventListener('copy', (event) => {
        written.push(event.clipboardData?.getData('text/plain') ?? '');
      });
      await sendKeys({ down: 'Control' });
      await sendKeys({ press: 'c' });
      await sendKeys({ up: 'Control' });
      await until(() => written.length > 0);
      expect(written).to.deep.equal(['INFO line 2\nINFO line 4']);
      // A browser that makes no copy event of the key.
      press(element, 'c', { ctrlKey: true });
      await until(() => written.length > 1);
      expect(written[1]).to.equal(written[0]);
    });
  });

  it('leaves text that the reader has marked to the browser', async () => {
    const { element } = await mountWith(lines(5));
    element.select([1, 2]);
    await settled(element);
    const message = findAll(element, '.message')[0]!;
    document.getSelection()?.selectAllChildren(message);
    await settled(element);
    expect(copyEvent(element)).to.equal(null);
    document.getSelection()?.removeAllRanges();
    await settled(element);
    expect(copyEvent(element)).not.to.equal(null);
  });

  it('writes what is shown, masked, on the clock that is shown', async () => {
    const { element } = await mountWith(SECRETS, { timeFormat: 'none' });
    expect(copyEvent(element)).to.equal(
      '- login with password=[redacted:secret] {"accessToken":"[redacted:secret]","n":1}\n' +
        'ERROR [mail] mail to [redacted:email]\n    second line\n' +
        'WARN red and ```fenced```',
    );
    element.timeFormat = 'local';
    await settled(element);
    expect(copyEvent(element)).to.match(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d - login/,
    );
    element.maskSecrets = false;
    await settled(element);
    expect(copyEvent(element)).to.include('hunter2');
  });

  it('writes Markdown with whose rows these are, what chose them, and a fence that holds', async () => {
    await withClipboard(false, async (written) => {
      const { element } = await mountWith(SECRETS, { runId: 'run-1', levels: ['error', 'warn'], query: '"bob@example.com" OR "red"' }); // prettier-ignore
      await until(() => element.renderRoot.querySelector('mark') !== null);
      expect(await element.copy('markdown')).to.equal(true);
      const [head, fence, ...rest] = written[0]!.split(/\n\n|\n(?=````)/);
      expect(head).to.include('- **Run:** `run-1`');
      expect(head).to.include('- **Rows:** 2 (2 to 3 of the run)');
      expect(head).to.include('- **Levels:** warn, error');
      expect(head).to.include('[redacted:email]');
      expect(head).to.include('- **Masked:** 2');
      expect(written[0]).not.to.include('bob@');
      expect(fence).to.match(/^````text\n/);
      expect(rest.at(-1)).to.equal('````');
    });
  });

  it('writes JSON that can be read again', async () => {
    await withClipboard(false, async (written) => {
      const { element } = await mountWith(SECRETS);
      element.select([1, 3]);
      await element.copy('json-array');
      const rows = JSON.parse(written[0]!) as LogEntry[];
      expect(rows.map(({ seq }) => seq)).to.deep.equal([1, 3]);
      expect(rows[0]?.fields).to.deep.equal({ accessToken: '[redacted:secret]', n: 1 });
      expect(rows[1]?.message).to.equal('\x1b[31mred\x1b[0m and ```fenced```');
      expect(rows[1]).to.include({ severity: 'warn', guessed: false });
    });
  });

  it('fetches selected rows that are no longer in memory', async () => {
    await withClipboard(false, async (written) => {
      const source = new LongRun(5_000, 200);
      const element = await mount({ source, runId: 'run', maxRows: 1_000 });
      await until(() => element.entries().length === 200);
      await settled(element);
      element.select([10, 11, 4_950]);
      expect(copyEvent(element)).to.equal('');
      await until(() => written.length === 1);
      expect(written[0]?.split('\n').map((line) => line.replace(/.* - /, ''))).to.deep.equal(['line 10', 'line 11', 'line 4950']); // prettier-ignore
    });
  });

  it('offers the text to be copied by hand where the browser allows nothing else', async () => {
    await withClipboard(true, async () => {
      // eslint-disable-next-line @typescript-eslint/no-deprecated, @typescript-eslint/unbound-method
      const { execCommand } = document;
      Object.assign(document, { execCommand: () => false });
      try {
        const { element } = await mountWith(lines(3));
        expect(await element.copy()).to.equal(false);
        await settled(element);
        const field = find<HTMLTextAreaElement>(element, '.taking-text');
        expect(field.value.split('\n')).to.have.lengthOf(3);
        expect(element.shadowRoot?.activeElement).to.equal(field);
        expect([field.selectionStart, field.selectionEnd]).to.deep.equal([0, field.value.length]);
      } finally {
        Object.assign(document, { execCommand });
      }
    });
  });

  it('follows the page’s rule, and lets nothing out when that fails', async () => {
    const { element } = await mountWith([{ message: 'customer C-4711' }], { redact: (text) => text.replace(/C-\d+/, 'C-…') }); // prettier-ignore
    expect(copyEvent(element)).to.match(/customer C-…$/);
    const errors = record<LogStreamErrorEvent>(element, 'log-stream-error');
    element.redact = () => {
      throw new Error('broken');
    };
    await settled(element);
    expect(copyEvent(element)).to.match(/ - \[redaction failed\]$/);
    await until(() => errors.length === 1);
    expect(errors[0]?.error.code).to.equal('attribute-invalid');
  });
});

describe('downloading rows', () => {
  it('saves the whole run, also what is not in memory, and says how far it is', async () => {
    await catchFiles(async (files) => {
      const source = new LongRun(12_345, 200);
      const element = await mount({ source, runId: 'run', maxRows: 1_000 });
      await until(() => element.entries().length === 200);
      await openPanel(element);
      expect(find(element, '.taking-scopes').textContent).to.include('The whole run (12,345)');
      await choose(element, { format: 'json' });
      let release = (): void => undefined;
      source.before = () => (source.reads < 5 ? Promise.resolve() : new Promise((resolve) => (release = resolve))); // prettier-ignore
      buttonOf(element, 'Download').click();
      await until(() => source.reads === 5);
      await settled(element);
      expect(find(element, '.taking-progress').textContent).to.include('4,000 of 12,345 rows read');
      press(element, 'Escape');
      await settled(element);
      expect(find(element, '.taking-bar').textContent).to.include('4,000 of 12,345 rows read');
      source.before = () => Promise.resolve();
      release();
      await until(() => files.length === 1);
      expect(files[0]?.name).to.equal('run-run-1-12345.ndjson');
      const seqs = files[0]!.text.trimEnd().split('\n').map((line) => (JSON.parse(line) as LogEntry).seq); // prettier-ignore
      expect(seqs).to.deep.equal(Array.from({ length: 12_345 }, (_, index) => index + 1));
      expect(element.entries().length, 'memory is as it was').to.equal(200);
      await until(() => find(element, '.toast').textContent === 'Downloaded 12,345 rows');
    });
  });

  it('saves what the filter leaves, exact terms and words alike', async () => {
    await catchFiles(async (files) => {
      const source = new LongRun(5_000, 200);
      source.rows.forEach((row, index) => {
        if (index % 1_000 === 7) source.rows[index] = { ...row, message: 'connection refused', severity: 'error' }; // prettier-ignore
        if (index % 1_000 === 8) source.rows[index] = { ...row, message: 'connection refused', severity: 'info' }; // prettier-ignore
        if (index % 1_000 === 9) source.rows[index] = { ...row, message: 'a conection, refused', severity: 'error' }; // prettier-ignore
      });
      const element = await mount({ source, runId: 'run', levels: ['error'], query: 'connection' });
      await until(() => element.entries().length === 200);
      await settled(element);
      const result = await element.download('csv', 'shown');
      expect(result).to.deep.equal({ rows: 10, missing: 0 });
      await until(() => files.length === 1);
      const cells = files[0]!.text.trimEnd().split('\r\n').map((line) => line.split(',')[0]); // prettier-ignore
      expect(cells).to.deep.equal(['seq', ...[8, 10, 1008, 1010, 2008, 2010, 3008, 3010, 4008, 4010].map(String)]); // prettier-ignore
    });
  });

  it('ends when it is canceled, and saves nothing', async () => {
    await catchFiles(async (files) => {
      const source = new LongRun(5_000, 200);
      const element = await mount({ source, runId: 'run' });
      await until(() => element.entries().length === 200);
      await openPanel(element);
      source.before = () => (source.reads < 3 ? Promise.resolve() : new Promise(() => undefined));
      const ended = element.download('text', 'all');
      await until(() => source.reads === 3);
      await settled(element);
      source.before = () => Promise.resolve();
      buttonOf(element, 'Cancel').click();
      expect(await Promise.race([ended, until(() => false)])).to.equal(null);
      await settled(element);
      expect(find(element, '.taking-outcome').textContent).to.include('Canceled');
      expect(files).to.deep.equal([]);
    });
  });

  it('can be ended with what there is, and the file says what it lacks', async () => {
    await catchFiles(async (files) => {
      const source = new LongRun(5_000, 200);
      const element = await mount({ source, runId: 'run' });
      await until(() => element.entries().length === 200);
      await openPanel(element);
      source.before = () => (source.reads < 3 ? Promise.resolve() : new Promise(() => undefined));
      const ended = element.download('text', 'all');
      await until(() => source.reads === 3);
      await settled(element);
      buttonOf(element, 'Save what there is').click();
      expect(await ended).to.deep.equal({ rows: 2_000, missing: 3_000 });
      await until(() => files.length === 1);
      const text = files[0]!.text;
      expect(text).to.match(/^# Run: run\n# Rows: 2000 \(1 to 2000 of the run\)/);
      expect(text).to.include(
        '# Missing: Rows 2001–5000 are missing here: the reading was stopped',
      );
      expect(text.trimEnd().split('\n').at(-1)).to.match(/^--- Rows 2001–5000 are missing here/);
    });
  });

  it('says in the file what could not be read, and goes on with what can', async () => {
    await catchFiles(async (files) => {
      const source = new LongRun(5_000, 200);
      const element = await mount({ source, runId: 'run' });
      await until(() => element.entries().length === 200);
      source.before = () => (source.reads < 3 ? Promise.resolve() : Promise.reject(new LogStreamError('denied'))); // prettier-ignore
      expect(await element.download('json-array', 'all')).to.deep.equal({ rows: 2_200, missing: 2_800 }); // prettier-ignore
      await until(() => files.length === 1);
      const rows = JSON.parse(files[0]!.text) as ({ kind?: string } & LogEntry)[];
      expect(rows).to.have.lengthOf(2_201);
      expect(rows[2_000]).to.include({ kind: 'missing', seq: 2_001, to: 4_800 });
      expect(rows.at(-1)?.seq).to.equal(5_000);
      expect(find(element, '.toast').textContent).to.include('2,800 rows could not be read');
    });
  });

  it('of a source that can only page back says which rows are no longer there', async () => {
    await catchFiles(async (files) => {
      const source = new LongRun(300, 100);
      const open = source.open.bind(source);
      source.open = (runId, sink) => ({ ...open(runId, sink), places: undefined });
      const element = await mount({ source, runId: 'run' });
      await until(() => element.entries().length === 100);
      expect(await element.download('text', 'all')).to.deep.equal({ rows: 100, missing: 200 });
      await until(() => files.length === 1);
      expect(files[0]?.text).to.include(
        'Rows 1–200 are missing here: they are no longer in memory',
      );
    });
  });

  it('keeps a spreadsheet from running what a log says', async () => {
    await catchFiles(async (files) => {
      const hostile = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\n=1', '＝1', 'a "b", c'];
      const { element } = await mountWith(hostile.map((message) => ({ message })));
      await element.download('csv', 'all');
      await until(() => files.length === 1);
      const cells = [...files[0]!.text.matchAll(/"unknown","","((?:[^"]|"")*)"/g)].map(([, cell]) => cell); // prettier-ignore
      expect(cells).to.deep.equal([...hostile.slice(0, 8).map((text) => `'${text}`), 'a ""b"", c']);
    });
  });

  it('names the file by a run’s id with nothing else in it', async () => {
    await catchFiles(async (files) => {
      const source = new MemoryLogSource();
      source.append(lines(2));
      const element = await mount({ source, runId: '../../etc/passwd\u202e' });
      await until(() => element.entries().length === 2);
      await element.download('text');
      await until(() => files.length === 1);
      expect(files[0]?.name).to.equal('run--etc-passwd--1-2.log');
    });
  });
});

describe('the panel to take rows away', () => {
  it('is opened by key, has the focus, and gives it back', async () => {
    const { element } = await mountWith(lines(20));
    await openPanel(element);
    expect(find(element, '.taking').getAttribute('role')).to.equal('dialog');
    expect(element.shadowRoot?.activeElement?.localName).to.equal('input');
    press(element, 'Escape');
    await settled(element);
    expect(element.renderRoot.querySelector('.taking')).to.equal(null);
    expect(element.shadowRoot?.activeElement).to.equal(find(element, '.viewport'));
  });

  it('offers the selection first, then what the filter leaves, then all', async () => {
    const { element } = await mountWith(lines(20), { levels: ['info'] });
    element.select([4, 5]);
    await openPanel(element);
    const labels = findAll(element, '.taking-scopes label').map((label) =>
      label.textContent.trim(),
    );
    expect(labels).to.deep.equal(['Selected (2)', 'Matching the filter', 'The whole run (20)']);
    expect(find<HTMLInputElement>(element, '.taking input[type=radio]').checked).to.equal(true);
  });

  it('has a switch for masking, which the page can set as well', async () => {
    const { element } = await mountWith(SECRETS);
    await openPanel(element);
    const mask = find<HTMLInputElement>(element, '.taking [role=switch]');
    expect(mask.checked).to.equal(true);
    mask.click();
    expect(element.maskSecrets).to.equal(false);
    element.setAttribute('mask-secrets', 'on');
    expect(element.maskSecrets).to.equal(true);
    element.setAttribute('mask-secrets', 'off');
    await settled(element);
    expect(mask.checked).to.equal(false);
    expect(element.export('text', 'all')).to.include('hunter2');
    element.removeAttribute('mask-secrets');
    expect(element.export('text', 'all')).not.to.include('hunter2');
  });

  it('fits 320 pixels', async () => {
    const { element } = await mountWith(lines(20));
    element.parentElement!.style.inlineSize = '320px';
    element.select([1, 2, 3]);
    await openPanel(element);
    const panel = find(element, '.taking');
    const stage = find(element, '.stage').getBoundingClientRect();
    const box = panel.getBoundingClientRect();
    expect(box.left).to.be.at.least(stage.left);
    expect(box.right).to.be.at.most(stage.right);
    expect(box.top).to.be.at.least(stage.top);
    expect(panel.scrollWidth).to.be.at.most(panel.clientWidth);
    const bar = find(element, '.taking-bar');
    expect(bar.scrollWidth).to.be.at.most(find(element, '.footer').clientWidth);
  });
});
