/** What the build takes out of templates, and what it must leave. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { minifyTemplates, shorterCss, shorterHtml } from '../../.ci/build/minify-templates.js';

describe('a css template', () => {
  const shorter = (...texts: string[]): string[] => shorterCss(texts);

  it('loses comments, indentation and last semicolons', () => {
    assert.deepEqual(
      shorter('.a,\n.b > .c {\n  /* it\'s "so" */\n  color: red;\n  margin: 0 1px;\n}\n.d {\n}'),
      ['.a,.b > .c{color:red;margin:0 1px}.d{}'],
    );
  });

  it('keeps each space that means something', () => {
    const texts = [
      '.a :hover{inset:calc(1px + 2px) 0}',
      '@media (width < 4px) and (hover){.a{top:0}}',
    ];
    assert.deepEqual(shorter(...texts), texts);
    assert.deepEqual(shorter('.a/* x */.b'), ['.a .b'], 'a comment parts what it stands between');
  });

  it('keeps strings, and what looks like a comment in one', () => {
    const text = `.a{content:' ;  /* x */ ';quotes:"{ " " }"}`;
    assert.deepEqual(shorter(text), [text]);
  });

  it('keeps a space beside a value that is put in', () => {
    assert.deepEqual(shorter('.a { margin: ', ' ', ';\n  top: 0; }'), [
      '.a{margin:',
      ' ',
      ';top:0}',
    ]);
  });
});

describe('an html template', () => {
  it('has a space for each line break, and none where a tag ends', () => {
    assert.deepEqual(
      shorterHtml(['<b\n  class="x"\n  title=', '\n  >\n    one\n    two <i\n/></b\n>']),
      ['<b class="x" title=', '> one two <i /></b>'],
    );
  });

  it('keeps spaces within a line, and texts that begin with a bracket', () => {
    assert.deepEqual(shorterHtml(['<b>a  b</b>', '\n  > c']), ['<b>a  b</b>', ' > c']);
  });

  it('keeps line breaks that are shown', () => {
    assert.deepEqual(shorterHtml(['<pre>a\n  b', '</pre>']), ['<pre>a\n  b', '</pre>']);
  });
});

describe('the build step', () => {
  const transform = minifyTemplates.transform as unknown as (
    code: string,
    id: string,
  ) => { readonly code: string } | null;

  it('reaches templates in templates, leaves other tags, and keeps every later line in its place', () => {
    const code = [
      '@mark class A { x: string = other`\n  a`; }',
      'const é = html`<b\n  >${é ? html`\n  <i\n  ></i>` : css`\n  a {\n  }`}\n</b>`;',
      'const last = 1;',
    ].join('\n');
    const shorter = transform(code, '/a.ts')?.code ?? '';
    assert.equal(
      shorter.replace(/\n+(?=[ };])/g, ''),
      [
        '@mark class A { x: string = other`\n  a`; }',
        'const é = html`<b>${é ? html` <i></i>` : css` a{}`} </b>`;',
        'const last = 1;',
      ]
        .join('\n')
        .replace(/\n+(?=[ };])/g, ''),
    );
    assert.equal(shorter.split('\n').length, code.split('\n').length);
    assert.ok(shorter.endsWith('\nconst last = 1;'));
    assert.equal(transform('const a = 1;', '/a.ts'), null);
  });
});
