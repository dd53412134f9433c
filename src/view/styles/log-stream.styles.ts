/** All the styles of the widget, in the order in which later ones may build on earlier ones. */
import type { CSSResult } from 'lit';
import { hostStyles } from './host.styles.js';
import { noticeStyles } from './notice.styles.js';
import { rowStyles } from './rows.styles.js';
import { toolbarStyles } from './toolbar.styles.js';

export const logStreamStyles: readonly CSSResult[] = [
  hostStyles,
  rowStyles,
  toolbarStyles,
  noticeStyles,
];
