/** The texts in German. */
import { numberIn, pluralsOf } from '../plural.js';
import { problemsByCode } from '../query-strings.js';
import type { LogStreamStrings } from '../strings.js';

const plural = pluralsOf('de');
const rowsOf = (rows: string): string => plural(rows, { one: '# Zeile', other: '# Zeilen' });
const newRowsOf = (rows: string): string =>
  plural(rows, { one: '# neue Zeile', other: '# neue Zeilen' });
const errorsOf = (errors: string): string => plural(errors, { other: '# Fehler' });
const warningsOf = (warnings: string): string =>
  plural(warnings, { one: '# Warnung', other: '# Warnungen' });
const list = (...parts: readonly (string | null)[]): string => parts.filter(Boolean).join(', ');
const maskedOf = (masked: string | null): string =>
  masked === null
    ? ''
    : `, ${plural(masked, { one: '# Geheimnis', other: '# Geheimnisse' })} verdeckt`;

export const strings: LogStreamStrings = {
  label: 'Protokoll des Laufs',
  rows: 'Protokollzeilen',
  levels: {
    trace: 'Trace',
    debug: 'Debug',
    info: 'Info',
    warn: 'Warnung',
    error: 'Fehler',
    fatal: 'Schwerer Fehler',
    unknown: 'Ohne Stufe',
  },
  levelWords: {
    trace: 'TRACE',
    debug: 'DEBUG',
    info: 'INFO',
    warn: 'WARN',
    error: 'ERROR',
    fatal: 'FATAL',
    unknown: '–',
  },
  levelGuessed: 'aus dem Text erschlossen',
  levelUnknown: 'Keine Stufe angegeben',
  states: {
    idle: 'Bereit',
    connecting: 'Verbinden',
    'catching-up': 'Nachladen',
    live: 'Live',
    polling: 'Abfrage',
    degraded: 'Eingeschränkt',
    paused: 'Angehalten',
    'auth-required': 'Anmeldung nötig',
    denied: 'Kein Zugriff',
    ended: 'Beendet',
    failed: 'Fehlgeschlagen',
  },
  stateDetails: {
    polling:
      'Ohne Live-Verbindung; Zeilen werden alle paar Sekunden abgefragt. Keine geht verloren.',
    degraded: 'Der Live-Verbindung fehlen Zeilen; sie werden aus der Datenbank geholt.',
    connecting:
      'Die gezeigten Zeilen bleiben stehen. Fehlende werden nachgeholt, sobald die Verbindung steht.',
  },
  notices: {
    idle: {
      title: 'Kein Lauf ausgewählt',
      detail: 'Das Protokoll erscheint hier, sobald ein Lauf gewählt ist.',
    },
    connecting: { title: 'Verbindung wird hergestellt…', detail: 'Das Protokoll wird geöffnet.' },
    empty: {
      title: 'Noch keine Einträge',
      detail: 'Zeilen erscheinen hier, sobald sie geschrieben werden.',
    },
    'ended-empty': {
      title: 'Es wurde nichts protokolliert',
      detail: 'Dieser Lauf ist ohne eine Protokollzeile zu Ende gegangen.',
    },
    'auth-required': {
      title: 'Ihre Sitzung ist abgelaufen',
      detail:
        'Melden Sie sich neu an oder laden Sie die Seite neu; das Protokoll geht dort weiter, wo es aufgehört hat.',
    },
    denied: {
      title: 'Dieses Protokoll ist nicht verfügbar',
      detail:
        'Den Lauf gibt es nicht, oder diese Sitzung darf ihn nicht sehen. Prüfen Sie die Adresse, oder bitten Sie den Besitzer des Laufs um Zugriff.',
    },
    failed: { title: 'Das Protokoll kann nicht gezeigt werden', detail: '' },
  },
  errors: {
    'run-id-invalid': {
      what: 'run-id ist keine UUID.',
      remedy: 'Setzen Sie run-id auf die Kennung eines Laufs, etwa 5f0c2b9e-….',
    },
    'backend-missing': {
      what: 'Es ist kein Supabase-Projekt angegeben.',
      remedy:
        'Setzen Sie supabase-url und supabase-key, rufen Sie configure() auf, oder setzen Sie die Eigenschaft source.',
    },
    'backend-url-invalid': {
      what: 'supabase-url ist keine http(s)-Adresse.',
      remedy: 'Nehmen Sie die Adresse des Projekts, etwa https://xyz.supabase.co.',
    },
    'attribute-invalid': {
      what: 'Ein Attribut hat einen unzulässigen Wert; es gilt die Vorgabe.',
      remedy: 'Vergleichen Sie das Attribut mit der Tabelle im README.',
    },
    'token-missing': {
      what: 'Es gibt kein Sitzungs-Token.',
      remedy: 'Setzen Sie session-token oder tokenProvider.',
    },
    'token-malformed': {
      what: 'Das Sitzungs-Token ist kein JWT.',
      remedy: 'Übergeben Sie das access_token der Sitzung unverändert, ohne „Bearer“.',
    },
    'token-expired': {
      what: 'Das Sitzungs-Token ist abgelaufen.',
      remedy: 'Setzen Sie ein frisches session-token, oder einen tokenProvider, der eines liefert.',
    },
    'token-refused': {
      what: 'Der Server hat das Sitzungs-Token nicht angenommen.',
      remedy: 'Melden Sie sich neu an und setzen Sie das neue session-token.',
    },
    'token-provider-failed': {
      what: 'tokenProvider ist gescheitert oder hat kein Token geliefert.',
      remedy: 'Er muss ein JWT liefern; vor Ablauf des Tokens wird er wieder gefragt.',
    },
    denied: {
      what: 'Diesen Lauf gibt es nicht, oder diese Sitzung darf ihn nicht sehen.',
      remedy:
        'Prüfen Sie die Kennung des Laufs, und ob das Token einem Mitglied seines Projekts gehört.',
    },
    'history-unreachable': {
      what: 'Die Datenbank ist nicht erreichbar.',
      remedy:
        'Es geht nichts verloren: Die Ansicht geht weiter, wo sie stand, sobald der Server antwortet.',
    },
    'history-refused': {
      what: 'Die Datenbank hat die Anfrage abgelehnt.',
      remedy: 'Prüfen Sie, ob die Migrationen eingespielt sind und der Tabellenname stimmt.',
    },
    'history-unreadable': {
      what: 'Die Antwort des Servers ist keine Seite mit Zeilen.',
      remedy: 'Prüfen Sie supabase-url; vielleicht antwortet ein Proxy an seiner Stelle.',
    },
    'live-unreachable': {
      what: 'Eine Live-Verbindung kam nicht zustande; Zeilen werden in Abständen abgefragt.',
      remedy:
        'Es geht nichts verloren. Erlauben Sie wss: zum Projekt in der CSP (connect-src) und in Proxys.',
    },
    'row-malformed': {
      what: 'Eine Zeile hat nicht die Form einer Protokollzeile; sie wird gezeigt, wie sie kam.',
      remedy: 'Vergleichen Sie die Tabelle mit den Migrationen, oder ordnen Sie die Spalten zu.',
    },
    'row-unplaceable': {
      what: 'Eine Zeile ohne brauchbare seq, id oder Zeit konnte nicht eingeordnet werden.',
      remedy:
        'Lassen Sie die Datenbank seq vergeben; ohne sie dürfen id und created_at nie null sein.',
    },
    'place-unreachable': {
      what: 'Diese Stelle liegt weiter zurück, als Zeilen in den Speicher passen, und diese Zeilen lassen sich nur rückwärts blättern.',
      remedy:
        'Geben Sie der Tabelle ein lückenloses seq, einer eigenen Quelle places oder der Ansicht ein größeres max-rows.',
    },
    'message-malformed': {
      what: 'Eine Live-Nachricht hatte nicht die erwartete Form; ihre Zeilen werden aus der Datenbank gelesen.',
      remedy: 'Prüfen Sie, ob die Migrationen und dieses Paket zueinander passen.',
    },
    'search-unavailable': {
      what: 'Der Such-Worker konnte nicht starten; gesucht wird in der Seite.',
      remedy:
        'Erlauben Sie worker-src blob:, oder liefern Sie die Module vom Ursprung der Seite aus.',
    },
    'locale-unavailable': {
      what: 'Die Texte dieser Sprache konnten nicht geladen werden; die Ansicht bleibt in ihrer bisherigen.',
      remedy:
        'Legen Sie den Ordner „locales“ neben das Bündel, und erlauben Sie ihn in script-src der CSP.',
    },
    'query-invalid': {
      what: 'Ein Teil der Suche war nicht verständlich und wird als Wörter gesucht.',
      remedy: 'Die Suchsprache steht im README.',
    },
    'source-failed': {
      what: 'Die Quelle der Zeilen ist ausgefallen.',
      remedy: 'Näheres sagt die Ursache (cause).',
    },
  },
  search: 'Protokoll durchsuchen',
  searchClear: 'Suche leeren',
  searchNext: 'Nächster Treffer',
  searchPrevious: 'Voriger Treffer',
  searchFilter: 'Nur Treffer zeigen',
  searchHighlight: 'Alle Zeilen zeigen, Treffer markieren',
  searchPending: 'Suche läuft…',
  hits: (current, total) => (current === null ? total : `${current} von ${total}`),
  steps: {
    error: (place, total) => `Fehler ${place} von ${total}`,
    warning: (place, total) => `Warnung ${place} von ${total}`,
    match: (place, total) => `Treffer ${place} von ${total}`,
  },
  steppedAround: (text, from) =>
    from === 'start' ? `${text}, wieder von vorn` : `${text}, wieder von hinten`,
  stepNone: {
    error: 'Keine Fehler unter den gezeigten Zeilen',
    warning: 'Keine Warnungen unter den gezeigten Zeilen',
    match: 'Keine Treffer',
  },
  filterByLevel: 'Nach Stufe filtern',
  levelCount: (level, count) => `${level}: ${count}`,
  follow: 'Neuesten Zeilen folgen',
  pause: 'Anhalten',
  resume: 'Fortsetzen',
  wrap: 'Zeilen umbrechen',
  reading: 'Lesemodus',
  readingLeave: 'Lesemodus verlassen',
  readingRows: (first, last, total) => `Zeilen ${first}–${last} von ${total}`,
  readingOlder: 'Ältere Zeilen',
  readingNewer: (rows) => `Neuere Zeilen (${rows})`,
  copyShown: 'Zeilen kopieren',
  copied: (rows) => `${rows} kopiert`,
  copyFailed: 'Der Browser hat das Kopieren nicht erlaubt',
  more: 'Mehr',
  timeFormat: 'Zeit',
  timeFormats: {
    local: 'Ortszeit',
    utc: 'UTC',
    elapsed: 'Seit Beginn',
    delta: 'Seit der vorigen Zeile',
    none: 'Keine Zeit',
  },
  keys: 'Tastenkürzel',
  close: 'Schließen',
  newRows: (rows) => `${rows} neu`,
  newErrors: errorsOf,
  toEnd: 'Neueste Zeilen',
  pausedRows: (rows) =>
    numberIn(rows) === 0
      ? 'Angehalten.'
      : `Angehalten. ${plural(rows, { one: '# neue Zeile wartet', other: '# neue Zeilen warten' })}.`,
  noneShown: (total) => `0 von ${rowsOf(total)} gezeigt`,
  clearFilters: 'Filter aufheben',
  reconnect: 'Erneut versuchen',
  loadOlder: 'Ältere Zeilen laden',
  loadingOlder: 'Ältere Zeilen werden geladen…',
  flood: (rate, isBrief) =>
    `${rate} Zeilen/s, schneller als man lesen kann. ${isBrief ? 'Bis es nachlässt: keine Felder, Links und Zeithinweise an den Zeilen; Übersicht und Ansagen seltener. ' : ''}Jede Zeile bleibt erhalten.`,
  bufferFull:
    'Ältere Zeilen liegen in der Datenbank; mehr passen nicht in den Speicher (max-rows).',
  sinceFirstHeld: 'seit der ersten geladenen Zeile',
  startOfRun: 'Beginn des Laufs',
  olderAbove: 'Ältere Zeilen werden beim Hochscrollen geladen',
  olderFailed: 'Ältere Zeilen konnten nicht geladen werden',
  loadNewer: 'Neuere Zeilen laden',
  loadingNewer: 'Neuere Zeilen werden geladen…',
  newerFailed: 'Neuere Zeilen konnten nicht geladen werden',
  rowsHeld: (first, last, rows) =>
    rows === null ? `Zeilen ${first} – ${last}` : `Zeilen ${first} – ${last} von ${rows}`,
  liveContinues: (rows, errors) =>
    `live geht es weiter: ${list(`${rows} neu`, errors === null ? null : errorsOf(errors))}`,
  backToLive: 'Zurück zu live',
  goingThere: 'Die Stelle wird geladen…',
  jumpFailed: 'Diese Stelle konnte nicht geladen werden',
  jump: 'Gehe zu…',
  jumpLabel: 'Zu einer Zeile oder Zeit gehen',
  jumpHint:
    'Zeile 1234 oder #1234, Zeit 14:02, Datum 2026-11-23 14:02, oder -5m vor der neuesten Zeile',
  jumpGo: 'Los',
  toStart: 'Beginn des Laufs',
  jumpUnclear: 'Keine Zeilennummer, keine Zeit und kein Datum',
  jumpNothing: 'Eine solche Zeile gibt es nicht',
  gap: (first, last) =>
    first === last
      ? `Zeile ${first} wurde nach Ablauf der Aufbewahrung gelöscht`
      : `Zeilen ${first}–${last} wurden nach Ablauf der Aufbewahrung gelöscht`,
  outage: (start, end, recovered, deleted) =>
    list(
      `${start}${end === null ? ' –' : `–${end}`} getrennt`,
      recovered && `${end === null ? 'bisher ' : ''}${rowsOf(recovered)} nachgeholt`,
      deleted && `${rowsOf(deleted)} inzwischen gelöscht`,
    ),
  malformed: (why) => `Diese Zeile war nicht lesbar (${why})`,
  expand: 'Einzelheiten zeigen',
  collapse: 'Einzelheiten verbergen',
  moreLines: (lines) => plural(lines, { one: '+# Zeile', other: '+# Zeilen' }),
  moreChars: (chars) =>
    `${plural(chars, { one: '# weiteres Zeichen wird', other: '# weitere Zeichen werden' })} nicht gezeigt; die ganze Zeile gibt es durch Kopieren`,
  copyRow: 'Zeile kopieren',
  details: 'Einzelheiten',
  rowCount: rowsOf,
  rowCountOf: (shown, rows) => `${shown} von ${rowsOf(rows)}`,
  lastRow: (age) => `letzte Zeile ${age}`,
  announceRows: (rows, errors, warnings) =>
    list(newRowsOf(rows), errors && errorsOf(errors), warnings && warningsOf(warnings)),
  announceOutage: (recovered, deleted) =>
    list(
      recovered === null
        ? 'Nach einer Unterbrechung wieder verbunden'
        : `${rowsOf(recovered)} nach einer Unterbrechung nachgeholt`,
      deleted && `${rowsOf(deleted)} inzwischen gelöscht`,
    ),
  streamDetails: 'Zustand der Übertragung',
  stateSince: (state, time) => `${state} seit ${time}`,
  streamCounts: {
    received: 'Empfangene Zeilen',
    repaired: 'Durch Lesen nachgeholt',
    duplicate: 'Verworfene Dubletten',
    late: 'Verspätet, eingeordnet',
    missing: 'Fehlend (gelöscht)',
    reconnects: 'Neue Verbindungen',
  },
  commitToPaint: 'Vom Commit zum Bildschirm',
  commitToPaintMs: (half, most) => `${half} ms, 95 % in ${most} ms`,
  copyDiagnostics: 'Diagnose kopieren',
  diagnosticsNote: 'Für den Support. Ohne Protokolltext, Suche und Tokens.',
  diagnosticsCopied: 'Diagnose kopiert',
  minimap: 'Übersichtsleiste',
  minimapLabel: 'Stelle im Protokoll',
  minimapTip: (time, counts) => [time, counts].filter(Boolean).join(' · '),
  minimapPlace: (row, rows, time, counts) =>
    list(`Zeile ${row} von ${rows}`, time, `${counts} in der Nähe`),
  severityCounts: (errors, warnings) =>
    list(errors && errorsOf(errors), warnings && warningsOf(warnings)),
  patterns: {
    open: 'Muster',
    fold: 'Wiederholungen falten',
    groups: { all: 'Alle', error: 'Fehler', warn: 'Warnungen', rest: 'Übrige' },
    summary: (patterns, rows) => `${patterns} Muster in ${rowsOf(rows)}`,
    counting: (share) => `Wird gezählt, ${share}`,
    others: (rows) => `${rowsOf(rows)} weiterer Muster werden nicht unterschieden`,
    none: 'Keine Zeilen dieser Art',
    goTo: 'Zur letzten dieser Zeilen',
    only: 'Nur diese zeigen',
    hide: 'Diese ausblenden',
    onlyChip: (pattern) => `Nur ${pattern}`,
    hiddenChip: (pattern, rows) => `Ausgeblendet: ${pattern}, ${rowsOf(rows)}`,
    remove: 'Diesen Filter entfernen',
    folded: (rows, span) => [`${rowsOf(rows)} dieser Art`, span].filter(Boolean).join(', '),
    unfold: 'Alle zeigen',
    foldAgain: 'Wieder falten',
    hitsInside: (hits) => `${hits} Treffer darin`,
  },
  histogram: 'Zeilen im Zeitverlauf',
  timeStretch: (start, end, counts) => `${start} – ${end} · ${counts}`,
  timeFrom: 'Von',
  timeUntil: 'Bis',
  clearTimes: 'Alle Zeiten zeigen',
  keyNames: {
    ' ': 'Leertaste',
    Ctrl: 'Strg',
    End: 'Ende',
    Enter: 'Eingabe',
    Escape: 'Esc',
    Home: 'Pos1',
    PageDown: 'Bild ab',
    PageUp: 'Bild auf',
    Shift: 'Umschalt',
  },
  runSearch: {
    start: 'Den ganzen Lauf durchsuchen',
    notSearched: (rows) =>
      plural(rows, {
        one: '# ältere Zeile ist nicht im Speicher',
        other: '# ältere Zeilen sind nicht im Speicher',
      }),
    cancel: 'Abbrechen',
    goOn: 'Weiter',
    retry: 'Erneut versuchen',
    found: (hits) => plural(hits, { one: '# älterer Treffer', other: '# ältere Treffer' }),
    searching: 'Der ganze Lauf wird durchsucht…',
    backTo: (time) => `Durchsucht bis ${time}`,
    done: 'Der ganze Lauf ist durchsucht',
    canceled: (time) => (time === null ? 'Angehalten' : `Angehalten bei ${time}`),
    full: (time) =>
      `Mehr werden nicht behalten${time === null ? '' : `; durchsucht bis ${time}`}. Grenzen Sie die Suche ein, um ältere zu finden.`,
    isRead: 'Die Zeilen werden zum Durchsuchen gelesen, das dauert länger',
    elsewhere: (first, last) =>
      first === last
        ? `Zeile ${first}: durchsucht, ohne Treffer; nicht im Speicher`
        : `Zeilen ${first}–${last}: durchsucht, ohne Treffer; nicht im Speicher`,
  },
  query: {
    build: 'Suche zusammenstellen',
    words: 'Wörter, auch mit Tippfehlern',
    phrase: 'Genauer Wortlaut',
    without: 'Ohne',
    level: 'Stufe',
    node: 'Knoten',
    field: 'Feld',
    fieldMark: 'Vergleich',
    fieldValue: 'Wert',
    fieldRemove: 'Dieses Feld entfernen',
    time: 'Zeit',
    anyTime: 'Jederzeit',
    last: (span) => `Höchstens ${span} alt`,
    match: 'Zeilen, auf die',
    matchAll: 'alles zutrifft',
    matchAny: 'etwas davon zutrifft',
    kept: 'Bleibt, wie es geschrieben ist:',
    syntax: 'Selbst schreiben',
    examples: {
      fuzzy: 'ein Wort oder ein ähnliches',
      phrase: 'genau dieser Text',
      without: 'Zeilen ohne dieses Wort',
      regex: 'ein regulärer Ausdruck',
      level: 'diese Stufe und schwerere',
      node: 'nach Knoten des Workflows',
      field: 'nach einem Feld, auch verschachtelt',
      since: 'nicht älter als das',
      or: 'das eine oder das andere',
    },
    recent: 'Letzte Suchen',
    recentRemove: 'Diese Suche vergessen',
    recentClear: 'Alle vergessen',
    problemIn: (part) => `in „${part}“`,
    problem: problemsByCode({
      'level-unknown': (part) => `„${part}“ ist keine Stufe; es wird als Text gesucht.`,
      'time-unknown': (part) =>
        `„${part}“ ist keine Zeit wie 14:02, 5m (vor fünf Minuten) oder 2026-03-02T14:02, mit Z dahinter für UTC; es wird als Text gesucht.`,
      'regex-invalid': () => 'Das ist kein regulärer Ausdruck. Er wird als Text gesucht.',
      'regex-too-long': () => 'Der Ausdruck ist zu lang. Er wird als Text gesucht.',
      'regex-too-slow': () => 'Der Ausdruck kann zu lange dauern. Er wird als Text gesucht.',
      'quote-open': () =>
        'Das Anführungszeichen wird nicht geschlossen; der Rest gilt als Wortlaut.',
      'parenthesis-unmatched': () => 'Der Klammer fehlt ihr Gegenstück.',
      'operator-dangling': () => 'OR braucht auf beiden Seiten etwas.',
      'query-too-long': (_part, chars) => `Nur die ersten ${chars} Zeichen werden verwendet.`,
      'query-too-complex': () => 'Zu viele Alternativen; die Suche läuft als Text.',
    }),
    contextShow: 'Im Zusammenhang zeigen',
    contextBack: 'Zurück zu den Treffern',
    contextShown: 'Alle Zeilen ringsum sind zu sehen. Escape führt zurück zu den Treffern.',
    contextLeft: 'Zurück bei den Treffern',
  },
  keyGroups: { move: 'Bewegen', find: 'Suchen', rows: 'Zeilen', view: 'Ansicht' },
  keyLines: {
    rows: 'Vorige, nächste Zeile',
    pages: 'Eine Seite auf, ab',
    ends: 'Erste, letzte Zeile',
    errors: 'Nächster, voriger Fehler',
    warnings: 'Nächste, vorige Warnung',
    follow: 'Neuesten Zeilen folgen',
    jump: 'Zu Zeile, Zeit oder Beginn gehen',
    search: 'Suchen; noch einmal: Suche des Browsers',
    searchKey: 'Suchen',
    hits: 'Nächster, voriger Treffer',
    runSearch: 'Den ganzen Lauf durchsuchen',
    fieldHits: 'Dasselbe aus dem Suchfeld',
    context: 'Treffer zwischen allen Zeilen zeigen, und zurück',
    details: 'Einzelheiten zeigen oder verbergen',
    openClose: 'Einzelheiten zeigen, verbergen',
    extend: 'Auswahl nach oben, unten',
    extendPage: 'Eine Seite nach oben, unten auswählen',
    extendEnds: 'Bis zur ersten, letzten Zeile auswählen',
    select: 'Zeile auswählen oder abwählen',
    all: 'Alle gezeigten Zeilen auswählen',
    copy: 'Auswahl, Zeile oder alles kopieren',
    takeAway: 'Kopieren oder herunterladen',
    histogram: 'Zeitverlauf zeigen, verbergen',
    patterns: 'Muster zeigen, verbergen',
    fold: 'Wiederholte Zeilen falten oder nicht',
    pause: 'Anhalten, fortsetzen',
    reading: 'Lesemodus: die Zeilen als Dokument',
    keys: 'Diese Liste',
    leave: 'Suche verlassen, Offenes schließen',
    mark: 'Am Ende eine Marke setzen',
    marks: 'Nächste, vorige Marke',
    removeMark: 'Marke entfernen',
  },
  taking: {
    selected: (rows) => `${rowsOf(rows)} ausgewählt`,
    clear: 'Auswahl aufheben',
    open: 'Kopieren oder herunterladen…',
    which: 'Zeilen',
    scopes: { selected: 'Ausgewählte', shown: 'Dem Filter entsprechende', all: 'Der ganze Lauf' },
    scopeCount: (scope, rows) => `${scope} (${rows})`,
    format: 'Format',
    formats: {
      text: 'Text',
      markdown: 'Markdown',
      'json-array': 'JSON',
      json: 'JSON, ein Objekt je Zeile',
      csv: 'CSV',
    },
    maskSecrets: 'Geheimnisse verdecken',
    maskSecretsWhat: 'Tokens, Schlüssel, Passwörter, E-Mail-Adressen und Kartennummern',
    copy: 'Kopieren',
    download: 'Herunterladen',
    cancel: 'Abbrechen',
    saveSoFar: 'Bisheriges speichern',
    progress: (rows, total) =>
      total === null ? `${rowsOf(rows)} gelesen` : `${rows} von ${rowsOf(total)} gelesen`,
    waitsForServer: 'Der Server antwortet nicht; neuer Versuch…',
    waitsForSession: 'Warten auf eine neue Sitzung…',
    copied: (rows, format, masked) => `${rowsOf(rows)} als ${format} kopiert${maskedOf(masked)}`,
    downloaded: (rows, masked, missing) =>
      `${rowsOf(rows)} heruntergeladen${maskedOf(masked)}` +
      (missing === null
        ? ''
        : `; ${rowsOf(missing)} ${plural(missing, { one: 'war', other: 'waren' })} nicht lesbar, wie die Datei vermerkt`),
    canceled: 'Abgebrochen; nichts wurde gespeichert',
    nothing: 'Es gibt keine Zeilen',
    tooMany: (limit) =>
      `Mehr als ${rowsOf(limit)} sind zu viele zum Kopieren; laden Sie sie herunter`,
    copyByHand:
      'Der Browser hat das Kopieren nicht erlaubt. Der Text ist markiert: Kopieren Sie ihn über Tasten oder Menü.',
    fileFailed: 'Der Browser konnte die Datei nicht erstellen',
    facts: {
      run: 'Lauf',
      rows: 'Zeilen',
      time: 'Zeit',
      levels: 'Stufen',
      search: 'Suche',
      masked: 'Verdeckt',
      removed: 'Nach Ablauf gelöscht',
      outages: 'Unterbrechungen',
      missing: 'Fehlend',
    },
    rowsOfRun: (rows, first, last) =>
      first === last
        ? `${rows} (Nummer ${first} des Laufs)`
        : `${rows} (${first} bis ${last} des Laufs)`,
    missingRows: (first, last, why) =>
      (first === last ? `Zeile ${first} fehlt hier` : `Zeilen ${first}–${last} fehlen hier`) +
      (why === null ? '' : `: ${why}`),
    stopped: 'das Lesen wurde vorzeitig beendet',
    notHeld:
      'sie sind nicht mehr im Speicher, und diese Quelle lässt sich nicht an beliebiger Stelle lesen',
  },
  mark: 'Marke setzen',
  removeMark: 'Diese Marke entfernen',
  markLine: (mark, time, since) =>
    [`Marke ${mark}`, time, since && `${rowsOf(since)} seit der vorigen Marke`]
      .filter(Boolean)
      .join(' · '),
  marked: (mark) => `Marke ${mark} ist gesetzt`,
  late: (span) => `Kam ${span} zu spät: Zeilen darüber wurden danach geschrieben`,
  pauseBefore: (span) => `${span} nach der Zeile darüber`,
  fieldsTree: 'Felder',
  messageTree: 'Nachricht als JSON',
  rawText: 'Rohtext',
  copyPath: 'Pfad kopieren',
  copyValue: 'Wert kopieren',
  copyRaw: 'Rohtext kopieren',
  pathCopied: 'Pfad kopiert',
  valueCopied: 'Wert kopiert',
  treeEntries: (entries) => plural(entries, { one: '# Eintrag', other: '# Einträge' }),
  treeMore: (entries) => `${entries} weitere zeigen`,
};
