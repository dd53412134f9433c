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

/** A name of the run and the stretch of it, with nothing in it that a file system minds. */
export function fileName(
  runId: string | undefined,
  { firstSeq, lastSeq }: { readonly firstSeq: number | null; readonly lastSeq: number | null },
  extension: string,
): string {
  const safe = (runId ?? '').replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 64);
  const stretch = firstSeq === null ? '' : `-${firstSeq}-${lastSeq ?? firstSeq}`;
  return `run-${safe === '' ? 'log' : safe}${stretch}.${extension}`;
}
