import { ENGLISH, type LogStreamStrings } from '../strings.js';

export const strings: LogStreamStrings = ENGLISH;
