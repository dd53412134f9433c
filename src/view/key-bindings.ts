/**
 * Which keys ask for which command. It is the only table: key presses are looked up in it, the sheet of keys is drawn
 * from it, and buttons name their key by it, so that none of them can say what another does not do.
 */
import type { ViewCommand } from './commands.js';

/** Where a key works. `list` is the rows, `search` the search field, `anywhere` all of the widget. */
export type BindingPlace = 'list' | 'search' | 'anywhere';

/** A line of the sheet: keys that belong together, and what is said of them (`strings.keyLines`). */
interface KeyLine {
  readonly place: BindingPlace;
  /** A key as `KeyboardEvent.key` has it, after `Ctrl+` (also Cmd) and `Shift+`; Shift is not named where it makes another character. */
  readonly keys: readonly (readonly [key: string, command: ViewCommand])[];
}

/**
 * To add a key: a line here, its name in `strings.keyLines`, and the command in `commands.ts`. A second key for the same
 * thing goes into the same line. Order and groups are those of the sheet.
 */
export const KEY_GROUPS = {
  move: {
    rows: list(
      ['ArrowUp', 'row-previous'],
      ['ArrowDown', 'row-next'],
      ['k', 'row-previous'],
      ['j', 'row-next'],
    ),
    pages: list(['PageUp', 'page-previous'], ['PageDown', 'page-next']),
    ends: list(
      ['Home', 'row-first'],
      ['End', 'row-last'],
      ['Ctrl+Home', 'row-first'],
      ['Ctrl+End', 'row-last'],
    ),
    jump: list(['g', 'jump']),
    errors: list(['e', 'next-error'], ['E', 'previous-error']),
    warnings: list(['w', 'next-warning'], ['W', 'previous-warning']),
    follow: list(['f', 'follow']),
    mark: list(['m', 'mark']),
    marks: list(['u', 'next-mark'], ['U', 'previous-mark']),
    removeMark: list(['Delete', 'remove-mark']),
  },
  find: {
    search: { place: 'anywhere', keys: [['Ctrl+f', 'search']] },
    searchKey: list(['/', 'search']),
    hits: list(['n', 'next-hit'], ['N', 'previous-hit']),
    runSearch: list(['s', 'search-run']),
    context: list(['x', 'context']),
    fieldHits: { place: 'search', keys: [['Enter', 'next-hit'], ['Shift+Enter', 'previous-hit']] }, // prettier-ignore
  },
  rows: {
    details: list(['Enter', 'toggle-row']),
    openClose: list(['ArrowRight', 'open-row'], ['ArrowLeft', 'close-row']),
    extend: list(['Shift+ArrowUp', 'extend-previous'], ['Shift+ArrowDown', 'extend-next']),
    extendPage: list(
      ['Shift+PageUp', 'extend-page-previous'],
      ['Shift+PageDown', 'extend-page-next'],
    ),
    extendEnds: list(['Shift+Home', 'extend-first'], ['Shift+End', 'extend-last']),
    select: list([' ', 'select-row']),
    all: list(['Ctrl+a', 'select-all']),
    copy: list(['c', 'copy'], ['Ctrl+c', 'copy']),
    takeAway: list(['d', 'take-away']),
  },
  view: {
    histogram: list(['h', 'histogram']),
    patterns: list(['t', 'patterns']),
    fold: list(['z', 'fold']),
    pause: list(['p', 'pause']),
    reading: list(['r', 'reading']),
    keys: list(['?', 'keys']),
    leave: { place: 'anywhere', keys: [['Escape', 'escape']] },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, KeyLine>>>>;

type Groups = typeof KEY_GROUPS;

/** Name of a group of the sheet. */
export type KeyGroupName = keyof Groups;

/** Name of a line of the sheet. */
export type KeyLineName = { [Group in KeyGroupName]: keyof Groups[Group] }[KeyGroupName];

/** Where the focus is. */
export type KeyPlace = 'list' | 'search' | 'elsewhere';

/** Keys of right-to-left pages: what opens points to where the text goes. */
const MIRRORED: Readonly<Record<string, string>> = {
  ArrowLeft: 'ArrowRight',
  ArrowRight: 'ArrowLeft',
};

/** What a key press says, as the table names it: `E`, `Shift+Enter`, `Ctrl+f`. */
export function keyName(event: KeyboardEvent): string {
  if (event.ctrlKey || event.metaKey) {
    // Caps Lock must not take the browser's shortcuts away.
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    return event.shiftKey ? `Ctrl+Shift+${key}` : `Ctrl+${key}`;
  }
  return event.shiftKey && event.key.length > 1 ? `Shift+${event.key}` : event.key;
}

/** The command of a key press, if it has one there. Keys with Alt belong to the browser. */
export function commandOfKey(
  event: KeyboardEvent,
  place: KeyPlace,
  isRightToLeft = false,
): ViewCommand | undefined {
  if (event.isComposing || event.altKey) return undefined;
  const name = keyName(event);
  const key = isRightToLeft ? (MIRRORED[name] ?? name) : name;
  return COMMANDS.get(`${place} ${key}`) ?? COMMANDS.get(`anywhere ${key}`);
}

/** The first key of the table that asks for a command in the list; `undefined` for a command without one. */
export function keyOfCommand(command: ViewCommand): string | undefined {
  return KEYS.get(command);
}

/** The lines of the sheet, by group. */
export function keyLines(): readonly (readonly [
  group: KeyGroupName,
  lines: readonly (readonly [KeyLineName, readonly string[]])[],
])[] {
  return (Object.entries(KEY_GROUPS) as [KeyGroupName, Readonly<Record<string, KeyLine>>][]).map(
    ([group, lines]) => [
      group,
      Object.entries(lines).map(
        ([name, { keys }]) => [name as KeyLineName, keys.map(([key]) => key)] as const,
      ),
    ],
  );
}

/** Every binding of the table. */
export function keyBindings(): readonly (KeyLine & { readonly name: KeyLineName })[] {
  return Object.values<Readonly<Record<string, KeyLine>>>(KEY_GROUPS).flatMap((lines) =>
    Object.entries(lines).map(([name, line]) => ({ ...line, name: name as KeyLineName })),
  );
}

const COMMANDS: ReadonlyMap<string, ViewCommand> = new Map(
  keyBindings().flatMap(({ place, keys }) =>
    keys.map(([key, command]) => [`${place} ${key}`, command] as const),
  ),
);

const KEYS: ReadonlyMap<ViewCommand, string> = new Map(
  keyBindings()
    .filter(({ place }) => place === 'list')
    .flatMap(({ keys }) => keys.map(([key, command]) => [command, key] as const))
    // The first of several wins.
    .reverse(),
);

function list<const Keys extends KeyLine['keys']>(
  ...keys: Keys
): { readonly place: 'list'; readonly keys: Keys } {
  return { place: 'list', keys };
}
