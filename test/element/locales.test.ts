import { expect } from '@open-wc/testing';
import type { LogStreamErrorEvent } from '../../src/element.js';
import { find, lines, mount, mountWith, record, settled, until } from './stage.js';

const searchName = (element: Parameters<typeof find>[0]): string =>
  find<HTMLInputElement>(element, '.search input').placeholder;

describe('locales', () => {
  afterEach(() => {
    document.documentElement.lang = 'en';
    document.documentElement.removeAttribute('dir');
  });

  it('paints in English at once, and in its own language as soon as that is here', async () => {
    const element = await mount({ locale: 'fr-CA' });
    expect(searchName(element)).to.equal('Search the log');
    expect(find(element, '.frame').lang).to.equal('en');
    await until(() => find(element, '.frame').lang === 'fr');
    expect(searchName(element)).to.equal('Rechercher dans le journal');
  });

  it('reads the language of a tag, whatever its region', async () => {
    for (const [tag, language] of [
      ['de-AT', 'de'],
      ['zh-TW', 'zh'],
      ['pt-BR', 'pt'],
      ['tlh', 'en'],
    ] as const) {
      const element = await mount({ locale: tag });
      await until(() => find(element, '.frame').lang === language);
    }
  });

  it('is in the language of the page, unless it is told another', async () => {
    document.documentElement.lang = 'de-CH';
    const element = await mount();
    await until(() => find(element, '.frame').lang === 'de');
    element.locale = 'en';
    await settled(element);
    expect(searchName(element)).to.equal('Search the log');
  });

  it('writes numbers as the locale does, and counts in its plural forms', async () => {
    const { element } = await mountWith(lines(1234), { locale: 'de-DE' });
    await until(() => find(element, '.frame').lang === 'de');
    expect(find(element, '.footer').textContent).to.include('1.234 Zeilen');
    const { element: one } = await mountWith(lines(1), { locale: 'de-DE' });
    expect(find(one, '.footer').textContent).to.match(/1 Zeile\b/);
  });

  it('runs from right to left in Arabic, unless the page says how it runs', async () => {
    const element = await mount({ locale: 'ar' });
    await until(() => find(element, '.frame').lang === 'ar');
    expect(getComputedStyle(find(element, '.frame')).direction).to.equal('rtl');
    document.documentElement.dir = 'ltr';
    const told = await mount({ locale: 'ar' });
    await until(() => find(told, '.frame').lang === 'ar');
    expect(getComputedStyle(find(told, '.frame')).direction).to.equal('ltr');
  });

  it('keeps what the host has replaced, in every language', async () => {
    const element = await mount({ locale: 'es', strings: { search: 'Buscar pedidos' } });
    await until(() => find(element, '.frame').lang === 'es');
    expect(searchName(element)).to.equal('Buscar pedidos');
  });

  it('tells of nothing when all is well', async () => {
    const element = await mount();
    const errors = record<LogStreamErrorEvent>(element, 'log-stream-error');
    element.locale = 'ja';
    await until(() => find(element, '.frame').lang === 'ja');
    expect(errors).to.deep.equal([]);
  });
});
