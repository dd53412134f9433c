import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  contrast,
  cssColor,
  GROUNDS,
  paletteColor,
  readableOn,
  rgb,
  TEXT_CONTRAST,
} from '../../../src/core/terminal-color.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

describe('colours of terminals', () => {
  it('of the palette are those of xterm', () => {
    const css = (place: number): string => cssColor(paletteColor(place));
    assert.deepEqual([16, 21, 196, 208, 231, 232, 244, 255].map(css), [
      '#000000',
      '#0000ff',
      '#ff0000',
      '#ff8700',
      '#ffffff',
      '#080808',
      '#808080',
      '#eeeeee',
    ]);
  });

  it('have the contrast that WCAG gives them', () => {
    assert.equal(contrast(0x000000, 0xffffff), 21);
    assert.equal(contrast(0x777777, 0xffffff).toFixed(2), '4.48');
    assert.equal(contrast(0xffffff, 0x777777).toFixed(2), '4.48');
    assert.equal(contrast(0x123456, 0x123456), 1);
  });

  it('can be read on both grounds, and on any other', () => {
    const seed = chooseSeed();
    const random = seededRandom(seed);
    const any = (): number =>
      rgb(between(random, 0, 255), between(random, 0, 255), between(random, 0, 255));
    for (let turn = 0; turn < 2_000; turn++) {
      const color = any();
      for (const ground of [GROUNDS.light, GROUNDS.dark, 0xffffff, 0x000000]) {
        const reached = contrast(readableOn(color, ground), ground);
        assert.ok(
          reached >= 4.8,
          `SEED=${seed} ${cssColor(color)} on ${cssColor(ground)}: ${reached}`,
        );
      }
      // On a middling grey neither black nor white reaches more than 4.58.
      const ground = any();
      const reached = contrast(readableOn(color, ground), ground);
      assert.ok(
        reached >= 4.5,
        `SEED=${seed} ${cssColor(color)} on ${cssColor(ground)}: ${reached}`,
      );
    }
  });

  it('that can be read are left alone, and others move no further than they must', () => {
    assert.equal(readableOn(0x1d4ed8, GROUNDS.light), 0x1d4ed8);
    const red = readableOn(0xff8080, GROUNDS.light);
    assert.ok(contrast(red, GROUNDS.light) < TEXT_CONTRAST + 0.15);
    assert.ok(red >> 16 > (red & 255), 'it is still red');
  });
});
