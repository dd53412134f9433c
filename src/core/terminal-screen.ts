/**
 * A terminal's lines, for text that goes back and writes over itself: progress bars, spinners, redrawn lists. A cursor,
 * cells, and erasing; no width, no height, no scrolling. It does not read escapes: it is told what they ask for.
 */
import { cellWidth } from './cell-width.js';
import { addSpan, type StyledSpan } from './styled-span.js';
import type { TextStyle } from './terminal-pen.js';

/**
 * Cells that one message may have blanked besides those that it writes. A few characters can ask for any number of
 * them, so that this bounds time and memory; what asks for more is not followed.
 */
const MAX_BLANKED_CELLS = 200_000;

interface Line {
  /** A wide character stands in its first cell, and its second one is empty. */
  readonly cells: string[];
  readonly styles: (TextStyle | null)[];
}

/** The lines of one message. */
export class TerminalScreen {
  readonly #lines: Line[] = [{ cells: [], styles: [] }];
  #row = 0;
  #column = 0;
  #blanksLeft = MAX_BLANKED_CELLS;

  /** Writes characters where the cursor is. A tab takes one cell: where it would reach to is not known here. */
  write(text: string, style: TextStyle | null): void {
    for (const character of text) {
      if (character === '\n') this.#feed();
      else this.#put(character, style);
    }
  }

  /** Moves to a column from 0; to the right of the text as far as blanks are left. */
  toColumn(column: number): void {
    const { cells } = this.#line;
    const isFar = column - cells.length > this.#blanksLeft;
    this.#column = isFar ? Math.max(this.#column, cells.length) : Math.max(0, column);
  }

  moveColumns(by: number): void {
    this.toColumn(this.#column + by);
  }

  /** Moves among the lines that there are. */
  moveLines(by: number): void {
    this.#row = Math.min(this.#lines.length - 1, Math.max(0, this.#row + by));
  }

  /** Erases in the line: from the cursor on, up to and including it, or all of it. The cursor stays. */
  eraseLine(what: 'after' | 'before' | 'all'): void {
    const line = this.#line;
    if (what === 'before') this.#blank(line, 0, Math.min(this.#column + 1, line.cells.length));
    else this.#cut(line, what === 'all' ? 0 : this.#column);
  }

  /** Erases from the cursor to the end of the text, which then ends with the cursor's line. */
  eraseBelow(): void {
    this.eraseLine('after');
    this.#lines.length = this.#row + 1;
  }

  /** Blanks some characters from the cursor on. */
  eraseCharacters(count: number): void {
    const line = this.#line;
    this.#blank(line, this.#column, Math.min(this.#column + count, line.cells.length));
  }

  /** What stands there now. */
  read(): { readonly text: string; readonly spans: readonly StyledSpan[] } {
    const spans: StyledSpan[] = [];
    let text = '';
    this.#lines.forEach(({ cells, styles }, row) => {
      if (row > 0) text += '\n';
      for (let from = 0; from < cells.length;) {
        const style = styles[from] ?? null;
        let to = from + 1;
        while (to < cells.length && (styles[to] ?? null) === style) to++;
        const start = text.length;
        text += cells.slice(from, to).join('');
        addSpan(spans, start, text.length, style);
        from = to;
      }
    });
    return { text, spans };
  }

  get #line(): Line {
    return this.#lineAt(this.#row);
  }

  #lineAt(row: number): Line {
    return (this.#lines[row] ??= { cells: [], styles: [] });
  }

  #feed(): void {
    this.#row++;
    this.#column = 0;
    this.#lineAt(this.#row);
  }

  #put(character: string, style: TextStyle | null): void {
    const line = this.#line;
    const width = cellWidth(character);
    if (width === 0) {
      this.#join(line, character);
      return;
    }
    if (line.cells.length < this.#column) this.#pad(line);
    for (let cell = 0; cell < width; cell++) {
      this.#release(line, this.#column);
      line.cells[this.#column] = cell === 0 ? character : '';
      line.styles[this.#column] = style;
      this.#column++;
    }
  }

  /** A mark goes with the character before it. */
  #join(line: Line, mark: string): void {
    let before = Math.min(this.#column, line.cells.length) - 1;
    if (before > 0 && line.cells[before] === '') before--;
    if (before >= 0) line.cells[before] = (line.cells[before] ?? '') + mark;
  }

  #pad(line: Line): void {
    this.#blanksLeft -= this.#column - line.cells.length;
    while (line.cells.length < this.#column) {
      line.cells.push(' ');
      line.styles.push(null);
    }
  }

  #blank(line: Line, from: number, to: number): void {
    if (to <= from || to - from > this.#blanksLeft) return;
    this.#blanksLeft -= to - from;
    this.#release(line, from);
    this.#release(line, to - 1);
    line.cells.fill(' ', from, to);
    line.styles.fill(null, from, to);
  }

  #cut(line: Line, from: number): void {
    if (from >= line.cells.length) return;
    this.#release(line, from);
    line.cells.length = line.styles.length = from;
  }

  /** Half of a wide character cannot stay when its other half is written over. */
  #release(line: Line, column: number): void {
    const { cells } = line;
    if (cells[column] === '') {
      cells[column] = ' ';
      cells[column - 1] = ' ';
    } else if (cells[column + 1] === '') cells[column + 1] = ' ';
  }
}
