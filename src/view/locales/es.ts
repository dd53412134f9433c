/** The texts in Spanish. */
import { numberIn, pluralsOf } from '../plural.js';
import { problemsByCode } from '../query-strings.js';
import type { LogStreamStrings } from '../strings.js';

const plural = pluralsOf('es');
const rowsOf = (rows: string): string => plural(rows, { one: '# línea', other: '# líneas' });
const newRowsOf = (rows: string): string =>
  plural(rows, { one: '# línea nueva', other: '# líneas nuevas' });
const errorsOf = (errors: string): string => plural(errors, { one: '# error', other: '# errores' });
const warningsOf = (warnings: string): string =>
  plural(warnings, { one: '# advertencia', other: '# advertencias' });
const list = (...parts: readonly (string | null)[]): string => parts.filter(Boolean).join(', ');
const maskedOf = (masked: string | null): string =>
  masked === null
    ? ''
    : `, ${plural(masked, { one: '# secreto oculto', other: '# secretos ocultos' })}`;

export const strings: LogStreamStrings = {
  label: 'Registro de la ejecución',
  rows: 'Líneas del registro',
  levels: {
    trace: 'Traza',
    debug: 'Depuración',
    info: 'Información',
    warn: 'Advertencia',
    error: 'Error',
    fatal: 'Error fatal',
    unknown: 'Sin nivel',
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
  levelGuessed: 'deducido del texto',
  levelUnknown: 'Sin nivel indicado',
  states: {
    idle: 'En espera',
    connecting: 'Conectando',
    'catching-up': 'Poniéndose al día',
    live: 'En directo',
    polling: 'Por consultas',
    degraded: 'Degradado',
    paused: 'En pausa',
    'auth-required': 'Inicie sesión',
    denied: 'Sin acceso',
    ended: 'Terminado',
    failed: 'Fallido',
  },
  stateDetails: {
    polling:
      'Sin conexión en directo; las líneas se consultan cada pocos segundos. No se pierde ninguna.',
    degraded: 'A la conexión en directo le faltan líneas; se leen de la base de datos.',
    connecting: 'Las líneas mostradas permanecen. Las que falten se leerán al conectar.',
  },
  notices: {
    idle: {
      title: 'Ninguna ejecución seleccionada',
      detail: 'El registro aparecerá aquí en cuanto se elija una ejecución.',
    },
    connecting: { title: 'Conectando…', detail: 'Abriendo el registro de esta ejecución.' },
    empty: {
      title: 'Todavía no hay nada registrado',
      detail: 'Las líneas aparecen aquí en cuanto se escriben.',
    },
    'ended-empty': {
      title: 'No se registró nada',
      detail: 'Esta ejecución terminó sin ninguna línea.',
    },
    'auth-required': {
      title: 'Su sesión ha caducado',
      detail: 'Inicie sesión de nuevo o recargue la página; el registro seguirá donde se detuvo.',
    },
    denied: {
      title: 'Este registro no está disponible',
      detail:
        'La ejecución no existe, o esta sesión no puede verla. Compruebe la dirección o pida acceso a su propietario.',
    },
    failed: { title: 'No se puede mostrar el registro', detail: '' },
  },
  errors: {
    'run-id-invalid': {
      what: 'run-id no es un UUID.',
      remedy: 'Ponga en run-id el identificador de una ejecución, como 5f0c2b9e-….',
    },
    'backend-missing': {
      what: 'No se ha indicado ningún proyecto de Supabase.',
      remedy:
        'Defina supabase-url y supabase-key, llame a configure() o defina la propiedad source.',
    },
    'backend-url-invalid': {
      what: 'supabase-url no es una dirección http(s).',
      remedy: 'Use la dirección del proyecto, como https://xyz.supabase.co.',
    },
    'attribute-invalid': {
      what: 'Un atributo tiene un valor no permitido; se usa el valor predeterminado.',
      remedy: 'Compare el atributo con la tabla del README.',
    },
    'token-missing': {
      what: 'No hay token de sesión.',
      remedy: 'Defina session-token o tokenProvider.',
    },
    'token-malformed': {
      what: 'El token de sesión no es un JWT.',
      remedy: 'Pase el access_token de la sesión tal cual, sin «Bearer».',
    },
    'token-expired': {
      what: 'El token de sesión ha caducado.',
      remedy: 'Defina un session-token nuevo, o un tokenProvider que lo entregue.',
    },
    'token-refused': {
      what: 'El servidor no aceptó el token de sesión.',
      remedy: 'Inicie sesión de nuevo y defina el nuevo session-token.',
    },
    'token-provider-failed': {
      what: 'tokenProvider falló o no entregó un token.',
      remedy: 'Debe entregar un JWT; se le pedirá otro antes de que caduque.',
    },
    denied: {
      what: 'Esta ejecución no existe, o esta sesión no puede verla.',
      remedy:
        'Compruebe el identificador de la ejecución y que el token sea de un miembro de su proyecto.',
    },
    'history-unreachable': {
      what: 'No se puede acceder a la base de datos.',
      remedy: 'No se pierde nada: la vista seguirá donde estaba en cuanto responda el servidor.',
    },
    'history-refused': {
      what: 'La base de datos rechazó la petición.',
      remedy:
        'Compruebe que las migraciones estén aplicadas y que el nombre de la tabla sea correcto.',
    },
    'history-unreadable': {
      what: 'La respuesta del servidor no es una página de líneas.',
      remedy: 'Compruebe supabase-url; quizá un proxy responda en su lugar.',
    },
    'live-unreachable': {
      what: 'No se pudo establecer la conexión en directo; las líneas se consultan a intervalos.',
      remedy:
        'No se pierde nada. Permita wss: hacia el proyecto en la CSP (connect-src) y en los proxies.',
    },
    'row-malformed': {
      what: 'Una línea no tenía la forma esperada; se muestra tal como llegó.',
      remedy: 'Compare la tabla con las migraciones, o indique la correspondencia de columnas.',
    },
    'row-unplaceable': {
      what: 'Una línea sin seq, id u hora utilizables no se pudo ordenar.',
      remedy: 'Deje que la base asigne seq; sin ella, id y created_at no pueden ser nunca null.',
    },
    'place-unreachable': {
      what: 'Ese lugar está más atrás de lo que cabe en la memoria, y estas líneas solo se pueden recorrer hacia atrás.',
      remedy:
        'Dé a la tabla un seq denso, a una fuente propia places, o a la vista un max-rows mayor.',
    },
    'message-malformed': {
      what: 'Un mensaje en directo no tenía la forma esperada; sus líneas se leen de la base.',
      remedy: 'Compruebe que las migraciones y este paquete sean de versiones compatibles.',
    },
    'search-unavailable': {
      what: 'No se pudo iniciar el worker de búsqueda; se busca en la página.',
      remedy: 'Permita worker-src blob:, o sirva los módulos desde el origen de la página.',
    },
    'locale-unavailable': {
      what: 'No se pudieron cargar los textos de este idioma; la vista sigue en el suyo.',
      remedy: 'Ponga la carpeta «locales» junto al paquete y permítala en script-src de la CSP.',
    },
    'query-invalid': {
      what: 'No se entendió una parte de la búsqueda; se busca como palabras.',
      remedy: 'El lenguaje de búsqueda está en el README.',
    },
    'source-failed': {
      what: 'Falló el origen de las líneas.',
      remedy: 'Consulte la causa.',
    },
  },
  search: 'Buscar en el registro',
  searchClear: 'Borrar la búsqueda',
  searchNext: 'Resultado siguiente',
  searchPrevious: 'Resultado anterior',
  searchFilter: 'Mostrar solo los resultados',
  searchHighlight: 'Mostrar todo y resaltar los resultados',
  searchPending: 'Buscando…',
  hits: (current, total) => (current === null ? total : `${current} de ${total}`),
  steps: {
    error: (place, total) => `Error ${place} de ${total}`,
    warning: (place, total) => `Advertencia ${place} de ${total}`,
    match: (place, total) => `Resultado ${place} de ${total}`,
  },
  steppedAround: (text, from) =>
    from === 'start' ? `${text}, de nuevo desde el principio` : `${text}, de nuevo desde el final`,
  stepNone: {
    error: 'Ningún error entre las líneas mostradas',
    warning: 'Ninguna advertencia entre las líneas mostradas',
    match: 'Sin resultados',
  },
  filterByLevel: 'Filtrar por nivel',
  levelCount: (level, count) => `${level}: ${count}`,
  follow: 'Seguir las líneas nuevas',
  pause: 'Pausar',
  resume: 'Reanudar',
  wrap: 'Ajustar líneas',
  reading: 'Modo de lectura',
  readingLeave: 'Salir del modo de lectura',
  readingRows: (first, last, total) => `Líneas ${first}–${last} de ${total}`,
  readingOlder: 'Líneas anteriores',
  readingNewer: (rows) => `Líneas posteriores (${rows})`,
  copyShown: 'Copiar líneas',
  copied: (rows) => plural(rows, { one: '# copiada', other: '# copiadas' }),
  copyFailed: 'El navegador no permitió copiar',
  more: 'Más',
  timeFormat: 'Hora',
  timeFormats: {
    local: 'Hora local',
    utc: 'UTC',
    elapsed: 'Desde el inicio',
    delta: 'Desde la línea anterior',
    none: 'Sin hora',
  },
  keys: 'Atajos de teclado',
  close: 'Cerrar',
  newRows: (rows) => plural(rows, { one: '# nueva', other: '# nuevas' }),
  newErrors: errorsOf,
  toEnd: 'Líneas más recientes',
  pausedRows: (rows) =>
    numberIn(rows) === 0 ? 'En pausa.' : `En pausa. ${newRowsOf(rows)} en espera.`,
  noneShown: (total) => `0 de ${rowsOf(total)} a la vista`,
  clearFilters: 'Quitar filtros',
  reconnect: 'Reintentar',
  loadOlder: 'Cargar líneas anteriores',
  loadingOlder: 'Cargando líneas anteriores…',
  flood: (rate, isBrief) =>
    `${rate} líneas/s, más rápido de lo que se puede leer. ${isBrief ? 'Hasta que baje el ritmo: líneas sin campos, enlaces ni avisos de tiempo; mapa y anuncios con menos frecuencia. ' : ''}Se conservan todas las líneas.`,
  bufferFull: 'Hay líneas anteriores en la base de datos; no caben más en la memoria (max-rows).',
  sinceFirstHeld: 'desde la primera línea cargada',
  startOfRun: 'Inicio de la ejecución',
  olderAbove: 'Las líneas anteriores se cargan al desplazarse hacia arriba',
  olderFailed: 'No se pudieron cargar las líneas anteriores',
  loadNewer: 'Cargar líneas posteriores',
  loadingNewer: 'Cargando líneas posteriores…',
  newerFailed: 'No se pudieron cargar las líneas posteriores',
  rowsHeld: (first, last, rows) =>
    rows === null ? `líneas ${first} – ${last}` : `líneas ${first} – ${last} de ${rows}`,
  liveContinues: (rows, errors) =>
    `el directo continúa: ${list(newRowsOf(rows), errors === null ? null : errorsOf(errors))}`,
  backToLive: 'Volver al directo',
  goingThere: 'Cargando ese lugar…',
  jumpFailed: 'No se pudo cargar ese lugar',
  jump: 'Ir a…',
  jumpLabel: 'Ir a una línea o a una hora',
  jumpHint:
    'Línea 1234 o #1234, hora 14:02, fecha 2026-11-23 14:02, o -5m antes de la última línea',
  jumpGo: 'Ir',
  toStart: 'Inicio de la ejecución',
  jumpUnclear: 'No es un número de línea, ni una hora, ni una fecha',
  jumpNothing: 'No existe esa línea',
  gap: (first, last) =>
    first === last
      ? `La línea ${first} se eliminó al vencer su conservación`
      : `Las líneas ${first}–${last} se eliminaron al vencer su conservación`,
  outage: (start, end, recovered, deleted) =>
    list(
      `${start}${end === null ? ' –' : `–${end}`} sin conexión`,
      recovered &&
        plural(recovered, { one: '# línea recuperada', other: '# líneas recuperadas' }) +
          (end === null ? ' hasta ahora' : ''),
      deleted &&
        plural(deleted, {
          one: '# línea eliminada entretanto',
          other: '# líneas eliminadas entretanto',
        }),
    ),
  malformed: (why) => `No se pudo leer esta línea (${why})`,
  expand: 'Mostrar detalles',
  collapse: 'Ocultar detalles',
  moreLines: (lines) => plural(lines, { one: '+# línea', other: '+# líneas' }),
  moreChars: (chars) =>
    `${plural(chars, { one: 'Hay # carácter más sin mostrar', other: 'Hay # caracteres más sin mostrar' })}; copie la línea para tenerla entera`,
  copyRow: 'Copiar la línea',
  details: 'Detalles',
  rowCount: rowsOf,
  rowCountOf: (shown, rows) => `${shown} de ${rowsOf(rows)}`,
  lastRow: (age) => `última línea ${age}`,
  announceRows: (rows, errors, warnings) =>
    list(newRowsOf(rows), errors && errorsOf(errors), warnings && warningsOf(warnings)),
  announceOutage: (recovered, deleted) =>
    list(
      recovered === null
        ? 'Conectado de nuevo tras una interrupción'
        : `${plural(recovered, { one: '# línea recuperada', other: '# líneas recuperadas' })} tras una interrupción`,
      deleted &&
        plural(deleted, {
          one: '# línea eliminada entretanto',
          other: '# líneas eliminadas entretanto',
        }),
    ),
  streamDetails: 'Detalles de la transmisión',
  stateSince: (state, time) => `${state} desde ${time}`,
  streamCounts: {
    received: 'Líneas recibidas',
    repaired: 'Recuperadas por lectura',
    duplicate: 'Duplicadas descartadas',
    late: 'Tardías, puestas en orden',
    missing: 'Faltantes (eliminadas)',
    reconnects: 'Reconexiones',
  },
  commitToPaint: 'De la escritura a la pantalla',
  commitToPaintMs: (half, most) => `${half} ms, el 95 % en ${most} ms`,
  copyDiagnostics: 'Copiar diagnóstico',
  diagnosticsNote: 'Para soporte. Sin texto del registro, búsquedas ni tokens.',
  diagnosticsCopied: 'Diagnóstico copiado',
  minimap: 'Minimapa',
  minimapLabel: 'Lugar en el registro',
  minimapTip: (time, counts) => [time, counts].filter(Boolean).join(' · '),
  minimapPlace: (row, rows, time, counts) =>
    list(`Línea ${row} de ${rows}`, time, `${counts} alrededor`),
  severityCounts: (errors, warnings) =>
    list(errors && errorsOf(errors), warnings && warningsOf(warnings)),
  patterns: {
    open: 'Patrones',
    fold: 'Plegar repeticiones',
    groups: { all: 'Todos', error: 'Errores', warn: 'Advertencias', rest: 'Otros' },
    summary: (patterns, rows) =>
      `${plural(patterns, { one: '# patrón', other: '# patrones' })} en ${rowsOf(rows)}`,
    counting: (share) => `Contando, ${share}`,
    others: (rows) => `${rowsOf(rows)} de otros patrones no se distinguen`,
    none: 'No hay líneas de este tipo',
    goTo: 'Ir a la última de estas líneas',
    only: 'Mostrar solo estas',
    hide: 'Ocultar estas',
    onlyChip: (pattern) => `Solo ${pattern}`,
    hiddenChip: (pattern, rows) => `Oculto: ${pattern}, ${rowsOf(rows)}`,
    remove: 'Quitar este filtro',
    folded: (rows, span) => [`${rowsOf(rows)} similares`, span].filter(Boolean).join(', '),
    unfold: 'Mostrarlas todas',
    foldAgain: 'Plegarlas',
    hitsInside: (hits) =>
      plural(hits, { one: '# coincidencia dentro', other: '# coincidencias dentro' }),
  },
  histogram: 'Líneas en el tiempo',
  timeStretch: (start, end, counts) => `${start} – ${end} · ${counts}`,
  timeFrom: 'Desde',
  timeUntil: 'Hasta',
  clearTimes: 'Mostrar todo el tiempo',
  keyNames: {
    ' ': 'Espacio',
    Ctrl: 'Ctrl',
    End: 'Fin',
    Enter: 'Intro',
    Escape: 'Esc',
    Home: 'Inicio',
    PageDown: 'Av Pág',
    PageUp: 'Re Pág',
    Shift: 'Mayús',
  },
  runSearch: {
    start: 'Buscar en toda la ejecución',
    notSearched: (rows) =>
      plural(rows, {
        one: '# fila anterior no está en memoria',
        other: '# filas anteriores no están en memoria',
      }),
    cancel: 'Cancelar',
    goOn: 'Continuar',
    retry: 'Reintentar',
    found: (hits) =>
      plural(hits, { one: '# coincidencia anterior', other: '# coincidencias anteriores' }),
    searching: 'Buscando en toda la ejecución…',
    backTo: (time) => `Buscado hasta ${time}`,
    done: 'Se buscó en toda la ejecución',
    canceled: (time) => (time === null ? 'Detenido' : `Detenido en ${time}`),
    full: (time) =>
      `No se conservan más${time === null ? '' : `; buscado hasta ${time}`}. Acote la búsqueda para encontrar las más antiguas.`,
    isRead: 'Las filas se leen para buscar en ellas, y eso tarda más',
    elsewhere: (first, last) =>
      first === last
        ? `Fila ${first}: se ha buscado en ella sin resultados; no está en memoria`
        : `Filas ${first}–${last}: se ha buscado en ellas sin resultados; no están en memoria`,
  },
  query: {
    build: 'Componer una búsqueda',
    words: 'Palabras, también mal escritas',
    phrase: 'Frase exacta',
    without: 'Sin',
    level: 'Nivel',
    node: 'Nodo',
    field: 'Campo',
    fieldMark: 'Comparación',
    fieldValue: 'Valor',
    fieldRemove: 'Quitar este campo',
    time: 'Hora',
    anyTime: 'Cualquier momento',
    last: (span) => `Hace ${span} como mucho`,
    match: 'Filas con',
    matchAll: 'todo esto',
    matchAny: 'algo de esto',
    kept: 'Se conserva tal como está escrito:',
    syntax: 'Escribirla a mano',
    examples: {
      fuzzy: 'una palabra, o una parecida',
      phrase: 'exactamente este texto',
      without: 'filas que no lo contienen',
      regex: 'una expresión regular',
      level: 'este nivel o más grave',
      node: 'por nodo del flujo',
      field: 'por un campo, también anidado',
      since: 'no más antiguas que esto',
      or: 'lo uno o lo otro',
    },
    recent: 'Búsquedas recientes',
    recentRemove: 'Olvidar esta búsqueda',
    recentClear: 'Olvidar todas',
    problemIn: (part) => `en «${part}»`,
    problem: problemsByCode({
      'level-unknown': (part) => `«${part}» no es un nivel; se busca como texto.`,
      'time-unknown': (part) =>
        `«${part}» no es una hora como 14:02, 5m (hace cinco minutos) o 2026-03-02T14:02, con Z detrás para UTC; se busca como texto.`,
      'regex-invalid': () => 'No es una expresión regular. Se busca como texto.',
      'regex-too-long': () => 'La expresión es demasiado larga. Se busca como texto.',
      'regex-too-slow': () => 'La expresión puede tardar demasiado. Se busca como texto.',
      'quote-open': () => 'Las comillas no se cierran; el resto se toma como texto exacto.',
      'parenthesis-unmatched': () => 'Al paréntesis le falta su pareja.',
      'operator-dangling': () => 'OR necesita algo a ambos lados.',
      'query-too-long': (_part, chars) => `Solo se usan los primeros ${chars} caracteres.`,
      'query-too-complex': () => 'Demasiadas alternativas; la búsqueda se hace como texto.',
    }),
    contextShow: 'Mostrar en su contexto',
    contextBack: 'Volver a las coincidencias',
    contextShown: 'Se muestran todas las filas de alrededor. Escape vuelve a las coincidencias.',
    contextLeft: 'De vuelta en las coincidencias',
  },
  keyGroups: { move: 'Moverse', find: 'Buscar', rows: 'Líneas', view: 'Vista' },
  keyLines: {
    rows: 'Línea anterior, siguiente',
    pages: 'Una página arriba, abajo',
    ends: 'Primera, última línea',
    errors: 'Error siguiente, anterior',
    warnings: 'Advertencia siguiente, anterior',
    follow: 'Seguir las líneas nuevas',
    jump: 'Ir a una línea, una hora, al inicio',
    search: 'Buscar; otra vez: la búsqueda del navegador',
    searchKey: 'Buscar',
    hits: 'Resultado siguiente, anterior',
    runSearch: 'Buscar en toda la ejecución',
    fieldHits: 'Lo mismo, desde el campo de búsqueda',
    context: 'Mostrar una coincidencia entre todas las filas, y volver',
    details: 'Mostrar u ocultar detalles',
    openClose: 'Mostrar, ocultar detalles',
    extend: 'Ampliar la selección arriba, abajo',
    extendPage: 'Seleccionar una página arriba, abajo',
    extendEnds: 'Seleccionar hasta la primera, la última línea',
    select: 'Seleccionar o no la línea',
    all: 'Seleccionar todas las líneas mostradas',
    copy: 'Copiar la selección, la línea o todo',
    takeAway: 'Copiar o descargar',
    histogram: 'Mostrar u ocultar las líneas en el tiempo',
    patterns: 'Mostrar u ocultar los patrones',
    fold: 'Plegar las líneas repetidas o no',
    pause: 'Pausar, reanudar',
    reading: 'Modo de lectura: las líneas como documento',
    keys: 'Esta lista',
    leave: 'Dejar la búsqueda, cerrar lo abierto',
    mark: 'Poner una marca al final',
    marks: 'Marca siguiente, anterior',
    removeMark: 'Quitar la marca',
  },
  taking: {
    selected: (rows) =>
      plural(rows, { one: '# línea seleccionada', other: '# líneas seleccionadas' }),
    clear: 'Quitar la selección',
    open: 'Copiar o descargar…',
    which: 'Líneas',
    scopes: { selected: 'Seleccionadas', shown: 'Según el filtro', all: 'Toda la ejecución' },
    scopeCount: (scope, rows) => `${scope} (${rows})`,
    format: 'Formato',
    formats: {
      text: 'Texto',
      markdown: 'Markdown',
      'json-array': 'JSON',
      json: 'JSON, un objeto por línea',
      csv: 'CSV',
    },
    maskSecrets: 'Ocultar secretos',
    maskSecretsWhat: 'Tokens, claves, contraseñas, direcciones de correo y números de tarjeta',
    copy: 'Copiar',
    download: 'Descargar',
    cancel: 'Cancelar',
    saveSoFar: 'Guardar lo leído',
    progress: (rows, total) =>
      total === null
        ? plural(rows, { one: '# línea leída', other: '# líneas leídas' })
        : `${rows} de ${plural(total, { one: '# línea leída', other: '# líneas leídas' })}`,
    waitsForServer: 'El servidor no responde; se intenta de nuevo…',
    waitsForSession: 'A la espera de una sesión nueva…',
    copied: (rows, format, masked) =>
      `${plural(rows, { one: '# línea copiada', other: '# líneas copiadas' })} (${format})${maskedOf(masked)}`,
    downloaded: (rows, masked, missing) =>
      plural(rows, { one: '# línea descargada', other: '# líneas descargadas' }) +
      maskedOf(masked) +
      (missing === null
        ? ''
        : `; ${plural(missing, { one: '# línea no se pudo leer', other: '# líneas no se pudieron leer' })}, como indica el archivo`),
    canceled: 'Cancelado; no se guardó nada',
    nothing: 'No hay líneas',
    tooMany: (limit) => `Más de ${rowsOf(limit)} son demasiadas para copiar; descárguelas`,
    copyByHand:
      'El navegador no permitió copiar. El texto está seleccionado: cópielo con el teclado o el menú.',
    fileFailed: 'El navegador no pudo crear el archivo',
    facts: {
      run: 'Ejecución',
      rows: 'Líneas',
      time: 'Hora',
      levels: 'Niveles',
      search: 'Búsqueda',
      masked: 'Ocultos',
      removed: 'Eliminadas al vencer su conservación',
      outages: 'Interrupciones',
      missing: 'Faltantes',
    },
    rowsOfRun: (rows, first, last) =>
      first === last
        ? `${rows} (número ${first} de la ejecución)`
        : `${rows} (${first} a ${last} de la ejecución)`,
    missingRows: (first, last, why) =>
      (first === last
        ? `Aquí falta la línea ${first}`
        : `Aquí faltan las líneas ${first}–${last}`) + (why === null ? '' : `: ${why}`),
    stopped: 'la lectura se detuvo antes del final',
    notHeld: 'ya no están en la memoria, y este origen no se puede leer en cualquier lugar',
  },
  mark: 'Poner una marca',
  removeMark: 'Quitar esta marca',
  markLine: (mark, time, since) =>
    [`Marca ${mark}`, time, since && `${rowsOf(since)} desde la marca anterior`]
      .filter(Boolean)
      .join(' · '),
  marked: (mark) => `Marca ${mark} puesta`,
  late: (span) => `Llegó ${span} tarde: hay líneas de arriba que se escribieron después`,
  pauseBefore: (span) => `${span} después de la línea de arriba`,
  fieldsTree: 'Campos',
  messageTree: 'Mensaje como JSON',
  rawText: 'Texto sin formato',
  copyPath: 'Copiar la ruta',
  copyValue: 'Copiar el valor',
  copyRaw: 'Copiar el texto sin formato',
  pathCopied: 'Ruta copiada',
  valueCopied: 'Valor copiado',
  treeEntries: (entries) => plural(entries, { one: '# elemento', other: '# elementos' }),
  treeMore: (entries) => `Mostrar ${entries} más`,
};
