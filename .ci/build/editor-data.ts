/**
 * What editors and frameworks know of the tag, written into dist from custom-elements.json: types of JSX and templates,
 * data of VS Code and of JetBrains. Names and words come from there; types are the element's own, by reference.
 * Own, because generators at hand repeat types as text, where a function or a source is easily a string.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

interface Described {
  readonly name: string;
  readonly description?: string;
}
interface Typed extends Described {
  readonly type?: { readonly text?: string };
  readonly default?: string;
}
interface Declaration {
  readonly tagName?: string;
  readonly description: string;
  readonly attributes: readonly (Typed & { readonly fieldName: string })[];
  readonly members: readonly (Typed & { readonly kind: string; readonly readonly?: boolean })[];
  readonly events: readonly Typed[];
  readonly slots: readonly Described[];
  readonly cssParts: readonly Described[];
  readonly cssProperties: readonly (Described & { readonly default?: string })[];
}

const ROOT = new URL('../../', import.meta.url);
const text = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const { version } = JSON.parse(text('package.json')) as { readonly version: string };
const { modules } = JSON.parse(text('custom-elements.json')) as {
  readonly modules: readonly { readonly declarations?: readonly Declaration[] }[];
};
const found = modules
  .flatMap(({ declarations = [] }) => declarations)
  .find(({ tagName }) => tagName !== undefined);
if (found?.tagName === undefined) throw new Error('custom-elements.json has no tag');
const { tagName: tag, attributes, events, slots, cssParts, cssProperties } = found;
const fields = found.members.filter(({ kind }) => kind === 'field');
const writable = fields.filter(({ readonly }) => readonly !== true);

/** Where the unions of words are declared that attributes take. */
const UNIONS = ['view/settings', 'view/time-format', 'core/visible-rows', 'core/level-scale']
  .map((name) => text(`src/${name}.ts`))
  .join('\n');

/** The words that an attribute takes; none where it takes any text. */
function wordsOf({ type }: Typed): readonly string[] {
  const name = /^[A-Z]\w+(?= \| undefined$|$)/.exec(type?.text ?? '')?.[0];
  if (name === undefined) return [];
  const union = new RegExp(`type ${name} =([^;]+);`).exec(UNIONS)?.[1];
  if (union === undefined) throw new Error(`Of which words is ${name}? UNIONS has no such type`);
  return [...union.matchAll(/'([^']+)'/g)].map(([, word = '']) => word);
}

const isBoolean = ({ type }: Typed): boolean => type?.text === 'boolean';
const camel = (name: string): string =>
  name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
const lines = <Item extends Described>(
  items: readonly Item[],
  line: (item: Item) => string,
): string =>
  items
    .map((item) => `  /** ${(item.description ?? '').replaceAll('\n', ' ')} */\n  ${line(item)}\n`)
    .join('');
const onEvent = (items: readonly Typed[], name: (name: string) => string): string =>
  lines(items, (item) => `'${name(item.name)}'?: Listener<'${item.name}'> | undefined;`);

const HEAD = `// Generated from custom-elements.json.\n`;
/** `'tag'` by its properties, its attributes that are named otherwise, and its events, as all frameworks need them. */
const TAG_TYPES = `${HEAD}import type { MeshhookLogStreamElement, MeshhookLogStreamEventMap } from '../element.js';

export type Tag = MeshhookLogStreamElement;
export type Listener<Name extends keyof MeshhookLogStreamEventMap> = (event: MeshhookLogStreamEventMap[Name]) => void;

/** What an attribute may be given for a property: text for what is no text, number or boolean of itself. */
type Given<Value> = Value extends boolean
  ? boolean | ''
  : Value extends number
    ? number | \`\${number}\`
    : Value extends string | null | undefined
      ? Value
      : string;

export interface Properties {
${lines(writable, ({ name }) => `${name}?: Tag['${name}'] | undefined;`)}}

/** Under the attributes' own names. */
export interface Attributes {
${lines(attributes, ({ name, fieldName }) => `'${name}'?: Given<Tag['${fieldName}']> | undefined;`)}}

/** Where a framework prefers the property of an attribute's name, its type is the property's. */
export type Props = Omit<Attributes, keyof Properties> & Properties;
/** What the tag has of its own comes before what every element has. */
export type With<Base, Own = Props> = Omit<Base, keyof Own> & Own;
`;

const FRAMEWORKS: Readonly<Record<string, string>> = {
  react: `import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { Listener, Props, Tag, With } from './tag.js';

export interface Events {
${onEvent(events, (name) => `on${name}`)}}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      '${tag}': With<DetailedHTMLProps<HTMLAttributes<Tag>, Tag>, Props & Events>;
    }
  }
}
`,
  vue: `import type { HTMLAttributes, ReservedProps } from 'vue';
import type { Listener, Props, Tag, With } from './tag.js';

export interface Events {
${onEvent(events, (name) => `on${camel(name)}`)}}

declare module 'vue' {
  interface GlobalComponents {
    '${tag}': new () => { $props: With<HTMLAttributes & ReservedProps, Props & Events>; $el: Tag };
  }
}
`,
  svelte: `import type { HTMLAttributes } from 'svelte/elements';
import type { Listener, Props, Tag, With } from './tag.js';

export interface Events {
${onEvent(events, (name) => `on${name}`)}${onEvent(events, (name) => `on:${name}`)}}

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    '${tag}': With<HTMLAttributes<Tag>, Props & Events>;
  }
}
`,
  solid: `import type { JSX } from 'solid-js';
import type { Attributes, Listener, Properties, Props, Tag, With } from './tag.js';

/** Unprefixed names are properties of a custom element. */
export interface Events {
${onEvent(events, (name) => `on:${name}`)}}
type Prefixed = { [Name in keyof Attributes as \`attr:\${Name}\`]?: Attributes[Name] } & {
  [Name in keyof Properties as \`prop:\${Name}\`]?: Properties[Name];
};

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      '${tag}': With<JSX.HTMLAttributes<Tag>, Props & Events & Prefixed>;
    }
  }
}
`,
};

const short = ({ name, description }: Described): Described => ({
  name,
  description: description ?? '',
});
const parts = (prefix: string): readonly Described[] =>
  cssParts.map((part) => ({ ...short(part), name: `${prefix}part(${part.name})` }));
const typeOf = ({ type }: Typed): string => type?.text ?? 'number';

const HTML_DATA = {
  version: 1.1,
  tags: [
    {
      ...short({ name: tag, description: found.description }),
      attributes: attributes.map((attribute) => {
        const values = wordsOf(attribute).map((name) => ({ name }));
        if (isBoolean(attribute) && attribute.default === 'false')
          return { ...short(attribute), valueSet: 'v' };
        return { ...short(attribute), ...(values.length > 0 && { values }) };
      }),
    },
  ],
};

const CSS_DATA = {
  version: 1.1,
  properties: cssProperties.map(short),
  pseudoElements: parts('::'),
};

const WEB_TYPES = {
  $schema: 'https://json.schemastore.org/web-types',
  name: '@meshhook/log-stream',
  version,
  'description-markup': 'markdown',
  contributions: {
    html: {
      elements: [
        {
          ...short({ name: tag, description: found.description }),
          attributes: attributes.map((attribute) => {
            const words = wordsOf(attribute).map((word) => `'${word}'`);
            const type = isBoolean(attribute) ? 'boolean' : words.join(' | ') || 'string';
            return { ...short(attribute), value: { type } };
          }),
          slots: slots.map(short),
          js: {
            properties: fields.map((field) => ({
              ...short(field),
              type: typeOf(field),
              ...(field.readonly === true && { 'read-only': true }),
            })),
            events: events.map((event) => ({ ...short(event), type: typeOf(event) })),
          },
        },
      ],
    },
    css: { properties: cssProperties.map(short), 'pseudo-elements': parts('') },
  },
};

mkdirSync(new URL('dist/types/', ROOT), { recursive: true });
const write = (path: string, content: string): void => {
  writeFileSync(new URL(`dist/${path}`, ROOT), content);
};
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
write('types/tag.d.ts', TAG_TYPES);
for (const [name, types] of Object.entries(FRAMEWORKS)) {
  write(`types/${name}.d.ts`, `${HEAD}${types}`);
  // Whoever imports the types for their effect gets a module, on a server and in a page.
  write(`types/${name}.js`, 'export {};\n');
}
write('vscode.html-custom-data.json', json(HTML_DATA));
write('vscode.css-custom-data.json', json(CSS_DATA));
write('web-types.json', json(WEB_TYPES));
