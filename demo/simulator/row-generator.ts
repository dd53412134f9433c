/**
 * An endless, repeatable supply of log rows as workflow runs write them. Pure: the same seed and workflow give the
 * same rows in a worker of the demo, a story in the browser and a test.
 */
import type { GeneratedRow } from './generated-row.js';
import { SCENES, stepStarts, type Scene } from './scenes.js';
import { seededRandom, type SeededRandom } from './seeded-random.js';
import { WORKFLOWS } from './vocabulary.js';

/** How rows are generated. */
export interface RowGeneratorOptions {
  /** Which rows: the same seed, the same rows. Default: 1. */
  readonly seed?: number;
  /** The run's steps, by which its rows are named. Default: those of order fulfilment. */
  readonly steps?: readonly string[];
}

const TOTAL_WEIGHT = SCENES.reduce((sum, [, weight]) => sum + weight, 0);
/** Scenes of a step, its start among them: enough that a step is seen to do something. */
const SCENES_PER_STEP = 4;

/** Rows of one run, in order. */
export class RowGenerator {
  readonly #random: SeededRandom;
  readonly #steps: readonly string[];
  #pending: GeneratedRow[] = [];
  #scenesPlayed = 0;

  constructor(options: RowGeneratorOptions = {}) {
    this.#random = seededRandom(options.seed ?? 1);
    this.#steps = options.steps ?? WORKFLOWS[0].steps;
  }

  /** The next row; there is always one. */
  next(): GeneratedRow {
    let row = this.#pending.shift();
    while (row === undefined) {
      this.#pending = this.#playScene();
      row = this.#pending.shift();
    }
    return row;
  }

  /** The next `count` rows. */
  take(count: number): GeneratedRow[] {
    return Array.from({ length: count }, () => this.next());
  }

  #playScene(): GeneratedRow[] {
    const step = Math.floor(this.#scenesPlayed / SCENES_PER_STEP);
    const isFirst = this.#scenesPlayed % SCENES_PER_STEP === 0;
    this.#scenesPlayed += 1;
    const scene = isFirst ? stepStarts : this.#drawScene();
    return scene({
      random: this.#random,
      nodeId: this.#steps[step % this.#steps.length] ?? 'step',
      item: 1 + Math.floor(step / this.#steps.length),
    });
  }

  #drawScene(): Scene {
    let left = this.#random.next() * TOTAL_WEIGHT;
    for (const [scene, weight] of SCENES) {
      left -= weight;
      if (left < 0) return scene;
    }
    throw new RangeError('The weights of the scenes do not add up.');
  }
}
