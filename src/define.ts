/** Registration of the tag. The only module, with `index` and `cdn`, that has an effect. */
import { MeshhookLogStreamElement } from './meshhook-log-stream-element.js';

declare global {
  interface HTMLElementTagNameMap {
    'meshhook-log-stream': MeshhookLogStreamElement;
  }
}

/**
 * Registers the element. Harmless when the tag is taken already, and where there is no registry (on a server).
 *
 * @param tag - Default: `meshhook-log-stream`
 * @param registry - Default: the page's
 */
export function define(
  tag = 'meshhook-log-stream',
  registry: CustomElementRegistry | undefined = pageRegistry(),
): void {
  if (registry === undefined || registry.get(tag) !== undefined) return;
  // A class can be registered under one name only; another tag gets a class of its own.
  const known = tag === 'meshhook-log-stream' && registry === pageRegistry();
  registry.define(
    tag,
    known ? MeshhookLogStreamElement : class extends MeshhookLogStreamElement {},
  );
}

/** There is none on a server, whatever the types say. */
function pageRegistry(): CustomElementRegistry | undefined {
  return (globalThis as { readonly customElements?: CustomElementRegistry }).customElements;
}
