/**
 * The page's side: puts hostile rows into tags of the built bundle, does with them what readers do, and tells what
 * became of the page. It is served as a file of its own, because the policy of the page allows nothing else.
 */
import type * as LogStream from '../../../src/element.js';
import type { LogFields, MeshhookLogStreamElement } from '../../../src/element.js';
import { ADDRESSES } from '../payloads/addresses.js';
import { HUGE_FIELDS, HUGE_TEXTS } from '../payloads/huge.js';
import { ALL_TEXTS } from '../payloads/index.js';
import { QUERIES } from '../payloads/queries.js';
import type { RowElement } from '../../../src/view/virtual-rows.js';
import { inspectTree } from './inspect-tree.js';
import { plainRow, RawSource, rowOf } from './hostile-rows.js';

// Not bundled: it is the product, as published.
const BUNDLE = '/log-stream.js';
const lib = (await import(/* @vite-ignore */ BUNDLE)) as typeof LogStream;

/** What the page noticed of itself. */
const noticed = { canary: 0, violations: [] as string[], errors: [] as string[] };
const globalsBefore = new Set(Object.getOwnPropertyNames(globalThis));
Object.assign(globalThis, { canary: () => (noticed.canary += 1) });
document.addEventListener('securitypolicyviolation', (event) => {
  noticed.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
});
for (const name of ['error', 'unhandledrejection'] as const) {
  addEventListener(name, (event) => {
    noticed.errors.push(String(event instanceof ErrorEvent ? event.message : event.reason));
  });
}

/** Shapes and offences of every tree that was looked at since they were last asked for. */
let shapes = new Set<string>();
let offences = new Set<string>();
let codes = new Set<string>();

const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));

async function settle(element: MeshhookLogStreamElement): Promise<void> {
  for (let turn = 0; turn < 2; turn++) {
    await frame();
    await element.updateComplete;
  }
}

const rootOf = (element: MeshhookLogStreamElement): ShadowRoot => {
  if (element.shadowRoot === null) throw new Error('The tag was not upgraded.');
  return element.shadowRoot;
};

function look(element: MeshhookLogStreamElement): void {
  const report = inspectTree(rootOf(element));
  for (const shape of report.shapes) shapes.add(shape);
  for (const offence of report.offences) offences.add(offence);
}

let element: MeshhookLogStreamElement;
let source: RawSource;

/** A new tag in place of the last one, with an open source. */
async function mount(
  settings: Partial<MeshhookLogStreamElement> = {},
  blockSize = '600px',
): Promise<void> {
  source = new RawSource();
  element = document.createElement('meshhook-log-stream');
  element.style.setProperty('block-size', blockSize);
  Object.assign(element, { source, ...settings });
  element.addEventListener('log-stream-error', ({ error }) => codes.add(error.code));
  document.body.replaceChildren(element);
  while (source.sink === null) await frame();
  await settle(element);
}

const rows = (): RowElement[] => [...rootOf(element).querySelectorAll<RowElement>('[part~="row"]')];

async function toggleAll(): Promise<void> {
  for (const row of rows()) row.querySelector<HTMLElement>('[data-action="toggle"]')?.click();
  await settle(element);
}

/** Characters that a terminal obeys, and must not find in what was copied or saved. */
// eslint-disable-next-line no-control-regex
const OBEYED = /[\u0000-\u0008\u000b-\u000c\u000e-\u001f\u007f-\u009f]/;

/** What leaves the tag, as a terminal would read it. */
function checkExports(): void {
  for (const format of ['text', 'markdown', 'json', 'csv'] as const) {
    const found = OBEYED.exec(element.export(format, 'all'));
    if (found === null) continue;
    const code = found[0].charCodeAt(0).toString(16);
    offences.add(`export as ${format}: U+${code.padStart(4, '0')}`);
  }
}

/** Everything that a reader does to rows. */
async function read(texts: readonly string[]): Promise<void> {
  await mount({ searchMode: 'highlight' }, '8000px');
  source.sink?.append(
    texts.map((text, index) => rowOf(text, index + 1)),
    'live',
  );
  for (let turn = 0; turn < 60 && rows().length < texts.length; turn++) await frame();
  if (rows().length < texts.length) throw new Error(`${rows().length} rows are rendered.`);
  look(element);
  checkExports();
  element.query = '"a" OR /[<(:]/';
  element.wrap = true;
  await settle(element);
  look(element);
  await toggleAll();
  look(element);
  element.searchMode = 'filter';
  element.timeFormat = 'delta';
  element.levels = ['error'];
  await settle(element);
  look(element);
}

/** Asks for each text as a query, over rows that it may find. */
async function ask(queries: readonly string[]): Promise<void> {
  await mount({ searchMode: 'filter' });
  source.sink?.append(
    [...Array(40).keys()].map((at) => plainRow(`a${'a'.repeat(at)} (x+x+)+y`, { at }, at + 1)),
    'live',
  );
  await settle(element);
  for (const [index, query] of queries.entries()) {
    element.query = query;
    // Acts on what was set, without waiting for a frame.
    element.findNext();
    if (index % 25 === 0) {
      await settle(element);
      look(element);
    }
  }
  await settle(element);
  look(element);
}

/** Shows the texts where a host, a server or a run speaks instead of a row. */
async function say(texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    await mount({ label: text, rowActions: [{ label: text, run: () => {} }] });
    element.strings = { search: text, follow: text, moreLines: () => text, levels: LEVELS(text) };
    element.formatTime = () => text;
    source.sink?.error(new lib.LogStreamError('source-failed', text));
    source.sink?.append([rowOf(text, 1)], 'live');
    source.sink?.run({ status: text, lastSeq: 1 });
    await settle(element);
    look(element);
    source.sink?.transition('give-up', text);
    await settle(element);
    look(element);
  }
}

const LEVELS = (text: string): LogStream.LogStreamStrings['levels'] => ({
  trace: text,
  debug: text,
  info: text,
  warn: text,
  error: text,
  fatal: text,
  unknown: text,
});

/** One huge row at a time. Made beforehand, so that making it is not counted. */
let huge: { readonly message: string; readonly fields: LogFields | null };

async function prepare(name: string): Promise<void> {
  huge = { message: HUGE_TEXTS[name]?.() ?? 'x', fields: HUGE_FIELDS[name]?.() ?? null };
  await mount({ searchMode: 'highlight' });
}

/** What a reader does to it, between two marks. */
async function meet(name: string): Promise<void> {
  const { message, fields } = huge;
  performance.mark(`begin ${name}`);
  source.sink?.append([plainRow(message, fields, 1), plainRow('the next row', null, 2)], 'live');
  await settle(element);
  element.query = '"a" OR zzzz OR x OR k:v';
  await settle(element);
  element.wrap = true;
  await settle(element);
  for (const row of rows()) row.querySelector<HTMLElement>('[data-action="toggle"]')?.click();
  await settle(element);
  element.query = '';
  await settle(element);
  element.wrap = false;
  await settle(element);
  const next = rows().some(({ rowSeq }) => rowSeq === 2) || (await element.goTo(2));
  await settle(element);
  performance.mark(`end ${name}`);
  if (!next) offences.add(`${name}: the next row is not there`);
  look(element);
}

/** The links that addresses become, alone in an opened row. */
async function links(): Promise<{ href: string; text: string }[]> {
  await mount({}, '30000px');
  const addresses = Object.values(ADDRESSES).flat();
  source.sink?.append(
    addresses.map((address, index) => plainRow(`see ${address} there`, null, index + 1)),
    'live',
  );
  for (let turn = 0; turn < 60 && rows().length < addresses.length; turn++) await frame();
  look(element);
  return [...rootOf(element).querySelectorAll<HTMLAnchorElement>('.row a')].map((link) => ({
    href: link.href,
    text: link.textContent,
  }));
}

/** Follows a run of a server; how many rows there are once it has answered. */
async function watch(url: string, runId: string): Promise<number> {
  element = document.createElement('meshhook-log-stream');
  element.style.setProperty('block-size', '8000px');
  Object.assign(element, {
    supabaseUrl: url,
    supabaseKey: 'sb_publishable_x',
    sessionToken: 'e30.eyJleHAiOjQxMDI0NDQ4MDB9.x',
    transport: 'polling',
    runId,
  });
  document.body.replaceChildren(element);
  while (!['polling', 'failed'].includes(element.state)) await frame();
  await settle(element);
  look(element);
  await toggleAll();
  look(element);
  return element.entries().length;
}

/** True when a word with a typo is found, which takes the search engine, wherever that runs. */
async function searches(word: string): Promise<boolean> {
  await mount();
  source.sink?.append([plainRow(word, null, 1), plainRow('another', null, 2)], 'live');
  await settle(element);
  let found: LogStream.LogStreamSearchEvent | undefined;
  element.addEventListener('log-stream-search', (event) => (found = event));
  element.query = `${word.slice(0, 2)}${word.slice(3)}`;
  while (found === undefined || found.pending) await frame();
  return found.total === 1;
}

/** What must be noticed, so that the silence of the rest means something. */
function harm(): void {
  const root = rootOf(element);
  const image = document.createElement('img');
  image.setAttribute('src', '');
  const link = document.createElement('a');
  link.setAttribute('href', 'javascript:canary()');
  root.append(image, link);
  look(element);
  image.remove();
  link.remove();
  try {
    document.createElement('div').innerHTML = '<b>';
  } catch {
    // Trusted Types threw, and told of it.
  }
}

const api = {
  texts: ALL_TEXTS,
  queries: [...QUERIES, ...ALL_TEXTS],
  /** Every so many-th text. */
  sample: (step: number) => ALL_TEXTS.filter((_, at) => at % step === 0),
  read,
  ask,
  say,
  prepare,
  meet,
  links,
  watch,
  searches,
  harm,
  /** What was seen since the last call. */
  take() {
    const seen = {
      shapes: [...shapes].sort(),
      offences: [...offences],
      codes: [...codes],
      canary: noticed.canary,
      violations: noticed.violations.splice(0),
      errors: noticed.errors.splice(0),
      polluted: (Object.prototype as { polluted?: unknown }).polluted !== undefined,
      globals: Object.getOwnPropertyNames(globalThis).filter(
        (name) => !globalsBefore.has(name) && !OURS.has(name),
      ),
    };
    shapes = new Set();
    offences = new Set();
    codes = new Set();
    return seen;
  },
};

/** Globals that this page sets itself. */
const OURS = new Set(['canary', 'hostile']);

declare global {
  var hostile: typeof api;
}

globalThis.hostile = api;
document.documentElement.dataset['ready'] = '';
