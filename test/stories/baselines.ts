/**
 * The looks that are kept in `baselines/`: a picture for each story and look, where the parts were in it, and by what
 * they were painted. Another browser or other fonts paint text otherwise; then only what does not depend on them is
 * compared, and it is said why.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import type { Browser, Page } from 'playwright-core';
import { pictureDifferences, structureDifferences, triptych } from './compare-looks.js';
import { rest, see, type Look, type Seen, type Structure } from './looks.js';
import { decodePng, encodePng } from './png.js';

const KEPT = fileURLToPath(new URL('./baselines/', import.meta.url));
const FACTS = join(KEPT, 'baselines.json');
/** Where a difference can be looked at; not kept. */
const DIFFERENCES = fileURLToPath(new URL('../../test-results/stories/differences/', import.meta.url)); // prettier-ignore
/** A picture that differs may have been taken too soon: it is taken again for this long, in milliseconds. */
const PATIENCE_MS = 2_000;

/** By what pictures were painted. */
interface Painter {
  readonly browser: string;
  /** Of a text in the fonts of the widget, painted. */
  readonly text: string;
}

interface Facts {
  readonly painter: Painter;
  /** By story, then look. */
  readonly structures: Readonly<Record<string, Readonly<Record<string, Structure>>>>;
}

/** The kept looks. */
export interface Baselines {
  /** Why pictures cannot be compared here, in a line; `null` when they can. */
  readonly obstacle: string | null;
  /** What differs of the story that the page shows; empty when nothing does. */
  differences(page: Page, id: string, look: Look): Promise<readonly string[]>;
}

/**
 * Reads what is kept.
 *
 * @throws when nothing is
 */
export async function readBaselines(browser: Browser): Promise<Baselines> {
  const { painter, structures } = JSON.parse(await readFile(FACTS, 'utf8')) as Facts;
  const here = await painterOf(browser);
  const obstacle = obstacleBetween(painter, here);
  return {
    obstacle,
    differences: async (page, id, look) => {
      const structure = structures[id]?.[look.name];
      if (structure === undefined) return [`${id}, ${look.name}: nothing is kept of it`];
      const kept = obstacle === null ? decodePng(await readFile(fileOf(KEPT, id, look))) : null;
      const untilMs = Date.now() + PATIENCE_MS;
      for (;;) {
        const now = await see(page);
        const found = [
          ...structureDifferences(structure, now.structure, obstacle === null),
          ...(kept === null ? [] : pictureDifferences(kept, now.picture)),
        ];
        if (found.length === 0) return [];
        if (Date.now() < untilMs) {
          await rest(page);
          continue;
        }
        const file = fileOf(DIFFERENCES, id, look);
        await mkdir(DIFFERENCES, { recursive: true });
        await writeFile(file, encodePng(kept === null ? now.picture : triptych(kept, now.picture)));
        return [`${id}, ${look.name}: ${found.join('; ')}. Look at ${file}`];
      }
    },
  };
}

/** Puts these looks in the place of what is kept; of the stories named only, when there are some. */
export async function writeBaselines(
  browser: Browser,
  seen: readonly { readonly id: string; readonly look: Look; readonly seen: Seen }[],
  isWhole: boolean,
): Promise<void> {
  const before = isWhole ? undefined : (JSON.parse(await readFile(FACTS, 'utf8')) as Facts);
  const painter = await painterOf(browser);
  if (before !== undefined && obstacleBetween(before.painter, painter) !== null) {
    throw new Error('These were painted by another browser or other fonts: update all of them.');
  }
  if (isWhole) await rm(KEPT, { recursive: true, force: true });
  await mkdir(KEPT, { recursive: true });
  const structures: Record<string, Record<string, Structure>> = {};
  for (const [id, looks] of Object.entries(before?.structures ?? {})) structures[id] = { ...looks };
  for (const { id, look, seen: now } of seen) {
    (structures[id] ??= {})[look.name] = now.structure;
    await writeFile(fileOf(KEPT, id, look), encodePng(now.picture));
  }
  const sorted = Object.fromEntries(
    Object.entries(structures).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const text = JSON.stringify({ painter, structures: sorted } satisfies Facts);
  await writeFile(FACTS, await format(text, { parser: 'json', printWidth: 100 }));
}

/** The file of a picture. */
export function fileOf(folder: string, id: string, look: Look): string {
  return join(folder, `${id}.${look.name}.png`);
}

function obstacleBetween(kept: Painter, here: Painter): string | null {
  if (kept.browser !== here.browser) {
    return `the pictures are of Chromium ${kept.browser}, and this is ${here.browser}`;
  }
  if (kept.text !== here.text) return 'the fonts of this machine paint text otherwise';
  return null;
}

/** Letters, digits and signs of several scripts in both fonts, at the sizes that the widget uses. */
async function painterOf(browser: Browser): Promise<Painter> {
  const page = await browser.newPage({ viewport: { width: 640, height: 160 } });
  try {
    await page.setContent(`<body style="margin: 0; font-size: 13px">
      <p style="font-family: ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace">
        0123456789 Hamburgefonstiv {}[]()#=&lt;&gt; 漢字 عربي éß ⚠ ▌█░ 👧</p>
      <p style="font-family: system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif">
        0123456789 Hamburgefonstiv × … “128 new” 漢字 عربي éß</p>
      <b style="font: 600 12px 'Trebuchet MS', 'Gill Sans', Verdana, sans-serif">Hamburgefonstiv</b>
      <i style="font: 13px 'Courier New', Courier, monospace">Hamburgefonstiv</i>`);
    const { rgb } = decodePng(await page.screenshot());
    const text = createHash('sha256').update(rgb).digest('hex').slice(0, 16);
    return { browser: browser.version(), text };
  } finally {
    await page.close();
  }
}
