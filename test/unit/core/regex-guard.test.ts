/** Which expressions may run: none that can stall the page, and all that people write. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { guardRegex } from '../../../src/core/regex-guard.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

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
    '(aa?)*b',
    '(a?a?)*b',
    '(?:a?b?c?)+$',
    '((a|b)c?)*d',
    '(?:\\w\\s?)*$',
    '(?=(a?)*b)',
    '(?<=(?:aa?)+)b',
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

  it('lets nothing run that takes long over a hostile row', (t) => {
    const seed = chooseSeed();
    t.diagnostic(`SEED=${seed}`);
    const random = seededRandom(seed);
    const sources = [
      'a*a*$',
      'a.*a.*b',
      'a*$',
      '[a-z]*=',
      '(foo|bar) baz',
      'a{0,64}a{0,64}b',
      `${'a?'.repeat(13)}${'a'.repeat(13)}b`,
      `${'(a|a)'.repeat(13)}b`,
      '(a|a)(a|a)a*a*b',
      ...Array.from({ length: 1_500 }, () => expression(random, 3)),
    ];
    const context = createContext({});
    let ran = 0;
    for (const source of sources) {
      const guarded = guardRegex(source, 'i');
      if (!('pattern' in guarded)) continue;
      ran += 1;
      for (const piece of ['a', 'ab', 'a ', '1', 'aab']) {
        const text = `${piece.repeat(guarded.reachChars / piece.length)}!`;
        Object.assign(context, { pattern: guarded.pattern, text: text.slice(-guarded.reachChars) });
        // Some 15 ms; what is forgotten by the guard takes for ever.
        runInContext('pattern.test(text)', context, { timeout: 400 });
      }
    }
    assert.ok(ran > 200, `${ran} of ${sources.length}`);
  });
});

/** Any expression, of pieces that like to be slow together. */
function expression(random: () => number, depth: number): string {
  const pick = (items: readonly string[]): string =>
    items[between(random, 0, items.length - 1)] ?? '';
  const part = (): string => {
    const kind = depth === 0 ? 0 : between(random, 0, 9);
    if (kind < 6)
      return pick(['a', 'b', '.', '\\w', '\\d', '[ab]', '[^b]', '\\s', '\\b', '^', '$']);
    if (kind === 6) return `(${expression(random, depth - 1)})`;
    if (kind === 7) return `(?:${expression(random, depth - 1)}|${expression(random, depth - 1)})`;
    return `(?${pick(['=', '!', '<=', '<!'])}${expression(random, depth - 1)})`;
  };
  const quantifier = (): string =>
    pick(['', '', '', '', '*', '+', '?', '{2}', '{1,3}', '{0,5}', '{2,}', '{0,30}', '*?', '+?']);
  return Array.from({ length: between(random, 1, 4) }, () => part() + quantifier()).join('');
}
