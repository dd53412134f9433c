/** Which expressions may run: none that can stall the page, and all that people write. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { guardRegex } from '../../../src/core/regex-guard.js';

const refusal = (source: string): string | null => {
  const guarded = guardRegex(source, 'i');
  return 'refused' in guarded ? guarded.refused : null;
};

describe('the guard of expressions', () => {
  for (const source of [
    'time(d )?out',
    '^\\[error\\]',
    'HTTP/1\\.1" 5\\d\\d',
    '(foo|bar) baz',
    '\\bid=[0-9a-f]{8}\\b',
    'from .* to .*',
    '[*+]{2}',
    '\\(a\\+\\)\\+',
    '(?:ab){2,3}c',
    '(?<year>\\d{4})',
    '(?=x)y',
    '\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}',
    'https?://(www\\.)?example\\.(com|org|net)/?',
    '\\d{4}-\\d\\d?-\\d\\d?[T ]\\d\\d?:\\d\\d?(:\\d\\d)?(\\.\\d\\d\\d)?Z?',
  ]) {
    it(`lets ${source} run`, () => {
      assert.equal(refusal(source), null);
    });
  }

  for (const source of [
    '(a+)+$',
    '(a*)*b',
    '((a+)b?)+',
    '(a|a)*b',
    '(a|ab)*c',
    '([a-z]+)*=',
    '(.*a){12}',
    '(x+x+)+y',
    '.*.*.*=',
    '(\\w+\\s?)*$',
    '(a)\\1+',
    '(?:a{2,}){2,}',
    '(a{1,60}){1,60}b',
    '(a?){30}a{30}',
    `${'a?'.repeat(40)}${'a'.repeat(40)}`,
    `${'(a|a)'.repeat(30)}b`,
    `${'(?:a?b?)'.repeat(12)}c`,
    '((a?){5}){5}a{25}',
    '(a{1,8}a{1,8}){6}b',
  ]) {
    it(`refuses ${source}`, () => {
      assert.equal(refusal(source), 'regex-too-slow');
    });
  }

  it('refuses what is no expression, and drops flags that would give it a state', () => {
    assert.equal(refusal('(a'), 'regex-invalid');
    const guarded = guardRegex('a', 'gyiz');
    assert.equal('pattern' in guarded ? guarded.pattern.flags : '', 'i');
  });

  it('lets nothing run that takes long over a hostile row', () => {
    const sources = [
      'a*a*$',
      'a.*a.*b',
      '.*a.*b',
      'a*$',
      '[a-z]*=',
      '(foo|bar) baz',
      'a{0,64}a{0,64}b',
      `${'a?'.repeat(13)}${'a'.repeat(13)}b`,
      `${'(a|a)'.repeat(13)}b`,
      '(a|a)(a|a)a*a*b',
    ];
    for (const source of sources) {
      const guarded = guardRegex(source, 'i');
      assert.ok('pattern' in guarded, source);
      const row = `${'a'.repeat(guarded.reachChars)}!`.slice(0, guarded.reachChars);
      const before = process.cpuUsage();
      guarded.pattern.test(row);
      const tookMs = process.cpuUsage(before).user / 1000;
      assert.ok(tookMs < 400, `${source}: ${tookMs} ms`);
    }
  });
});
