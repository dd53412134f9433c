/** Whatever a row says, no file or clipboard has a character in it that a terminal obeys, or a line that no row is. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonValue } from '../../../src/core/log-entry.js';
import { RowWriter } from '../../../src/view/row-writer.js';
import { ENGLISH } from '../../../src/view/strings.js';
import { entry } from '../../helpers/entries.js';

const FORMATS = ['text', 'markdown', 'json', 'json-array', 'csv'] as const;
// eslint-disable-next-line no-control-regex
const OBEYED = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/;

const evil = 'a\x1b]0;title\x07b\x9b31mc\x7fd\x00e';
const row = entry(1, {
  message: `${evil}\r\nsecond`,
  nodeId: `${evil}\nforged`,
  createdAt: `Thu, 01 Jan 1970 00:00:00 GMT (${evil}\nforged)`,
  fields: { [evil]: evil, 'x\u2028y': '\u2029' },
});

for (const format of FORMATS) {
  const write = (over = {}): string =>
    new RowWriter({ format, strings: ENGLISH }).rows([{ ...row, ...over }]);

  describe(`rows as ${format}`, () => {
    it('have no character that a terminal obeys', () => {
      assert.doesNotMatch(write(), OBEYED);
      assert.match(write(), /second/);
    });

    it('have no line that a name or a time began', () => {
      assert.doesNotMatch(write(), /^forged/m);
    });

    it('are written though their fields are nested too deep for it', () => {
      let deep: JsonValue = [];
      for (let level = 0; level < 100_000; level += 1) deep = { a: [deep] };
      const text = write({ fields: { first: 1, deep } });
      assert.match(text, /first/);
      assert.ok(text.length < 3_000);
    });
  });
}

describe('rows as JSON', () => {
  it('keep every character, as an escape where it is not plain', () => {
    const text = new RowWriter({ format: 'json', strings: ENGLISH }).rows([row]);
    assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(row)));
  });
});
