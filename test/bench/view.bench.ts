/**
 * The view at volume, next to what others would use: the same rows into each, in production builds, each in a browser of
 * its own. Run it with `npm run bench:view`; test/README.md explains the columns.
 *
 * Options: `--only ours,bare`, `--rounds N`, `--seconds S`, `--profile`.
 */
import { parseArgs } from 'node:util';
import { shuffled, seededRandom } from '../helpers/random.js';
import { openCandidatePages } from './view/candidate-pages.js';
import { CANDIDATES, chosenCandidates, type CandidateName } from './view/candidates.js';
import { HARD_LOAD, LOADS, measure, measureCeiling, type Figures } from './view/measure.js';
import { installPeers } from './view/peers.js';
import { profileLoad } from './view/profile.js';
import { report } from './view/report.js';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '8' },
    profile: { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds);
const names = values.profile ? (['ours'] as const) : chosenCandidates(values.only);
const needsPeers = names.some((name) => CANDIDATES[name].isPeer);
const pages = await openCandidatePages({
  names: ['empty', ...names],
  peersFolder: needsPeers ? await installPeers() : null,
  isReadable: values.profile,
});
try {
  if (values.profile) {
    for (const load of [...LOADS, HARD_LOAD]) {
      await profileLoad(pages.addressOf('ours'), load, seconds);
    }
  } else {
    await compare(Number(values.rounds));
  }
} finally {
  await pages.close();
}

async function compare(rounds: number): Promise<void> {
  const ceilingFps = await measureCeiling(pages, 3);
  const figures = new Map<CandidateName, Figures[]>(names.map((name) => [name, []]));
  for (let round = 1; round <= rounds; round += 1) {
    // Another order each time: who is always first meets another machine than who is always last.
    for (const name of round === 1 ? names : shuffled(names, seededRandom(round))) {
      console.error(`round ${round} of ${rounds}: ${CANDIDATES[name].title} …`);
      const address = pages.addressOf(name);
      figures.get(name)?.push(await measure(address, { seconds, isOurs: name === 'ours' }));
    }
  }
  report(figures, ceilingFps);
}
