/** Hands a file to the browser, under a strict policy and without leaving the page. */

/** Until the browser has surely begun to read the file, in milliseconds; what is let go before that is not saved. */
const KEPT_MS = 60_000;

/** Saves the parts as one file; throws where the platform cannot make one. */
export function saveFile(parts: readonly BlobPart[], name: string, type: string): void {
  const url = URL.createObjectURL(new Blob(parts.slice(), { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.rel = 'noopener';
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, KEPT_MS);
}
