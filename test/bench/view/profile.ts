/**
 * Where the widget's time goes under a load: a CPU profile for the browser's developer tools, and the functions that
 * cost most by themselves. The build keeps its names for this, and the profiler has a cost of its own: no figure of it
 * belongs in the table.
 */
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../../support/browser.js';
import { measureLoad, prepareLoad, withPage, type Load } from './measure.js';
import { splitLine } from './report.js';

/** How often the profiler looks, in microseconds; finer would cost the page a fifth of its speed. */
const SAMPLING_US = 250;
/** Lines of the summary. */
const TOP = 25;

/** Of the protocol's answer what is read here. */
interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: {
      readonly functionName: string;
      readonly url: string;
      readonly lineNumber: number;
    };
  }[];
  readonly samples?: readonly number[];
  readonly timeDeltas?: readonly number[];
}

/** Runs one load under the profiler, writes the profile and prints its summary. */
export async function profileLoad(address: string, load: Load, seconds: number): Promise<void> {
  const browser = await launchBrowser();
  try {
    await withPage(browser, address, async (page, session) => {
      await session.send('Profiler.enable');
      await session.send('Profiler.setSamplingInterval', { interval: SAMPLING_US });
      await prepareLoad(page, session, { ...load, seconds });
      await session.send('Profiler.start');
      const figures = await measureLoad(page, session, { ...load, seconds });
      const { profile } = await session.send('Profiler.stop');
      const path = join(tmpdir(), `view-${load.name}.cpuprofile`);
      await writeFile(path, JSON.stringify(profile));
      console.log(
        `\n${load.name}: ${figures.fps.toFixed(1)} fps, paint p95 ${figures.paintP95Ms.toFixed(1)} ms`,
      );
      console.log(splitLine(figures.split));
      printTop(profile, figures.frames);
      console.log(`Written to ${path}`);
    });
  } finally {
    await browser.close();
  }
}

function printTop(profile: Profile, frames: number): void {
  const names = new Map(
    profile.nodes.map(({ id, callFrame }) => {
      const file = callFrame.url.split('/').at(-1) ?? '';
      return [id, `${callFrame.functionName || '(anonymous)'} ${file}:${callFrame.lineNumber + 1}`];
    }),
  );
  const selfMs = new Map<string, number>();
  profile.samples?.forEach((id, index) => {
    const name = names.get(id) ?? '';
    selfMs.set(name, (selfMs.get(name) ?? 0) + (profile.timeDeltas?.[index] ?? 0) / 1000);
  });
  const sorted = [...selfMs].sort(([, a], [, b]) => b - a).slice(0, TOP);
  for (const [name, total] of sorted) {
    console.log(`${(total / frames).toFixed(3).padStart(8)} ms a frame  ${name}`);
  }
}
