// What the manifest is made from: the modules that hold public API. `#private` members and internals stay out.
import { readFileSync } from 'node:fs';

/** The custom properties, from the manual's table: the only place that says what each is for. */
function cssProperties() {
  const manual = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const rows = manual.matchAll(/^\| `(--log-stream-[\w-]+)` *\|(.+?)\|(.+)\|$/gm);
  return [...rows].map(([, name, preset, description]) => ({
    name,
    description: description.trim(),
    default: preset.trim().replaceAll('`', ''),
  }));
}

export default {
  globs: [
    'src/meshhook-log-stream-element.ts',
    'src/log-stream-properties.ts',
    'src/events.ts',
    'src/define.ts',
  ],
  outdir: '.',
  litelement: true,
  packagejson: false,
  plugins: [
    {
      name: 'public-only',
      packageLinkPhase({ customElementsManifest }) {
        // What the platform gives every element, and only typed more closely here.
        const inherited = ['addEventListener', 'removeEventListener', 'attributeChangedCallback'];
        const isPublic = ({ name, privacy }) =>
          !name.startsWith('#') &&
          privacy !== 'private' &&
          privacy !== 'protected' &&
          !inherited.includes(name);
        for (const { declarations = [] } of customElementsManifest.modules) {
          for (const declaration of declarations) {
            // The class does not register itself, so the analyzer cannot see its tag.
            if (declaration.name === 'MeshhookLogStreamElement') {
              declaration.tagName = 'meshhook-log-stream';
              declaration.cssProperties = cssProperties();
              // The analyzer also takes for an event whatever is posted from within.
              declaration.events = declaration.events.filter(({ name }) =>
                name?.startsWith('log-stream-'),
              );
            }
            if (declaration.members) declaration.members = declaration.members.filter(isPublic);
          }
        }
      },
    },
  ],
};
