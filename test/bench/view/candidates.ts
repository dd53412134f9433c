/** Who is measured, in the order of the table. */
export interface CandidateAbout {
  readonly title: string;
  /** Whether its code is installed for the benchmark only. */
  readonly isPeer: boolean;
}

export const CANDIDATES = {
  ours: { title: 'meshhook-log-stream', isPeer: false },
  bare: { title: 'bare lit-virtualizer', isPeer: false },
  'cc-logs': { title: 'cc-logs', isPeer: true },
  xterm: { title: 'xterm.js', isPeer: true },
  react: { title: 'react-logviewer', isPeer: true },
} satisfies Record<string, CandidateAbout>;

export type CandidateName = keyof typeof CANDIDATES;

/** Reads `--only`. Throws at a name that is not known. */
export function chosenCandidates(only: string | undefined): readonly CandidateName[] {
  const names = Object.keys(CANDIDATES) as CandidateName[];
  if (only === undefined) return names;
  const wanted = only.split(',');
  const unknown = wanted.find((name) => !names.some((known) => known === name));
  if (unknown !== undefined) {
    throw new Error(`“${unknown}” is none of: ${names.join(', ')}`);
  }
  return names.filter((name) => wanted.includes(name));
}
