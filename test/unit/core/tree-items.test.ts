import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { jsonOfMessage } from '../../../src/core/json-message.js';
import type { JsonValue, LogFields } from '../../../src/core/log-entry.js';
import { pathText, treeItems, valueText, type TreeChoices } from '../../../src/core/tree-items.js';
import { entry } from '../../helpers/entries.js';

const NONE: TreeChoices = { open: new Map(), shown: new Map() };
const lines = (value: LogFields | readonly JsonValue[], choices = NONE): string[] =>
  treeItems(value, choices).map(
    ({ level, path, kind, isOpen }) =>
      `${'  '.repeat(level - 1)}${kind === 'more' ? '…' : String(path.at(-1))}${isOpen ? ' -' : kind === 'branch' ? ' +' : ''}`,
  );

describe('a value as a tree', () => {
  it('opens what is small, and keeps the rest closed', () => {
    const value = {
      status: 200,
      body: { items: [{ sku: 'a' }], deep: { deeper: { deepest: 1 } } },
      many: Array.from({ length: 21 }, (_, at) => at),
      none: {},
      nothing: null,
    };
    assert.deepEqual(lines(value), [
      'status',
      'body -',
      '  items -',
      '    0 +',
      '  deep -',
      '    deeper +',
      'many +',
      'none',
      'nothing',
    ]);
  });

  it('follows what the reader opened and closed', () => {
    const open = new Map([
      ['/a', false],
      ['/b~1c', true],
    ]);
    const value = { a: { x: 1 }, 'b/c': Array.from({ length: 30 }, () => 0), b: { c: [1] } };
    const shown = lines(value, { ...NONE, open });
    assert.equal(shown[0], 'a +');
    assert.equal(shown[1], 'b/c -');
    assert.equal(shown.length, 1 + 31 + 3);
  });

  it('shows a part of what is long, and more when asked', () => {
    const value = Array.from({ length: 1_000_000 }, (_, at) => at);
    const items = treeItems(value, NONE);
    assert.equal(items.length, 101);
    assert.deepEqual(
      items.slice(-2).map(({ kind, place, of }) => [kind, place, of]),
      [
        ['leaf', 100, 1_000_000],
        ['more', 101, 1_000_000],
      ],
    );
    assert.equal(treeItems(value, { ...NONE, shown: new Map([['', 300]]) }).length, 301);
    assert.ok(treeItems(value, { ...NONE, shown: new Map([['', 900_000]]) }).length <= 5_001);
  });

  it('opens little by itself, however wide the value', () => {
    const wide = Object.fromEntries(
      Array.from({ length: 90 }, (_, at) => [
        `k${at}`,
        Object.fromEntries(Array.from({ length: 15 }, (_, n) => [n, n])),
      ]),
    );
    assert.ok(treeItems(wide, NONE).length <= 90 + 100);
  });

  it('of any depth costs what is open of it', () => {
    let value: LogFields = { end: 1 };
    for (let level = 0; level < 100_000; level++) value = { down: value };
    assert.equal(treeItems(value, NONE).length, 3);
  });

  it('knows each line by a text of its own', () => {
    const items = treeItems({ a: { b: 1 }, 'a/b': 2, 'a~1b': 3, '': { '': 4 } }, NONE);
    assert.equal(new Set(items.map(({ id }) => id)).size, items.length);
  });

  it('writes paths as programs do, and values as they are', () => {
    assert.equal(pathText(['body', 'items', 0, 'sku']), 'body.items[0].sku');
    assert.equal(pathText(['a key', 'b"c', 'größe']), '["a key"]["b\\"c"].größe');
    assert.equal(pathText([0]), '[0]');
    assert.equal(valueText('a "b"'), 'a "b"');
    assert.equal(valueText({ a: [1] }), '{\n  "a": [\n    1\n  ]\n}');
    assert.equal(valueText(null), 'null');
  });
});

describe('a message that is JSON', () => {
  it('is read once, whatever it is', () => {
    const row = entry(1, { message: ' {"a":[1]}\n' });
    assert.deepEqual(jsonOfMessage(row), { a: [1] });
    assert.equal(jsonOfMessage(row), jsonOfMessage(row));
    for (const message of [
      '{}',
      '[]',
      '12',
      '"x"',
      '{not json}',
      '',
      `[${'1,'.repeat(200_000)}1]`,
    ]) {
      assert.equal(jsonOfMessage(entry(1, { message })), null, message.slice(0, 20));
    }
  });
});
