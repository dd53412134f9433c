/**
 * Takes the indentation and the comments out of `html` and `css` templates. A minifier leaves them, for it must not
 * know what a tag does with its text; of these two we know it. It moves nothing that a reader could see: in markup a
 * line break becomes one space, and goes only where a tag ends.
 */
import { parseSync, Visitor, type Plugin } from 'vite';

/** A string, or white space with the marks beside it that need none. A space before a colon means something. */
const CSS_PART = /("[^"\n]*"|'[^'\n]*')|\s*([{};,])\s*|(:)\s+|\s+/g;
const CSS_COMMENT = /("[^"\n]*"|'[^'\n]*')|\/\*[^]*?\*\//g;

/** The texts of a `css` template, shorter, with the same meaning. */
export function shorterCss(texts: readonly string[]): string[] {
  return texts.map((text) =>
    text
      .replace(CSS_COMMENT, (_, string?: string) => string ?? ' ')
      .replace(CSS_PART, (_, string?: string, mark?: string, colon?: string) => {
        return string ?? mark ?? colon ?? ' ';
      })
      .replace(/;\}/g, '}'),
  );
}

/** The texts of an `html` template, shorter, with the same nodes but for the white space of texts. */
export function shorterHtml(texts: readonly string[]): string[] {
  // There, a line break is a line break.
  if (/<(?:pre|textarea)\b/i.test(texts.join(''))) return [...texts];
  let isInTag = false;
  return texts.map((text) =>
    text.replace(/[<>]|\s*\n\s*(>?)/g, (part, end?: string) => {
      const space = part === '<' || part === '>' ? '' : end === '>' && isInTag ? '' : ' ';
      if (part === '<') isInTag = true;
      else if (part.endsWith('>')) isInTag = false;
      return space + (end ?? part);
    }),
  );
}

const SHORTER = new Map([
  ['css', shorterCss],
  ['html', shorterHtml],
]);

/**
 * The build's step. It sees the sources, for later the tags have other names; and leaves as many lines as it found,
 * the spare ones behind their template, so that the source map stays true to the line.
 */
export const minifyTemplates: Plugin = {
  name: 'minify-templates',
  enforce: 'pre',
  transform(code, id) {
    if (!/\.[jt]s$/.test(id) || !/\b(?:css|html)`/.test(code)) return null;
    const edits: { readonly start: number; readonly end: number; readonly text: string }[] = [];
    // As TypeScript, whatever it is: for that, a text is told to begin at the mark before it.
    const { program, errors } = parseSync('module.ts', code);
    if (errors.length > 0) throw new Error(`Not parsed: ${id}`);
    new Visitor({
      TaggedTemplateExpression({ tag, quasi }) {
        const shorter = tag.type === 'Identifier' ? SHORTER.get(tag.name) : undefined;
        if (shorter === undefined) return;
        const texts = shorter(quasi.quasis.map(({ value }) => value.raw));
        let spare = 0;
        for (const [at, { start: mark, value }] of quasi.quasis.entries()) {
          const text = texts[at] ?? '';
          const start = mark + 1;
          const end = start + value.raw.length;
          if (code.slice(start, end) !== value.raw) throw new Error(`Elsewhere than told: ${id}`);
          spare += linesOf(value.raw) - linesOf(text);
          edits.push({ start, end, text });
        }
        edits.push({ start: quasi.end, end: quasi.end, text: '\n'.repeat(spare) });
      },
    }).visit(program);
    edits.sort((one, other) => one.start - other.start || one.end - other.end);
    let shorter = '';
    let at = 0;
    for (const { start, end, text } of edits) {
      shorter += code.slice(at, start) + text;
      at = end;
    }
    return { code: shorter + code.slice(at), map: null };
  },
};

const linesOf = (text: string): number => text.split('\n').length;
