import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { safeHref } from '../../../src/view/message-text.js';

describe('an address in a message', () => {
  it('may be opened when it is http or https', () => {
    assert.equal(safeHref('https://example.com/a?b=1#c'), 'https://example.com/a?b=1#c');
    assert.equal(safeHref('http://localhost:3000'), 'http://localhost:3000/');
  });

  it('may not be opened when it is anything else', () => {
    for (const text of [
      'javascript:alert(1)',
      ' java\nscript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'file:///etc/passwd',
      '//example.com',
      'http://',
      '',
    ]) {
      assert.equal(safeHref(text), null, JSON.stringify(text));
    }
  });
});
