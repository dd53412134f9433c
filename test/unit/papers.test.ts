/**
 * That the papers name only what is there: files, headings, scripts, attributes and tests; and that every snippet of
 * TypeScript is one that the compiler has seen, in test/types/manual.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const COMPILED = join(ROOT, 'test/types/manual');
/** Made by the build, or by the demo. */
const MADE = /^(dist|node_modules|test-results|storybook-static)\//;

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const PAPERS = [
  ...['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
  ...[
    'src/README.md',
    'src/writer/README.md',
    'test/README.md',
    'demo/README.md',
    'supabase/README.md',
  ],
  'supabase/RUNBOOK.md',
  ...readdirSync(join(ROOT, 'stories/docs'))
    .filter((name) => name.endsWith('.mdx'))
    .map((name) => `stories/docs/${name}`),
];

/** What GitHub makes of a heading. */
function anchors(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function snippets(paper: string, languages: string): string[] {
  return [
    ...read(paper).matchAll(new RegExp(`^\`\`\`(?:${languages})\\n([^]*?)^\`\`\``, 'gm')),
  ].map(([, text = '']) => text);
}

/** Text as it stands on one line, so that it may be indented and wrapped elsewhere. */
const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

describe('the papers', () => {
  for (const paper of PAPERS) {
    it(`${paper} links to what is there`, () => {
      const text = read(paper);
      for (const [, target = ''] of text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) {
        const [path = '', anchor] = target.split('#');
        const file = path === '' ? paper : join(dirname(paper), path);
        assert.ok(existsSync(join(ROOT, file)), `${paper} → ${target}`);
        if (anchor !== undefined) assert.ok(anchors(read(file)).includes(anchor), target);
      }
      for (const [, path = ''] of text.matchAll(/(?:src|srcset)="((?!https?:)[^"]+\.png)"/g)) {
        assert.ok(existsSync(join(ROOT, path)), path);
      }
    });

    it(`${paper} names scripts that package.json has`, () => {
      const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
      for (const [, name = ''] of read(paper).matchAll(/npm run ([a-z:-]+[a-z])/g)) {
        assert.ok(name in scripts, name);
      }
    });

    it(`${paper} gives the tag no attribute that it does not have`, () => {
      const manifest = read('custom-elements.json');
      for (const html of snippets(paper, 'html|svelte')) {
        for (const [, tag = ''] of html.matchAll(/<meshhook-log-stream\b([^>]*)>/g)) {
          for (const [, name = ''] of tag.replaceAll(/"[^"]*"/g, '""').matchAll(/\s([a-z-]+)=/g)) {
            if (['class', 'id', 'style'].includes(name)) continue;
            assert.match(manifest, new RegExp(`"name": "${name}"`), name);
          }
        }
      }
    });
  }

  it('hold no snippet in the manual that was not compiled', () => {
    const compiled = readdirSync(COMPILED).map((name) =>
      plain(readFileSync(join(COMPILED, name), 'utf8')).replaceAll(
        /'(?:\.\.\/)+src\/(\w+\/)?(\w+)\.js'/g,
        (_, folder = '', file) =>
          `'@meshhook/log-stream${file === 'index' ? (folder ? `/${String(folder).slice(0, -1)}` : '') : `/${String(folder)}${String(file)}`}'`,
      ),
    );
    const all = ['README.md', 'src/writer/README.md'].flatMap((paper) => snippets(paper, 'ts|js'));
    assert.ok(all.length >= 6);
    for (const snippet of all) {
      assert.ok(
        compiled.some((text) => text.includes(plain(snippet))),
        `not in test/types/manual:\n${snippet}`,
      );
    }
  });

  it('prove each promise of SECURITY.md by tests that are there', () => {
    const text = read('SECURITY.md');
    let promises = 0;
    for (const line of text.split('\n').filter((row) => row.startsWith('| the tests'))) {
      for (const part of line.split(/(?=`test\/)/).slice(1)) {
        const file = /^`([^`]+)`/.exec(part)?.[1] ?? '';
        assert.ok(existsSync(join(ROOT, file)), file);
        for (const [, title = ''] of part.matchAll(/“([^”]+)”/g)) {
          assert.ok(read(file).includes(title), `${file}: ${title}`);
          promises += 1;
        }
      }
    }
    assert.ok(promises > 12, String(promises));
    const sections = text.split(/^### /m).slice(1);
    for (const section of sections)
      assert.match(section, /\| the tests +\|[^]+\| what remains +\|/);
  });

  it('name no file that is not there', () => {
    for (const paper of PAPERS) {
      for (const [, path = ''] of read(paper).matchAll(
        /`((?:src|test|stories|supabase|demo|dist)\/[\w./-]+)`/g,
      )) {
        if (MADE.test(path)) continue;
        assert.ok(
          existsSync(join(ROOT, path)) || existsSync(join(ROOT, dirname(paper), path)),
          `${paper}: ${path}`,
        );
      }
    }
  });
});
