/** Every labelled line that there is, by format. */
import { BLIND_LINES } from './severity-lines-blind.js';
import { CLUSTER_LINES } from './severity-lines-clusters.js';
import { EIGHTH_LINES } from './severity-lines-eighth.js';
import { FIFTH_LINES } from './severity-lines-fifth.js';
import { FOURTH_LINES } from './severity-lines-fourth.js';
import { JSON_LINES } from './severity-lines-json.js';
import { JVM_LINES } from './severity-lines-jvm.js';
import { NINTH_LINES } from './severity-lines-ninth.js';
import { SCRIPT_LINES } from './severity-lines-scripts.js';
import { SERVER_LINES } from './severity-lines-servers.js';
import { SEVENTH_LINES } from './severity-lines-seventh.js';
import { SIXTH_LINES } from './severity-lines-sixth.js';
import { SYSTEM_LINES } from './severity-lines-system.js';
import { THIRD_LINES } from './severity-lines-third.js';
import { SEVERITY_LINES, type LabelledLine } from './severity-lines.js';

const TABLES = {
  first: SEVERITY_LINES,
  json: JSON_LINES,
  jvm: JVM_LINES,
  scripts: SCRIPT_LINES,
  servers: SERVER_LINES,
  system: SYSTEM_LINES,
  clusters: CLUSTER_LINES,
  blind: BLIND_LINES,
  third: THIRD_LINES,
  fourth: FOURTH_LINES,
  fifth: FIFTH_LINES,
  sixth: SIXTH_LINES,
  seventh: SEVENTH_LINES,
  eighth: EIGHTH_LINES,
  ninth: NINTH_LINES,
};

/** By table and format: two tables may have lines of one format. */
export const LABELLED_LINES: Readonly<Record<string, readonly LabelledLine[]>> = Object.fromEntries(
  Object.entries(TABLES).flatMap(([table, formats]) =>
    Object.entries(formats).map(([format, lines]) => [`${table}: ${format}`, lines] as const),
  ),
);
