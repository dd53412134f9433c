// What the manifest is made from: the modules that hold public API. `#private` members and internals stay out.
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
            }
            if (declaration.members) declaration.members = declaration.members.filter(isPublic);
          }
        }
      },
    },
  ],
};
