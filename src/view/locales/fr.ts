/** The texts in French. */
import { numberIn, pluralsOf } from '../plural.js';
import { problemsByCode } from '../query-strings.js';
import type { LogStreamStrings } from '../strings.js';

const plural = pluralsOf('fr');
const rowsOf = (rows: string): string => plural(rows, { one: '# ligne', other: '# lignes' });
const newRowsOf = (rows: string): string =>
  plural(rows, { one: '# nouvelle ligne', other: '# nouvelles lignes' });
const errorsOf = (errors: string): string =>
  plural(errors, { one: '# erreur', other: '# erreurs' });
const warningsOf = (warnings: string): string =>
  plural(warnings, { one: '# avertissement', other: '# avertissements' });
const list = (...parts: readonly (string | null)[]): string => parts.filter(Boolean).join(', ');
const maskedOf = (masked: string | null): string =>
  masked === null
    ? ''
    : `, ${plural(masked, { one: '# secret masqué', other: '# secrets masqués' })}`;

export const strings: LogStreamStrings = {
  label: 'Journal de l’exécution',
  rows: 'Lignes du journal',
  levels: {
    trace: 'Trace',
    debug: 'Débogage',
    info: 'Info',
    warn: 'Avertissement',
    error: 'Erreur',
    fatal: 'Erreur fatale',
    unknown: 'Sans niveau',
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
  levelGuessed: 'déduit du texte',
  levelUnknown: 'Niveau non indiqué',
  states: {
    idle: 'En attente',
    connecting: 'Connexion',
    'catching-up': 'Rattrapage',
    live: 'En direct',
    polling: 'Interrogation',
    degraded: 'Dégradé',
    paused: 'En pause',
    'auth-required': 'Connexion requise',
    denied: 'Accès refusé',
    ended: 'Terminé',
    failed: 'Échec',
  },
  stateDetails: {
    polling:
      'Sans connexion directe ; les lignes sont lues toutes les quelques secondes. Aucune n’est perdue.',
    degraded: 'La connexion directe manque des lignes ; elles sont lues dans la base de données.',
    connecting:
      'Les lignes affichées restent. Celles qui manquent seront lues une fois la connexion établie.',
  },
  notices: {
    idle: {
      title: 'Aucune exécution sélectionnée',
      detail: 'Le journal s’affiche ici dès qu’une exécution est choisie.',
    },
    connecting: { title: 'Connexion…', detail: 'Ouverture du journal de cette exécution.' },
    empty: {
      title: 'Rien dans le journal pour l’instant',
      detail: 'Les lignes apparaissent ici dès qu’elles sont écrites.',
    },
    'ended-empty': {
      title: 'Rien n’a été journalisé',
      detail: 'Cette exécution s’est terminée sans une seule ligne.',
    },
    'auth-required': {
      title: 'Votre session a expiré',
      detail: 'Reconnectez-vous ou rechargez la page ; le journal reprendra là où il s’est arrêté.',
    },
    denied: {
      title: 'Ce journal n’est pas disponible',
      detail:
        'L’exécution n’existe pas, ou cette session n’y a pas accès. Vérifiez l’adresse, ou demandez l’accès à son propriétaire.',
    },
    failed: { title: 'Impossible d’afficher le journal', detail: '' },
  },
  errors: {
    'run-id-invalid': {
      what: 'run-id n’est pas un UUID.',
      remedy: 'Donnez à run-id l’identifiant d’une exécution, par exemple 5f0c2b9e-….',
    },
    'backend-missing': {
      what: 'Aucun projet Supabase n’est indiqué.',
      remedy:
        'Définissez supabase-url et supabase-key, appelez configure(), ou définissez la propriété source.',
    },
    'backend-url-invalid': {
      what: 'supabase-url n’est pas une adresse http(s).',
      remedy: 'Indiquez l’adresse du projet, par exemple https://xyz.supabase.co.',
    },
    'attribute-invalid': {
      what: 'Un attribut a une valeur non admise ; sa valeur par défaut est utilisée.',
      remedy: 'Comparez l’attribut au tableau du README.',
    },
    'token-missing': {
      what: 'Il n’y a pas de jeton de session.',
      remedy: 'Définissez session-token ou tokenProvider.',
    },
    'token-malformed': {
      what: 'Le jeton de session n’est pas un JWT.',
      remedy: 'Transmettez l’access_token de la session tel quel, sans « Bearer ».',
    },
    'token-expired': {
      what: 'Le jeton de session a expiré.',
      remedy: 'Définissez un nouveau session-token, ou un tokenProvider qui en fournit un.',
    },
    'token-refused': {
      what: 'Le serveur n’a pas accepté le jeton de session.',
      remedy: 'Reconnectez-vous et définissez le nouveau session-token.',
    },
    'token-provider-failed': {
      what: 'tokenProvider a échoué, ou n’a pas fourni de jeton.',
      remedy: 'Il doit fournir un JWT ; il est sollicité de nouveau avant l’expiration du jeton.',
    },
    denied: {
      what: 'Cette exécution n’existe pas, ou cette session n’y a pas accès.',
      remedy:
        'Vérifiez l’identifiant de l’exécution, et que le jeton appartient à un membre de son projet.',
    },
    'history-unreachable': {
      what: 'La base de données est injoignable.',
      remedy: 'Rien n’est perdu : l’affichage reprendra dès que le serveur répondra.',
    },
    'history-refused': {
      what: 'La base de données a refusé la requête.',
      remedy: 'Vérifiez que les migrations sont appliquées et que le nom de la table est correct.',
    },
    'history-unreadable': {
      what: 'La réponse du serveur n’est pas une page de lignes.',
      remedy: 'Vérifiez supabase-url ; un proxy répond peut-être à sa place.',
    },
    'live-unreachable': {
      what: 'Aucune connexion directe n’a pu être établie ; les lignes sont lues par intervalles.',
      remedy:
        'Rien n’est perdu. Autorisez wss: vers le projet dans la CSP (connect-src) et les proxys.',
    },
    'row-malformed': {
      what: 'Une ligne n’avait pas la forme attendue ; elle est affichée telle quelle.',
      remedy: 'Comparez la table aux migrations, ou indiquez la correspondance des colonnes.',
    },
    'row-unplaceable': {
      what: 'Une ligne sans seq, id ou date utilisable n’a pas pu être mise en ordre.',
      remedy:
        'Laissez la base attribuer seq ; sans elle, id et created_at ne doivent jamais être null.',
    },
    'place-unreachable': {
      what: 'Cet endroit est plus loin en arrière que ce que la mémoire contient, et ces lignes ne se lisent qu’en remontant.',
      remedy:
        'Donnez à la table un seq dense, à votre source places, ou à la vue un max-rows plus grand.',
    },
    'message-malformed': {
      what: 'Un message en direct n’avait pas la forme attendue ; ses lignes sont lues dans la base.',
      remedy: 'Vérifiez que les migrations et ce paquet sont de versions compatibles.',
    },
    'search-unavailable': {
      what: 'Le worker de recherche n’a pas pu démarrer ; la recherche se fait dans la page.',
      remedy: 'Autorisez worker-src blob:, ou servez les modules depuis l’origine de la page.',
    },
    'locale-unavailable': {
      what: 'Les textes de cette langue n’ont pas pu être chargés ; l’affichage garde la sienne.',
      remedy:
        'Placez le dossier « locales » à côté du bundle, et autorisez-le dans script-src de la CSP.',
    },
    'query-invalid': {
      what: 'Une partie de la recherche n’a pas été comprise ; elle est cherchée mot à mot.',
      remedy: 'Le langage de recherche est décrit dans le README.',
    },
    'source-failed': {
      what: 'La source des lignes est en panne.',
      remedy: 'Voyez la cause.',
    },
  },
  search: 'Rechercher dans le journal',
  searchClear: 'Effacer la recherche',
  searchNext: 'Résultat suivant',
  searchPrevious: 'Résultat précédent',
  searchFilter: 'N’afficher que les résultats',
  searchHighlight: 'Tout afficher, surligner les résultats',
  searchPending: 'Recherche…',
  hits: (current, total) => (current === null ? total : `${current} sur ${total}`),
  steps: {
    error: (place, total) => `Erreur ${place} sur ${total}`,
    warning: (place, total) => `Avertissement ${place} sur ${total}`,
    match: (place, total) => `Résultat ${place} sur ${total}`,
  },
  steppedAround: (text, from) =>
    from === 'start' ? `${text}, en repartant du début` : `${text}, en repartant de la fin`,
  stepNone: {
    error: 'Aucune erreur parmi les lignes affichées',
    warning: 'Aucun avertissement parmi les lignes affichées',
    match: 'Aucun résultat',
  },
  filterByLevel: 'Filtrer par niveau',
  levelCount: (level, count) => `${level} : ${count}`,
  follow: 'Suivre les nouvelles lignes',
  pause: 'Mettre en pause',
  resume: 'Reprendre',
  wrap: 'Renvoi à la ligne',
  reading: 'Mode lecture',
  readingLeave: 'Quitter le mode lecture',
  readingRows: (first, last, total) => `Lignes ${first} à ${last} sur ${total}`,
  readingOlder: 'Lignes plus anciennes',
  readingNewer: (rows) => `Lignes plus récentes (${rows})`,
  copyShown: 'Copier les lignes',
  copied: (rows) => plural(rows, { one: '# copiée', other: '# copiées' }),
  copyFailed: 'Le navigateur n’a pas autorisé la copie',
  more: 'Plus',
  timeFormat: 'Heure',
  timeFormats: {
    local: 'Heure locale',
    utc: 'UTC',
    elapsed: 'Depuis le début',
    delta: 'Depuis la ligne précédente',
    none: 'Sans heure',
  },
  keys: 'Raccourcis clavier',
  close: 'Fermer',
  newRows: (rows) => plural(rows, { one: '# nouvelle', other: '# nouvelles' }),
  newErrors: errorsOf,
  toEnd: 'Lignes les plus récentes',
  pausedRows: (rows) =>
    numberIn(rows) === 0 ? 'En pause.' : `En pause. ${newRowsOf(rows)} en attente.`,
  noneShown: (total) => `0 sur ${rowsOf(total)}`,
  clearFilters: 'Effacer les filtres',
  reconnect: 'Réessayer',
  loadOlder: 'Charger des lignes plus anciennes',
  loadingOlder: 'Chargement de lignes plus anciennes…',
  flood: (rate, isBrief) =>
    `${rate} lignes/s, plus vite qu’on ne peut lire. ${isBrief ? 'Jusqu’à l’accalmie : lignes sans champs, liens ni notes de temps ; carte et annonces moins fréquentes. ' : ''}Toutes les lignes sont conservées.`,
  bufferFull:
    'Des lignes plus anciennes sont dans la base ; la mémoire n’en contient pas plus (max-rows).',
  sinceFirstHeld: 'depuis la première ligne chargée',
  startOfRun: 'Début de l’exécution',
  olderAbove: 'Les lignes plus anciennes se chargent en remontant',
  olderFailed: 'Les lignes plus anciennes n’ont pas pu être chargées',
  loadNewer: 'Charger des lignes plus récentes',
  loadingNewer: 'Chargement de lignes plus récentes…',
  newerFailed: 'Les lignes plus récentes n’ont pas pu être chargées',
  rowsHeld: (first, last, rows) =>
    rows === null ? `lignes ${first} – ${last}` : `lignes ${first} – ${last} sur ${rows}`,
  liveContinues: (rows, errors) =>
    `le direct continue : ${list(newRowsOf(rows), errors === null ? null : errorsOf(errors))}`,
  backToLive: 'Revenir au direct',
  goingThere: 'Chargement de cet endroit…',
  jumpFailed: 'Cet endroit n’a pas pu être chargé',
  jump: 'Aller à…',
  jumpLabel: 'Aller à une ligne ou à une heure',
  jumpHint:
    'Ligne 1234 ou #1234, heure 14:02, date 2026-11-23 14:02, ou -5m avant la dernière ligne',
  jumpGo: 'Aller',
  toStart: 'Début de l’exécution',
  jumpUnclear: 'Ni numéro de ligne, ni heure, ni date',
  jumpNothing: 'Cette ligne n’existe pas',
  gap: (first, last) =>
    first === last
      ? `La ligne ${first} a été supprimée à la fin de sa conservation`
      : `Les lignes ${first} à ${last} ont été supprimées à la fin de leur conservation`,
  outage: (start, end, recovered, deleted) =>
    list(
      `${start}${end === null ? ' –' : `–${end}`} déconnecté`,
      recovered &&
        plural(recovered, { one: '# ligne récupérée', other: '# lignes récupérées' }) +
          (end === null ? ' jusqu’ici' : ''),
      deleted &&
        plural(deleted, {
          one: '# ligne supprimée entre-temps',
          other: '# lignes supprimées entre-temps',
        }),
    ),
  malformed: (why) => `Cette ligne n’a pas pu être lue (${why})`,
  expand: 'Afficher les détails',
  collapse: 'Masquer les détails',
  moreLines: (lines) => plural(lines, { one: '+# ligne', other: '+# lignes' }),
  moreChars: (chars) =>
    `${plural(chars, { one: '# autre caractère n’est pas affiché', other: '# autres caractères ne sont pas affichés' })} ; copiez la ligne pour l’avoir en entier`,
  copyRow: 'Copier la ligne',
  details: 'Détails',
  rowCount: rowsOf,
  rowCountOf: (shown, rows) => `${shown} sur ${rowsOf(rows)}`,
  lastRow: (age) => `dernière ligne ${age}`,
  announceRows: (rows, errors, warnings) =>
    list(newRowsOf(rows), errors && errorsOf(errors), warnings && warningsOf(warnings)),
  announceOutage: (recovered, deleted) =>
    list(
      recovered === null
        ? 'Reconnecté après une interruption'
        : `${plural(recovered, { one: '# ligne récupérée', other: '# lignes récupérées' })} après une interruption`,
      deleted &&
        plural(deleted, {
          one: '# ligne supprimée entre-temps',
          other: '# lignes supprimées entre-temps',
        }),
    ),
  streamDetails: 'Détails du flux',
  stateSince: (state, time) => `${state} depuis ${time}`,
  streamCounts: {
    received: 'Lignes reçues',
    repaired: 'Récupérées par lecture',
    duplicate: 'Doublons écartés',
    late: 'En retard, remises en ordre',
    missing: 'Manquantes (supprimées)',
    reconnects: 'Reconnexions',
  },
  commitToPaint: 'De l’écriture à l’écran',
  commitToPaintMs: (half, most) => `${half} ms, 95 % en ${most} ms`,
  copyDiagnostics: 'Copier le diagnostic',
  diagnosticsNote: 'Pour l’assistance. Sans texte du journal, recherche ni jeton.',
  diagnosticsCopied: 'Diagnostic copié',
  minimap: 'Minicarte',
  minimapLabel: 'Position dans le journal',
  minimapTip: (time, counts) => [time, counts].filter(Boolean).join(' · '),
  minimapPlace: (row, rows, time, counts) =>
    list(`Ligne ${row} sur ${rows}`, time, `${counts} autour`),
  severityCounts: (errors, warnings) =>
    list(errors && errorsOf(errors), warnings && warningsOf(warnings)),
  patterns: {
    open: 'Motifs',
    fold: 'Replier les répétitions',
    groups: { all: 'Tous', error: 'Erreurs', warn: 'Avertissements', rest: 'Autres' },
    summary: (patterns, rows) =>
      `${plural(patterns, { one: '# motif', other: '# motifs' })} dans ${rowsOf(rows)}`,
    counting: (share) => `Décompte en cours, ${share}`,
    others: (rows) => `${rowsOf(rows)} d’autres motifs ne sont pas distinguées`,
    none: 'Aucune ligne de ce type',
    goTo: 'Aller à la dernière de ces lignes',
    only: 'N’afficher que celles-ci',
    hide: 'Masquer celles-ci',
    onlyChip: (pattern) => `Seulement ${pattern}`,
    hiddenChip: (pattern, rows) => `Masqué : ${pattern}, ${rowsOf(rows)}`,
    remove: 'Retirer ce filtre',
    folded: (rows, span) => [`${rowsOf(rows)} semblables`, span].filter(Boolean).join(', '),
    unfold: 'Les afficher toutes',
    foldAgain: 'Les replier',
    hitsInside: (hits) =>
      plural(hits, { one: '# résultat à l’intérieur', other: '# résultats à l’intérieur' }),
  },
  histogram: 'Lignes dans le temps',
  timeStretch: (start, end, counts) => `${start} – ${end} · ${counts}`,
  timeFrom: 'De',
  timeUntil: 'À',
  clearTimes: 'Afficher toute la durée',
  keyNames: {
    ' ': 'Espace',
    Ctrl: 'Ctrl',
    End: 'Fin',
    Enter: 'Entrée',
    Escape: 'Échap',
    Home: 'Début',
    PageDown: 'Page suiv.',
    PageUp: 'Page préc.',
    Shift: 'Maj',
  },
  runSearch: {
    start: 'Rechercher dans toute l’exécution',
    notSearched: (rows) =>
      plural(rows, {
        one: '# ligne plus ancienne n’est pas en mémoire',
        other: '# lignes plus anciennes ne sont pas en mémoire',
      }),
    cancel: 'Annuler',
    goOn: 'Continuer',
    retry: 'Réessayer',
    found: (hits) =>
      plural(hits, { one: '# résultat plus ancien', other: '# résultats plus anciens' }),
    searching: 'Recherche dans toute l’exécution…',
    backTo: (time) => `Recherché jusqu’à ${time}`,
    done: 'Toute l’exécution a été parcourue',
    canceled: (time) => (time === null ? 'Arrêté' : `Arrêté à ${time}`),
    full: (time) =>
      `Rien de plus n’est conservé${time === null ? '' : ` ; recherché jusqu’à ${time}`}. Précisez la recherche pour trouver les plus anciens.`,
    isRead: 'Les lignes sont lues pour y chercher, ce qui prend plus de temps',
    elsewhere: (first, last) =>
      first === last
        ? `Ligne ${first} : parcourue sans résultat ; elle n’est pas en mémoire`
        : `Lignes ${first}–${last} : parcourues sans résultat ; elles ne sont pas en mémoire`,
  },
  query: {
    build: 'Composer une recherche',
    words: 'Mots, même mal orthographiés',
    phrase: 'Expression exacte',
    without: 'Sans',
    level: 'Niveau',
    node: 'Nœud',
    field: 'Champ',
    fieldMark: 'Comparaison',
    fieldValue: 'Valeur',
    fieldRemove: 'Retirer ce champ',
    time: 'Heure',
    anyTime: 'À tout moment',
    last: (span) => `Depuis ${span}`,
    match: 'Lignes avec',
    matchAll: 'tout cela',
    matchAny: 'l’un de ces critères',
    kept: 'Conservé tel quel :',
    syntax: 'L’écrire soi-même',
    examples: {
      fuzzy: 'un mot, ou un mot proche',
      phrase: 'exactement ce texte',
      without: 'les lignes sans ce mot',
      regex: 'une expression régulière',
      level: 'ce niveau ou plus grave',
      node: 'par nœud du workflow',
      field: 'par un champ, même imbriqué',
      since: 'pas plus ancien que cela',
      or: 'l’un ou l’autre',
    },
    recent: 'Recherches récentes',
    recentRemove: 'Oublier cette recherche',
    recentClear: 'Tout oublier',
    problemIn: (part) => `dans « ${part} »`,
    problem: problemsByCode({
      'level-unknown': (part) => `« ${part} » n’est pas un niveau ; recherché comme du texte.`,
      'time-unknown': (part) =>
        `« ${part} » n’est pas une heure comme 14:02, 5m (il y a cinq minutes) ou 2026-03-02T14:02, suivie de Z pour UTC ; recherché comme du texte.`,
      'regex-invalid': () =>
        'Ce n’est pas une expression régulière. Elle est recherchée comme du texte.',
      'regex-too-long': () => 'L’expression est trop longue. Elle est recherchée comme du texte.',
      'regex-too-slow': () =>
        'L’expression peut prendre trop de temps. Elle est recherchée comme du texte.',
      'quote-open': () => 'Le guillemet n’est pas fermé ; le reste est pris comme texte exact.',
      'parenthesis-unmatched': () => 'La parenthèse n’a pas de partenaire.',
      'operator-dangling': () => 'OR a besoin de quelque chose de chaque côté.',
      'query-too-long': (_part, chars) => `Seuls les ${chars} premiers caractères sont utilisés.`,
      'query-too-complex': () => 'Trop d’alternatives ; la recherche se fait comme du texte.',
    }),
    contextShow: 'Montrer dans son contexte',
    contextBack: 'Retour aux résultats',
    contextShown: 'Toutes les lignes alentour sont affichées. Échap revient aux résultats.',
    contextLeft: 'De retour aux résultats',
  },
  keyGroups: { move: 'Se déplacer', find: 'Rechercher', rows: 'Lignes', view: 'Affichage' },
  keyLines: {
    rows: 'Ligne précédente, suivante',
    pages: 'Une page vers le haut, le bas',
    ends: 'Première, dernière ligne',
    errors: 'Erreur suivante, précédente',
    warnings: 'Avertissement suivant, précédent',
    follow: 'Suivre les nouvelles lignes',
    jump: 'Aller à une ligne, une heure, au début',
    search: 'Rechercher ; une fois de plus : le navigateur',
    searchKey: 'Rechercher',
    hits: 'Résultat suivant, précédent',
    runSearch: 'Rechercher dans toute l’exécution',
    fieldHits: 'De même, depuis le champ de recherche',
    context: 'Montrer un résultat parmi toutes les lignes, et revenir',
    details: 'Afficher ou masquer les détails',
    openClose: 'Afficher, masquer les détails',
    extend: 'Étendre la sélection vers le haut, le bas',
    extendPage: 'Sélectionner une page vers le haut, le bas',
    extendEnds: 'Sélectionner jusqu’à la première, la dernière ligne',
    select: 'Sélectionner la ligne ou non',
    all: 'Sélectionner toutes les lignes affichées',
    copy: 'Copier la sélection, la ligne ou tout',
    takeAway: 'Copier ou télécharger',
    histogram: 'Afficher ou masquer les lignes dans le temps',
    patterns: 'Afficher ou masquer les motifs',
    fold: 'Replier ou non les lignes répétées',
    pause: 'Mettre en pause, reprendre',
    reading: 'Mode lecture : les lignes comme document',
    keys: 'Cette liste',
    leave: 'Quitter la recherche, fermer ce qui est ouvert',
    mark: 'Poser un repère à la fin',
    marks: 'Repère suivant, précédent',
    removeMark: 'Retirer le repère',
  },
  taking: {
    selected: (rows) =>
      plural(rows, { one: '# ligne sélectionnée', other: '# lignes sélectionnées' }),
    clear: 'Effacer la sélection',
    open: 'Copier ou télécharger…',
    which: 'Lignes',
    scopes: { selected: 'Sélectionnées', shown: 'Selon le filtre', all: 'Toute l’exécution' },
    scopeCount: (scope, rows) => `${scope} (${rows})`,
    format: 'Format',
    formats: {
      text: 'Texte',
      markdown: 'Markdown',
      'json-array': 'JSON',
      json: 'JSON, un objet par ligne',
      csv: 'CSV',
    },
    maskSecrets: 'Masquer les secrets',
    maskSecretsWhat: 'Jetons, clés, mots de passe, adresses e-mail et numéros de carte',
    copy: 'Copier',
    download: 'Télécharger',
    cancel: 'Annuler',
    saveSoFar: 'Enregistrer ce qui est lu',
    progress: (rows, total) =>
      total === null
        ? plural(rows, { one: '# ligne lue', other: '# lignes lues' })
        : `${rows} sur ${plural(total, { one: '# ligne lue', other: '# lignes lues' })}`,
    waitsForServer: 'Le serveur ne répond pas ; nouvel essai…',
    waitsForSession: 'En attente d’une nouvelle session…',
    copied: (rows, format, masked) =>
      `${plural(rows, { one: '# ligne copiée', other: '# lignes copiées' })} (${format})${maskedOf(masked)}`,
    downloaded: (rows, masked, missing) =>
      plural(rows, { one: '# ligne téléchargée', other: '# lignes téléchargées' }) +
      maskedOf(masked) +
      (missing === null
        ? ''
        : ` ; ${plural(missing, { one: '# ligne n’a pas pu être lue', other: '# lignes n’ont pas pu être lues' })}, comme l’indique le fichier`),
    canceled: 'Annulé ; rien n’a été enregistré',
    nothing: 'Il n’y a pas de lignes',
    tooMany: (limit) => `Plus de ${rowsOf(limit)}, c’est trop pour une copie ; téléchargez-les`,
    copyByHand:
      'Le navigateur n’a pas autorisé la copie. Le texte est sélectionné : copiez-le au clavier ou par le menu.',
    fileFailed: 'Le navigateur n’a pas pu créer le fichier',
    facts: {
      run: 'Exécution',
      rows: 'Lignes',
      time: 'Heure',
      levels: 'Niveaux',
      search: 'Recherche',
      masked: 'Masqués',
      removed: 'Supprimées à la fin de leur conservation',
      outages: 'Interruptions',
      missing: 'Manquantes',
    },
    rowsOfRun: (rows, first, last) =>
      first === last
        ? `${rows} (numéro ${first} de l’exécution)`
        : `${rows} (${first} à ${last} de l’exécution)`,
    missingRows: (first, last, why) =>
      (first === last
        ? `La ligne ${first} manque ici`
        : `Les lignes ${first} à ${last} manquent ici`) + (why === null ? '' : ` : ${why}`),
    stopped: 'la lecture a été arrêtée avant la fin',
    notHeld:
      'elles ne sont plus en mémoire, et cette source ne se lit pas à n’importe quel endroit',
  },
  mark: 'Poser un repère',
  removeMark: 'Retirer ce repère',
  markLine: (mark, time, since) =>
    [`Repère ${mark}`, time, since && `${rowsOf(since)} depuis le repère précédent`]
      .filter(Boolean)
      .join(' · '),
  marked: (mark) => `Repère ${mark} posé`,
  late: (span) => `Arrivée avec ${span} de retard : des lignes au-dessus ont été écrites après`,
  pauseBefore: (span) => `${span} après la ligne au-dessus`,
  fieldsTree: 'Champs',
  messageTree: 'Message en JSON',
  rawText: 'Texte brut',
  copyPath: 'Copier le chemin',
  copyValue: 'Copier la valeur',
  copyRaw: 'Copier le texte brut',
  pathCopied: 'Chemin copié',
  valueCopied: 'Valeur copiée',
  treeEntries: (entries) => plural(entries, { one: '# élément', other: '# éléments' }),
  treeMore: (entries) => plural(entries, { one: 'Afficher # autre', other: 'Afficher # autres' }),
};
