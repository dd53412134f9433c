/** Elements in one expression. Text only ever becomes a text node. */

type Child = Node | string;

/** Creates an element with the given properties and children. */
export function build<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** A button that runs `action`, is disabled meanwhile, and reports a failure. */
export function button(
  label: string,
  action: () => Promise<unknown> | undefined,
  onError: (error: unknown) => void,
): HTMLButtonElement {
  const element = build('button', { type: 'button' }, label);
  element.addEventListener('click', () => {
    element.disabled = true;
    void Promise.resolve()
      .then(action)
      .catch(onError)
      .finally(() => (element.disabled = false));
  });
  return element;
}

/** The element of the page with this id, which is there because the page is ours. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no #${id}.`);
  return element;
}
