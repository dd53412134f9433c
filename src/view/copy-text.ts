/** Puts text on the clipboard, also where the modern way is closed: plain http, or a frame without the permission. */

/** True when the text is on the clipboard. `near` is where a helper field may stand for a moment. */
export async function copyText(text: string, near: ShadowRoot): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text, near);
  }
}

function copyBySelection(text: string, near: ShadowRoot): boolean {
  const focused = near.activeElement;
  const field = document.createElement('textarea');
  field.className = 'visually-hidden';
  field.readOnly = true;
  field.value = text;
  near.append(field);
  field.select();
  // The only way that remains without the asynchronous clipboard, and kept by browsers for that.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const copied = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return copied;
}
