import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LogFields } from '../../../src/core/log-entry.js';
import { fieldsPreview } from '../../../src/view/row-text.js';
import { entry } from '../../helpers/entries.js';

const preview = (fields: LogFields): string => fieldsPreview({ ...entry(1), fields });

describe('the preview of fields', () => {
  it('has the first of them, each a key and what its value is', () => {
    const fields = { a: 1, b: 'x', c: null, d: [1, 2], e: { f: 1 }, g: true, h: 'left out' };
    assert.equal(preview(fields), 'a=1  b=x  c=null  d=[2]  e={…}  g=true');
  });

  it('is one short line, whatever the keys and values are', () => {
    const long = 'x\n'.repeat(1_000_000);
    const text = preview({ [long]: long, 'a\tb\u2028c': 'd\r\ne\u0085f' });
    assert.ok(text.length < 200, String(text.length));
    assert.doesNotMatch(text, /[\n\r\u2028\u2029\u0085]/);
    assert.match(text, /a b c=d e f$/);
  });

  it('lists the keys of an object with very many of them once', () => {
    let listed = 0;
    const keys = Array.from({ length: 50_000 }, (_, at) => `k${at}`);
    const fields = new Proxy(Object.fromEntries(keys.map((key) => [key, 1])), {
      ownKeys: (target) => {
        listed += 1;
        return Reflect.ownKeys(target);
      },
    });
    const row = { ...entry(1), fields };
    assert.match(fieldsPreview(row), /^k0=1 {2}k1=1/);
    assert.equal(fieldsPreview(row), fieldsPreview(row));
    assert.equal(listed, 1);
  });
});
