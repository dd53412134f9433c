import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseQuery } from '../../../src/core/parse-query.js';
import { loadLocale } from '../../../src/view/locales/load-locale.js';
import { localeName, LOCALES } from '../../../src/view/locales/locale-names.js';
import { numberIn, pluralsOf } from '../../../src/view/plural.js';
import { ENGLISH } from '../../../src/view/strings.js';

type Leaf = string | ((...given: (string | null)[]) => string);

/** Every text of a language, by the path to it. */
function leaves(value: unknown, path = ''): Map<string, Leaf> {
  if (typeof value === 'string' || typeof value === 'function') {
    return new Map([[path, value as Leaf]]);
  }
  return new Map(
    Object.entries(value as object).flatMap(([name, part]) => [
      ...leaves(part, path === '' ? name : `${path}.${name}`),
    ]),
  );
}

/** Texts that are the same in English and elsewhere: names, words that are shared, what programs call themselves. */
const SHARED = new Set(
  [
    'UTC Markdown JSON CSV Text Format Minimap Trace Debug Info Live Error errors ERROR WARN INFO',
    'DEBUG TRACE FATAL – Ctrl End Enter Esc Home Shift Pause Rows',
  ].flatMap((line) => line.split(' ')),
);
SHARED.add('Page Down').add('Page Up').add('JSON Lines').add('JSON lines').add('');

const english = leaves(ENGLISH);
const loaded = LOCALES.filter((name) => name !== 'en');

describe('the languages', () => {
  for (const name of loaded) {
    it(`${name} has every text, and no other`, async () => {
      const { strings } = await loadLocale(name);
      assert.deepEqual([...leaves(strings).keys()].sort(), [...english.keys()].sort());
    });

    it(`${name} has left nothing in English`, async () => {
      const { strings } = await loadLocale(name);
      for (const [path, text] of leaves(strings)) {
        if (typeof text !== 'string' || text !== english.get(path)) continue;
        assert.ok(SHARED.has(text), `${path}: ${text}`);
      }
    });

    it(`${name} says what it is given, in every form`, async () => {
      const { strings } = await loadLocale(name);
      for (const [path, text] of leaves(strings)) {
        const original = english.get(path);
        if (typeof text === 'string') {
          assert.equal(text === '', original === '', path);
          continue;
        }
        assert.equal(typeof original, 'function', path);
        const arity = (original as (...given: string[]) => string).length;
        // Numbers that no language has a word for.
        const given = ['12345', '6789', '543', '98765'].slice(0, Math.max(arity, 1));
        const says = (says: Leaf): string[] =>
          given.filter((part) => (says as (...given: string[]) => string)(...given).includes(part));
        // What English says of it, the language says too; `from` is a word that is translated.
        if (path !== 'steppedAround') {
          for (const part of says(original as Leaf)) {
            assert.ok(text(...given).includes(part), `${path} does not say ${part}`);
          }
        }
        for (const count of ['0', '1', '2', '3', '11', '100', '1,000']) {
          const said = text(...given.map(() => count));
          assert.ok(
            said.trim() !== '' && !/#(?!1234)|undefined|null\b/.test(said),
            `${path}: ${said}`,
          );
        }
      }
    });
  }

  it('tell what is wrong with a query, and with what of it', async () => {
    const broken: Readonly<Record<string, string>> = {
      'level:sever': 'sever',
      'after:soon': 'soon',
      '/(/': '',
      '/(a+)+b/': '',
      [`/${'a'.repeat(1_500)}/`]: '',
      '"open': '',
      '(open': '',
      'OR x': '',
      ['x '.repeat(2_000)]: '2000',
      [Array.from({ length: 12 }, () => '(a OR b)').join(' ')]: '',
    };
    const codes = new Set<string>();
    for (const [text, told] of Object.entries(broken)) {
      const { code, message } = parseQuery(text).diagnostics[0] ?? assert.fail(text.slice(0, 20));
      codes.add(code);
      for (const name of loaded) {
        const { strings } = await loadLocale(name);
        const said = strings.query.problem(code, told, told, message);
        assert.notEqual(said, message, `${name} tells ${code} in English`);
        assert.ok(said.includes(told), `${name}: ${said}`);
      }
    }
    assert.equal(codes.size, 10);
  });

  it('have level words that fit their column', async () => {
    for (const name of loaded) {
      const { strings } = await loadLocale(name);
      for (const word of Object.values(strings.levelWords)) assert.ok(word.length <= 5, word);
    }
  });

  it('are found by any tag of theirs, and English by any other', () => {
    const cases = { 'de-AT': 'de', 'zh-Hant-TW': 'zh', 'pt-BR': 'pt', ar: 'ar', 'EN-us': 'en' };
    for (const [tag, name] of Object.entries({ ...cases, nl: 'en', '': 'en', 'not a tag': 'en' })) {
      assert.equal(localeName(tag), name, tag);
    }
  });
});

describe('plural forms', () => {
  it('find the number in what a locale has made of it', () => {
    for (const locale of ['en', 'de-CH', 'fr', 'ar-EG', 'hi-IN-u-nu-deva', 'bn-BD', 'ja', 'fa']) {
      const format = new Intl.NumberFormat(locale);
      for (const value of [0, 1, 2, 11, 103, 9_999, 1_234_567]) {
        assert.equal(numberIn(format.format(value)), value, `${locale} ${format.format(value)}`);
      }
    }
  });

  it('are those of the language', () => {
    const arabic = pluralsOf('ar');
    const forms = { zero: 'z', one: 'o', two: 't', few: 'f #', many: 'm #', other: 'x #' };
    const said = ['٠', '١', '٢', '٣', '١١', '١٠٠'].map((count) => arabic(count, forms));
    assert.deepEqual(said, ['z', 'o', 't', 'f ٣', 'm ١١', 'x ١٠٠']);
    assert.equal(pluralsOf('fr')('0', { one: '# ligne', other: '# lignes' }), '0 ligne');
    assert.equal(pluralsOf('en')('1', { other: '# rows' }), '1 rows');
  });
});
