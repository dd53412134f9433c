import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SETTINGS, toggledLevels, type SettingName } from '../../../src/view/settings.js';

const STRANGE: readonly unknown[] = [
  NaN,
  Infinity,
  {},
  [],
  () => 1,
  Symbol.iterator,
  'toString',
  '__proto__',
  -1,
  0n,
];

describe('settings', () => {
  it('never throw, and never give out what is not allowed', () => {
    for (const name of Object.keys(SETTINGS) as SettingName[]) {
      const fallback = SETTINGS[name](undefined);
      assert.equal(fallback.problem, null, name);
      for (const given of STRANGE) {
        const reading = SETTINGS[name](given);
        if (reading.problem !== null) {
          assert.deepEqual(reading.value, fallback.value, `${name} ${typeof given}`);
        }
      }
    }
  });

  it('read levels by any of their names, in order of weight', () => {
    assert.deepEqual(SETTINGS.levels('critical, WARNING err').value, ['warn', 'error', 'fatal']);
    assert.deepEqual(SETTINGS.levels(['unknown', 'info']).value, ['info', 'unknown']);
    assert.equal(SETTINGS.levels('all').value, null);
    assert.match(SETTINGS.levels('error loud').problem ?? '', /unknown levels/);
    assert.deepEqual(SETTINGS.levels('error loud').value, ['error']);
  });
});

describe('a press on a level', () => {
  it('shows it alone, then adds, then takes away, then shows all', () => {
    assert.deepEqual(toggledLevels(null, 'error', false), ['error']);
    assert.deepEqual(toggledLevels(['error'], 'warn', false), ['warn', 'error']);
    assert.deepEqual(toggledLevels(['warn', 'error'], 'error', false), ['warn']);
    assert.equal(toggledLevels(['warn'], 'warn', false), null);
  });

  it('with Alt shows all but it', () => {
    assert.equal(toggledLevels(null, 'debug', true)?.includes('debug'), false);
    assert.equal(toggledLevels(['debug'], 'debug', true), null);
  });
});
