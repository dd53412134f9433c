import { expect } from '@open-wc/testing';
import { commandOfKey, keyBindings, keyOfCommand } from '../../src/view/key-bindings.js';
import { keyCaps } from '../../src/view/key-caps.js';
import { ENGLISH } from '../../src/view/strings.js';
import { find, findAll, lines, mountWith, press, settled } from './stage.js';

/** The key press that a name of the table stands for. */
function pressOf(name: string): KeyboardEvent {
  const key = name.replace(/^Ctrl\+/, '').replace(/^Shift\+/, '');
  return new KeyboardEvent('keydown', {
    key,
    ctrlKey: name.startsWith('Ctrl+'),
    shiftKey: name.includes('Shift+') || /^\p{Lu}$/u.test(key),
  });
}

describe('the sheet of keys', () => {
  it('shows every key that does something, and what it does', async () => {
    const { element } = await mountWith(lines(3));
    element.focus();
    press(element, '?');
    await settled(element);
    const said = findAll(element, '.sheet dl > div').map((line) =>
      [line.querySelector('dt'), line.querySelector('dd')].map((part) =>
        part?.textContent.replace(/\s+/g, ''),
      ),
    );
    const bindings = keyBindings();
    expect(said).to.have.lengthOf(bindings.length);
    for (const { name, keys } of bindings) {
      const caps = keys
        .flatMap(([key]) => keyCaps(key, ENGLISH))
        .join('')
        .replace(/\s+/g, '');
      expect(said).to.deep.include([caps, ENGLISH.keyLines[name].replace(/\s+/g, '')]);
    }
  });

  it('shows no key that does nothing, or something else', () => {
    for (const { place, keys } of keyBindings()) {
      for (const [key, command] of keys) {
        const where = place === 'anywhere' ? 'elsewhere' : place;
        expect(commandOfKey(pressOf(key), where), key).to.equal(command);
      }
    }
  });

  it('has each key once in a place', () => {
    const keys = keyBindings().flatMap(({ place, keys }) => keys.map(([key]) => `${place} ${key}`));
    expect(new Set(keys).size).to.equal(keys.length);
  });

  it('is where buttons take their key from', async () => {
    const { element } = await mountWith(lines(3));
    for (const command of ['follow', 'pause'] as const) {
      const button = find(element, `[data-command=${command}]`);
      expect(button.getAttribute('aria-keyshortcuts')).to.equal(keyOfCommand(command));
    }
  });

  it('opens and closes as the page reads', () => {
    const right = new KeyboardEvent('keydown', { key: 'ArrowRight' });
    expect(commandOfKey(right, 'list')).to.equal('open-row');
    expect(commandOfKey(right, 'list', true)).to.equal('close-row');
  });
});
