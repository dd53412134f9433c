/** All the styles of the widget, in the order in which later ones may build on earlier ones. */
import type { CSSResult } from 'lit';
import { cellStyles } from './cells.styles.js';
import { contextStyles } from './context.styles.js';
import { detailStyles } from './details.styles.js';
import { floodStyles } from './flood.styles.js';
import { footerStyles } from './footer.styles.js';
import { hostStyles } from './host.styles.js';
import { keySheetStyles } from './key-sheet.styles.js';
import { menuStyles } from './menu.styles.js';
import { narrowRowStyles } from './narrow.styles.js';
import { noticeStyles } from './notice.styles.js';
import { overviewStyles } from './overview.styles.js';
import { patternStyles } from './patterns.styles.js';
import { placeStyles } from './place.styles.js';
import { queryStyles } from './query.styles.js';
import { readingStyles } from './reading.styles.js';
import { rowStyles } from './rows.styles.js';
import { runSearchStyles } from './run-search.styles.js';
import { searchBoxStyles } from './search-box.styles.js';
import { takingStyles } from './taking.styles.js';
import { terminalStyles } from './terminal.styles.js';
import { toolbarStyles } from './toolbar.styles.js';

export const logStreamStyles: readonly CSSResult[] = [
  hostStyles,
  rowStyles,
  cellStyles,
  detailStyles,
  terminalStyles,
  narrowRowStyles,
  searchBoxStyles,
  overviewStyles,
  toolbarStyles,
  menuStyles,
  queryStyles,
  keySheetStyles,
  footerStyles,
  noticeStyles,
  floodStyles,
  contextStyles,
  runSearchStyles,
  patternStyles,
  placeStyles,
  readingStyles,
  takingStyles,
];
