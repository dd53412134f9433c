import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { MeshhookLogStreamElement } from '../../src/element.js';
import { find, lines, mountWith, settled, viewport } from './stage.js';

const focused = (element: MeshhookLogStreamElement): HTMLElement | null =>
  element.shadowRoot?.activeElement as HTMLElement | null;

/** What a stop is called, by what it does. */
function nameOf(stop: HTMLElement): string {
  if (stop.classList.contains('viewport')) return 'rows';
  if (stop.classList.contains('level')) return 'level';
  if (stop.localName === 'input') return 'search field';
  return stop.dataset['command'] ?? stop.className;
}

const press = async (element: MeshhookLogStreamElement, key: string): Promise<void> => {
  await sendKeys({ press: key });
  await settled(element);
};

/** The stops of Tab inside the element, from the one after `from` on. */
async function stops(element: MeshhookLogStreamElement): Promise<HTMLElement[]> {
  const found: HTMLElement[] = [];
  for (let step = 0; step < 60; step++) {
    await press(element, 'Tab');
    const stop = focused(element);
    if (stop === null) return found;
    found.push(stop);
  }
  throw new Error('the focus does not leave');
}

async function stage(): Promise<MeshhookLogStreamElement> {
  const { element } = await mountWith([...lines(80), ...lines(2, 'error'), ...lines(1, 'warn')]);
  const before = document.createElement('button');
  element.parentElement!.prepend(before);
  // Behind the last stop of a page comes the browser itself, which does not give the keys back.
  element.parentElement!.append(document.createElement('button'));
  before.focus();
  return element;
}

describe('by keys alone', () => {
  it('Tab stops at everything, in the order in which it is read, and goes out again', async () => {
    const element = await stage();
    const found = await stops(element);
    const names = found.map(nameOf);
    for (const name of [
      'stream-details',
      'search field',
      'level',
      'follow',
      'pause',
      'menu',
      'rows',
    ]) {
      // prettier-ignore
      expect(names, name).to.include(name);
    }
    expect(names.filter((name) => name === 'level')).to.have.lengthOf(3);
    expect(names[0]).to.equal('stream-details');
    expect(names.indexOf('menu')).to.be.lessThan(names.indexOf('rows'));
    // Every control that can be seen is one of the stops, rows apart: they are reached by arrows.
    const controls = [...element.renderRoot.querySelectorAll<HTMLElement>('button, input, a')];
    const missed = controls.filter(
      (control) =>
        control.checkVisibility({ visibilityProperty: true }) &&
        control.closest('.viewport') === null &&
        !found.includes(control),
    );
    expect(missed.map((control) => control.outerHTML)).to.deep.equal([]);
    // What has the focus can be seen to have it.
    for (const stop of found) {
      const box = stop.getBoundingClientRect();
      expect(box.width * box.height, nameOf(stop)).to.be.greaterThan(0);
    }
  });

  it('everything on the way can be worked', async () => {
    const element = await stage();
    const to = async (name: string): Promise<HTMLElement> => {
      for (let step = 0; step < 60; step++) {
        await press(element, 'Tab');
        const stop = focused(element);
        if (stop !== null && nameOf(stop) === name) return stop;
      }
      throw new Error(`no way to ${name}`);
    };
    await to('stream-details');
    await press(element, ' ');
    expect(element.renderRoot.querySelector('.stream-details')).not.to.equal(null);
    await press(element, 'Escape');
    expect(element.renderRoot.querySelector('.stream-details')).to.equal(null);
    expect(nameOf(focused(element)!)).to.equal('stream-details');
    await to('search field');
    await sendKeys({ type: 'line 7' });
    await settled(element);
    expect(element.query).to.equal('line 7');
    await press(element, 'Escape');
    expect(element.query).to.equal('');
    const level = await to('level');
    await press(element, ' ');
    expect(level.getAttribute('aria-pressed')).to.equal('true');
    await press(element, ' ');
    await to('follow');
    await press(element, ' ');
    expect(element.following).to.equal(false);
    await to('pause');
    await press(element, ' ');
    expect(element.paused).to.equal(true);
    await press(element, ' ');
    await to('menu');
    await press(element, ' ');
    await press(element, 'Tab');
    // Firefox stops at what scrolls as well.
    if (focused(element)!.classList.contains('menu')) await press(element, 'Tab');
    expect(focused(element)!.classList.contains('menu-item')).to.equal(true);
    const first = focused(element);
    await press(element, 'ArrowDown');
    expect(focused(element)).not.to.equal(first);
    await press(element, 'ArrowUp');
    expect(focused(element)).to.equal(first);
    await press(element, 'Enter');
    expect(element.wrap).to.equal(true);
    expect(element.renderRoot.querySelector('.menu')).to.equal(null);
  });

  it('the focus is never lost: what closes gives it back', async () => {
    const element = await stage();
    find(element, '[data-command=menu]').focus();
    await press(element, ' ');
    await press(element, 'Tab');
    await press(element, 'Escape');
    expect(nameOf(focused(element)!)).to.equal('menu');
    viewport(element).focus();
    await press(element, '?');
    await press(element, 'Escape');
    expect(focused(element)).to.equal(viewport(element));
    await press(element, 'r');
    await settled(element);
    expect(focused(element)!.closest('.reading')).not.to.equal(null);
    await press(element, 'Escape');
    await settled(element);
    expect(focused(element)).to.equal(viewport(element));
  });
});
