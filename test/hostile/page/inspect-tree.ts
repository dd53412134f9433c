/** Walks a shadow tree and tells what it is made of, and what in it must not be. */

/** What was found. */
export interface TreeReport {
  /** `tag` and `tag@attribute` of everything there. */
  readonly shapes: readonly string[];
  /** What must not be there, whoever made it. */
  readonly offences: readonly string[];
}

/** None of these is ever ours. */
const FORBIDDEN =
  'script iframe frame object embed applet img image picture video audio source track link meta base form style ' +
  'foreignobject animate animatetransform set use math portal fencedframe template plaintext noscript marquee';

const forbidden = new Set(FORBIDDEN.split(' '));

/** What a style attribute may say: what scripts of ours set. */
const OUR_STYLE = /^[\w\s:;.,%#()+-]*$/;

/** Everything below `root`. */
export function inspectTree(root: ShadowRoot): TreeReport {
  const shapes = new Set<string>();
  const offences = new Set<string>();
  for (const element of root.querySelectorAll('*')) {
    const tag = element.localName.toLowerCase();
    shapes.add(tag);
    if (forbidden.has(tag)) offences.add(`<${tag}>`);
    if (tag.includes('-') && element !== root.host) offences.add(`<${tag}>: a custom element`);
    for (const { name, value } of element.attributes) {
      shapes.add(`${tag}@${name}`);
      const offence = offenceOf(name, value);
      if (offence !== null) offences.add(`<${tag} ${name}>: ${offence}`);
    }
  }
  return { shapes: [...shapes].sort(), offences: [...offences] };
}

function offenceOf(name: string, value: string): string | null {
  if (name.startsWith('on')) return 'a handler';
  if (['src', 'srcdoc', 'srcset', 'action', 'formaction', 'background', 'data'].includes(name)) {
    return 'loads something';
  }
  if (name.endsWith('href') && !/^https?:\/\//.test(value)) return `opens ${value.slice(0, 40)}`;
  if (name === 'style' && (!OUR_STYLE.test(value) || /url|expression/i.test(value))) {
    return `styles ${value.slice(0, 80)}`;
  }
  return null;
}
