/** A way to a search server, wherever it runs. */
import type { SearchAnswer, SearchRequest } from './search-protocol.js';

/** What comes back. */
export interface SearchPortHandlers {
  readonly answered: (answer: SearchAnswer) => void;
  /** The server is gone or cannot be had; nothing comes after this. */
  readonly failed: (detail: string, cause?: unknown) => void;
}

/** Carries requests, in order. */
export interface SearchPort {
  post(request: SearchRequest): void;
  /** Ends the server; nothing is answered afterwards. */
  close(): void;
}

/** A port to a worker, which may fail at any moment, also before it has answered. */
export function openWorkerPort(worker: Worker, handlers: SearchPortHandlers): SearchPort {
  let isOpen = true;
  const close = (): void => {
    isOpen = false;
    worker.terminate();
  };
  const fail = (detail: string, cause?: unknown): void => {
    if (!isOpen) return;
    close();
    handlers.failed(detail, cause);
  };
  worker.onmessage = ({ data }: MessageEvent<SearchAnswer>) => {
    if (isOpen) handlers.answered(data);
  };
  worker.onerror = (event) => {
    // Handled here: it must not also become an error of the page.
    event.preventDefault();
    const message = event instanceof ErrorEvent ? event.message : '';
    fail(message === '' ? 'the worker could not be loaded' : 'the worker crashed', event);
  };
  worker.onmessageerror = (event) => {
    fail('a message could not be read', event);
  };
  return {
    post(request) {
      worker.postMessage(request);
    },
    close,
  };
}
