import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { jsonText } from '../../../src/core/json-text.js';
import type { JsonValue } from '../../../src/core/log-entry.js';

describe('JSON of fields', () => {
  it('is JSON', () => {
    const value: JsonValue = { a: [1, null, 'x"', { b: true }] };
    assert.equal(jsonText(value), JSON.stringify(value));
    assert.equal(jsonText([1, 2], 2), '[\n  1,\n  2\n]');
  });

  it('is cut where it is nested too deep, and keeps what is beside that', () => {
    let deep: JsonValue = 'bottom';
    for (let level = 0; level < 100_000; level += 1) deep = level % 2 === 0 ? [deep] : { a: deep };
    const whole = JSON.parse('{"first":1,"__proto__":{"x":1}}') as Record<string, JsonValue>;
    const text = jsonText({ ...whole, deep, last: [2] });
    const read = JSON.parse(text) as Record<string, unknown>;
    assert.deepEqual([read['first'], read['last']], [1, [2]]);
    assert.match(text, /…/);
    assert.ok(text.length < 2_000, String(text.length));
    const proto: JsonValue = Object.fromEntries([['__proto__', { polluted: deep }]]);
    assert.match(jsonText(proto), /^\{"__proto__":\{"polluted":/);
    assert.ok(!('polluted' in {}));
  });
});
