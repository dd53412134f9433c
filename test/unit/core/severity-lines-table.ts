/**
 * Reads a table of labelled lines written as text: `== format` opens a format, every other line is a label, a blank and
 * the line. What cannot be seen in a text is written as its picture: ␛ escape, ␊ line feed, ␉ tab, ‵ back quote.
 */
import { SEVERITIES, type Severity } from '../../../src/core/severity.js';
import type { LabelledLine } from './severity-lines.js';

const PICTURES: Readonly<Record<string, string>> = {
  '␛': '\u001b',
  '␊': '\n',
  '␉': '\t',
  '‵': '`',
};

const isSeverity = (word: string): word is Severity =>
  (SEVERITIES as readonly string[]).includes(word);

export function labelledLines(table: string): Readonly<Record<string, readonly LabelledLine[]>> {
  const formats: Record<string, LabelledLine[]> = {};
  let lines: LabelledLine[] = [];
  for (const row of table.split('\n').filter((text) => text !== '')) {
    if (row.startsWith('== ')) {
      lines = formats[row.slice(3)] = [];
      continue;
    }
    const label = row.slice(0, row.indexOf(' '));
    if (!isSeverity(label)) throw new Error(`no label: ${row}`);
    const line = row.slice(label.length + 1);
    lines.push([label, line.replace(/[␛␊␉‵]/g, (picture) => PICTURES[picture] ?? picture)]);
  }
  return formats;
}
