/** What the stories do as a reader would, once the rows are on show. */
import type { MeshhookLogStreamElement } from '../src/element.js';

/** The tag, with its rows on show. */
export async function shown(canvas: HTMLElement): Promise<MeshhookLogStreamElement | null> {
  const element = canvas.querySelector('meshhook-log-stream');
  while (element !== null && element.shadowRoot?.querySelector('[part~="row"]') === null) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return element;
}

/** Presses a key in the list. */
export async function press(element: MeshhookLogStreamElement | null, key: string): Promise<void> {
  const list = element?.shadowRoot?.querySelector('.viewport');
  list?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
  await element?.updateComplete;
}

/** Presses a button of the widget, by the command that it gives. */
export async function command(
  element: MeshhookLogStreamElement | null,
  name: string,
): Promise<void> {
  element?.shadowRoot?.querySelector<HTMLElement>(`[data-command=${name}]`)?.click();
  await element?.updateComplete;
}
