/** An error in the language of the reader. What is particular to the case stays as it is: it is for who looks into it. */
import type { LogStreamError } from '../core/errors.js';
import type { LogStreamStrings } from './strings.js';

/** What happened, and what to do about it. */
export function errorText(
  error: LogStreamError,
  strings: LogStreamStrings,
): { readonly message: string; readonly remedy: string } {
  const { what, remedy } = strings.errors[error.code];
  return { message: error.detail === undefined ? what : `${what} (${error.detail})`, remedy };
}

/** Both in one. */
export function errorSentence(error: LogStreamError, strings: LogStreamStrings): string {
  const { message, remedy } = errorText(error, strings);
  return `${message} ${remedy}`;
}
