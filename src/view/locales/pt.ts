/** The texts in Portuguese, as in Brazil. */
import { numberIn, pluralsOf } from '../plural.js';
import { problemsByCode } from '../query-strings.js';
import type { LogStreamStrings } from '../strings.js';

const plural = pluralsOf('pt');
const rowsOf = (rows: string): string => plural(rows, { one: '# linha', other: '# linhas' });
const newRowsOf = (rows: string): string =>
  plural(rows, { one: '# linha nova', other: '# linhas novas' });
const errorsOf = (errors: string): string => plural(errors, { one: '# erro', other: '# erros' });
const warningsOf = (warnings: string): string =>
  plural(warnings, { one: '# aviso', other: '# avisos' });
const list = (...parts: readonly (string | null)[]): string => parts.filter(Boolean).join(', ');
const maskedOf = (masked: string | null): string =>
  masked === null
    ? ''
    : `, ${plural(masked, { one: '# segredo ocultado', other: '# segredos ocultados' })}`;

export const strings: LogStreamStrings = {
  label: 'Registro da execução',
  rows: 'Linhas do registro',
  levels: {
    trace: 'Rastreamento',
    debug: 'Depuração',
    info: 'Informação',
    warn: 'Aviso',
    error: 'Erro',
    fatal: 'Erro fatal',
    unknown: 'Sem nível',
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
  levelGuessed: 'deduzido do texto',
  levelUnknown: 'Sem nível indicado',
  states: {
    idle: 'Inativo',
    connecting: 'Conectando',
    'catching-up': 'Recuperando',
    live: 'Ao vivo',
    polling: 'Por consultas',
    degraded: 'Degradado',
    paused: 'Em pausa',
    'auth-required': 'Login necessário',
    denied: 'Sem acesso',
    ended: 'Terminado',
    failed: 'Falhou',
  },
  stateDetails: {
    polling:
      'Sem conexão ao vivo; as linhas são consultadas a cada poucos segundos. Nenhuma se perde.',
    degraded: 'A conexão ao vivo está perdendo linhas; são lidas do banco de dados.',
    connecting: 'As linhas mostradas permanecem. As que faltam serão lidas quando houver conexão.',
  },
  notices: {
    idle: {
      title: 'Nenhuma execução selecionada',
      detail: 'O registro aparece aqui assim que uma execução for escolhida.',
    },
    connecting: { title: 'Conectando…', detail: 'Abrindo o registro desta execução.' },
    empty: {
      title: 'Ainda não há nada registrado',
      detail: 'As linhas aparecem aqui assim que são escritas.',
    },
    'ended-empty': {
      title: 'Nada foi registrado',
      detail: 'Esta execução terminou sem nenhuma linha.',
    },
    'auth-required': {
      title: 'A sua sessão expirou',
      detail: 'Entre de novo ou recarregue a página; o registro continua onde parou.',
    },
    denied: {
      title: 'Este registro não está disponível',
      detail:
        'A execução não existe, ou esta sessão não pode vê-la. Verifique o endereço ou peça acesso ao proprietário.',
    },
    failed: { title: 'Não é possível mostrar o registro', detail: '' },
  },
  errors: {
    'run-id-invalid': {
      what: 'run-id não é um UUID.',
      remedy: 'Ponha em run-id o identificador de uma execução, como 5f0c2b9e-….',
    },
    'backend-missing': {
      what: 'Não foi indicado nenhum projeto Supabase.',
      remedy:
        'Defina supabase-url e supabase-key, chame configure() ou defina a propriedade source.',
    },
    'backend-url-invalid': {
      what: 'supabase-url não é um endereço http(s).',
      remedy: 'Use o endereço do projeto, como https://xyz.supabase.co.',
    },
    'attribute-invalid': {
      what: 'Um atributo tem um valor não permitido; é usado o valor padrão.',
      remedy: 'Compare o atributo com a tabela do README.',
    },
    'token-missing': {
      what: 'Não há token de sessão.',
      remedy: 'Defina session-token ou tokenProvider.',
    },
    'token-malformed': {
      what: 'O token de sessão não é um JWT.',
      remedy: 'Passe o access_token da sessão sem alterações, sem “Bearer”.',
    },
    'token-expired': {
      what: 'O token de sessão expirou.',
      remedy: 'Defina um session-token novo, ou um tokenProvider que o forneça.',
    },
    'token-refused': {
      what: 'O servidor não aceitou o token de sessão.',
      remedy: 'Entre de novo e defina o novo session-token.',
    },
    'token-provider-failed': {
      what: 'tokenProvider falhou ou não forneceu um token.',
      remedy: 'Deve fornecer um JWT; volta a ser pedido antes de o token expirar.',
    },
    denied: {
      what: 'Esta execução não existe, ou esta sessão não pode vê-la.',
      remedy: 'Verifique o identificador da execução e se o token pertence a um membro do projeto.',
    },
    'history-unreachable': {
      what: 'Não foi possível acessar o banco de dados.',
      remedy: 'Nada se perde: a exibição continua onde estava assim que o servidor responder.',
    },
    'history-refused': {
      what: 'O banco de dados recusou o pedido.',
      remedy: 'Verifique se as migrações estão aplicadas e se o nome da tabela está correto.',
    },
    'history-unreadable': {
      what: 'A resposta do servidor não é uma página de linhas.',
      remedy: 'Verifique supabase-url; talvez um proxy responda no seu lugar.',
    },
    'live-unreachable': {
      what: 'Não foi possível estabelecer a conexão ao vivo; as linhas são consultadas a intervalos.',
      remedy: 'Nada se perde. Permita wss: para o projeto na CSP (connect-src) e nos proxies.',
    },
    'row-malformed': {
      what: 'Uma linha não tinha a forma esperada; é mostrada como chegou.',
      remedy: 'Compare a tabela com as migrações, ou indique a correspondência das colunas.',
    },
    'row-unplaceable': {
      what: 'Uma linha sem seq, id ou hora utilizáveis não pôde ser ordenada.',
      remedy: 'Deixe o banco atribuir seq; sem ela, id e created_at nunca podem ser null.',
    },
    'place-unreachable': {
      what: 'Esse lugar fica mais atrás do que cabe na memória, e estas linhas só podem ser percorridas para trás.',
      remedy: 'Dê à tabela um seq denso, à sua fonte places, ou à vista um max-rows maior.',
    },
    'message-malformed': {
      what: 'Uma mensagem ao vivo não tinha a forma esperada; as suas linhas são lidas do banco.',
      remedy: 'Verifique se as migrações e este pacote são de versões compatíveis.',
    },
    'search-unavailable': {
      what: 'Não foi possível iniciar o worker de pesquisa; a pesquisa corre na página.',
      remedy: 'Permita worker-src blob:, ou sirva os módulos a partir da origem da página.',
    },
    'locale-unavailable': {
      what: 'Não foi possível carregar os textos deste idioma; a exibição continua no seu.',
      remedy: 'Ponha a pasta “locales” ao lado do pacote e permita-a em script-src da CSP.',
    },
    'query-invalid': {
      what: 'Uma parte da pesquisa não foi entendida; é procurada como palavras.',
      remedy: 'A linguagem de pesquisa está no README.',
    },
    'source-failed': {
      what: 'A origem das linhas falhou.',
      remedy: 'Veja a causa.',
    },
  },
  search: 'Pesquisar no registro',
  searchClear: 'Limpar a pesquisa',
  searchNext: 'Resultado seguinte',
  searchPrevious: 'Resultado anterior',
  searchFilter: 'Mostrar só os resultados',
  searchHighlight: 'Mostrar tudo e realçar os resultados',
  searchPending: 'Pesquisando…',
  hits: (current, total) => (current === null ? total : `${current} de ${total}`),
  steps: {
    error: (place, total) => `Erro ${place} de ${total}`,
    warning: (place, total) => `Aviso ${place} de ${total}`,
    match: (place, total) => `Resultado ${place} de ${total}`,
  },
  steppedAround: (text, from) =>
    from === 'start' ? `${text}, de novo a partir do início` : `${text}, de novo a partir do fim`,
  stepNone: {
    error: 'Nenhum erro entre as linhas mostradas',
    warning: 'Nenhum aviso entre as linhas mostradas',
    match: 'Sem resultados',
  },
  filterByLevel: 'Filtrar por nível',
  levelCount: (level, count) => `${level}: ${count}`,
  follow: 'Seguir as linhas novas',
  pause: 'Pausar',
  resume: 'Retomar',
  wrap: 'Quebrar linhas',
  reading: 'Modo de leitura',
  readingLeave: 'Sair do modo de leitura',
  readingRows: (first, last, total) => `Linhas ${first}–${last} de ${total}`,
  readingOlder: 'Linhas anteriores',
  readingNewer: (rows) => `Linhas posteriores (${rows})`,
  copyShown: 'Copiar linhas',
  copied: (rows) => plural(rows, { one: '# copiada', other: '# copiadas' }),
  copyFailed: 'O navegador não permitiu copiar',
  more: 'Mais',
  timeFormat: 'Hora',
  timeFormats: {
    local: 'Hora local',
    utc: 'UTC',
    elapsed: 'Desde o início',
    delta: 'Desde a linha anterior',
    none: 'Sem hora',
  },
  keys: 'Atalhos de teclado',
  close: 'Fechar',
  newRows: (rows) => plural(rows, { one: '# nova', other: '# novas' }),
  newErrors: errorsOf,
  toEnd: 'Linhas mais recentes',
  pausedRows: (rows) =>
    numberIn(rows) === 0 ? 'Em pausa.' : `Em pausa. ${newRowsOf(rows)} em espera.`,
  noneShown: (total) => `0 de ${rowsOf(total)} à vista`,
  clearFilters: 'Limpar filtros',
  reconnect: 'Tentar de novo',
  loadOlder: 'Carregar linhas anteriores',
  loadingOlder: 'Carregando linhas anteriores…',
  flood: (rate, isBrief) =>
    `${rate} linhas/s, mais rápido do que se consegue ler. ${isBrief ? 'Até abrandar: linhas sem campos, links nem notas de tempo; mapa e anúncios menos frequentes. ' : ''}Todas as linhas são mantidas.`,
  bufferFull: 'Há linhas anteriores no banco de dados; não cabem mais na memória (max-rows).',
  sinceFirstHeld: 'desde a primeira linha carregada',
  startOfRun: 'Início da execução',
  olderAbove: 'As linhas anteriores são carregadas ao rolar para cima',
  olderFailed: 'Não foi possível carregar as linhas anteriores',
  loadNewer: 'Carregar linhas posteriores',
  loadingNewer: 'Carregando linhas posteriores…',
  newerFailed: 'Não foi possível carregar as linhas posteriores',
  rowsHeld: (first, last, rows) =>
    rows === null ? `linhas ${first} – ${last}` : `linhas ${first} – ${last} de ${rows}`,
  liveContinues: (rows, errors) =>
    `continua ao vivo: ${list(newRowsOf(rows), errors === null ? null : errorsOf(errors))}`,
  backToLive: 'Voltar ao vivo',
  goingThere: 'Carregando esse lugar…',
  jumpFailed: 'Não foi possível carregar esse lugar',
  jump: 'Ir para…',
  jumpLabel: 'Ir para uma linha ou uma hora',
  jumpHint: 'Linha 1234 ou #1234, hora 14:02, data 2026-11-23 14:02, ou -5m antes da última linha',
  jumpGo: 'Ir',
  toStart: 'Início da execução',
  jumpUnclear: 'Não é um número de linha, nem uma hora, nem uma data',
  jumpNothing: 'Essa linha não existe',
  gap: (first, last) =>
    first === last
      ? `A linha ${first} foi eliminada no fim do prazo de conservação`
      : `As linhas ${first}–${last} foram eliminadas no fim do prazo de conservação`,
  outage: (start, end, recovered, deleted) =>
    list(
      `${start}${end === null ? ' –' : `–${end}`} sem conexão`,
      recovered &&
        plural(recovered, { one: '# linha recuperada', other: '# linhas recuperadas' }) +
          (end === null ? ' até agora' : ''),
      deleted &&
        plural(deleted, {
          one: '# linha eliminada entretanto',
          other: '# linhas eliminadas entretanto',
        }),
    ),
  malformed: (why) => `Não foi possível ler esta linha (${why})`,
  expand: 'Mostrar detalhes',
  collapse: 'Ocultar detalhes',
  moreLines: (lines) => plural(lines, { one: '+# linha', other: '+# linhas' }),
  moreChars: (chars) =>
    `${plural(chars, { one: 'Há mais # caractere por mostrar', other: 'Há mais # caracteres por mostrar' })}; copie a linha para tê-la inteira`,
  copyRow: 'Copiar a linha',
  details: 'Detalhes',
  rowCount: rowsOf,
  rowCountOf: (shown, rows) => `${shown} de ${rowsOf(rows)}`,
  lastRow: (age) => `última linha ${age}`,
  announceRows: (rows, errors, warnings) =>
    list(newRowsOf(rows), errors && errorsOf(errors), warnings && warningsOf(warnings)),
  announceOutage: (recovered, deleted) =>
    list(
      recovered === null
        ? 'Conectado de novo após uma interrupção'
        : `${plural(recovered, { one: '# linha recuperada', other: '# linhas recuperadas' })} após uma interrupção`,
      deleted &&
        plural(deleted, {
          one: '# linha eliminada entretanto',
          other: '# linhas eliminadas entretanto',
        }),
    ),
  streamDetails: 'Detalhes da transmissão',
  stateSince: (state, time) => `${state} desde ${time}`,
  streamCounts: {
    received: 'Linhas recebidas',
    repaired: 'Recuperadas por leitura',
    duplicate: 'Duplicadas descartadas',
    late: 'Atrasadas, postas em ordem',
    missing: 'Em falta (eliminadas)',
    reconnects: 'Novas conexões',
  },
  commitToPaint: 'Da escrita à tela',
  commitToPaintMs: (half, most) => `${half} ms, 95 % em ${most} ms`,
  copyDiagnostics: 'Copiar diagnóstico',
  diagnosticsNote: 'Para o suporte. Sem texto do registro, busca nem tokens.',
  diagnosticsCopied: 'Diagnóstico copiado',
  minimap: 'Minimapa',
  minimapLabel: 'Lugar no registro',
  minimapTip: (time, counts) => [time, counts].filter(Boolean).join(' · '),
  minimapPlace: (row, rows, time, counts) =>
    list(`Linha ${row} de ${rows}`, time, `${counts} ao redor`),
  severityCounts: (errors, warnings) =>
    list(errors && errorsOf(errors), warnings && warningsOf(warnings)),
  patterns: {
    open: 'Padrões',
    fold: 'Agrupar repetições',
    groups: { all: 'Todos', error: 'Erros', warn: 'Avisos', rest: 'Outros' },
    summary: (patterns, rows) =>
      `${plural(patterns, { one: '# padrão', other: '# padrões' })} em ${rowsOf(rows)}`,
    counting: (share) => `Contando, ${share}`,
    others: (rows) => `${rowsOf(rows)} de outros padrões não são distinguidas`,
    none: 'Nenhuma linha deste tipo',
    goTo: 'Ir para a última destas linhas',
    only: 'Mostrar só estas',
    hide: 'Ocultar estas',
    onlyChip: (pattern) => `Só ${pattern}`,
    hiddenChip: (pattern, rows) => `Oculto: ${pattern}, ${rowsOf(rows)}`,
    remove: 'Remover este filtro',
    folded: (rows, span) => [`${rowsOf(rows)} semelhantes`, span].filter(Boolean).join(', '),
    unfold: 'Mostrar todas',
    foldAgain: 'Agrupar de novo',
    hitsInside: (hits) => plural(hits, { one: '# resultado dentro', other: '# resultados dentro' }),
  },
  histogram: 'Linhas ao longo do tempo',
  timeStretch: (start, end, counts) => `${start} – ${end} · ${counts}`,
  timeFrom: 'De',
  timeUntil: 'Até',
  clearTimes: 'Mostrar todo o tempo',
  keyNames: {
    ' ': 'Espaço',
    Ctrl: 'Ctrl',
    End: 'End',
    Enter: 'Enter',
    Escape: 'Esc',
    Home: 'Home',
    PageDown: 'Page Down',
    PageUp: 'Page Up',
    Shift: 'Shift',
  },
  runSearch: {
    start: 'Pesquisar em toda a execução',
    notSearched: (rows) =>
      plural(rows, {
        one: '# linha anterior não está na memória',
        other: '# linhas anteriores não estão na memória',
      }),
    cancel: 'Cancelar',
    goOn: 'Continuar',
    retry: 'Tentar de novo',
    found: (hits) =>
      plural(hits, { one: '# resultado anterior', other: '# resultados anteriores' }),
    searching: 'Pesquisando em toda a execução…',
    backTo: (time) => `Pesquisado até ${time}`,
    done: 'Toda a execução foi pesquisada',
    canceled: (time) => (time === null ? 'Parado' : `Parado em ${time}`),
    full: (time) =>
      `Não se guardam mais${time === null ? '' : `; pesquisado até ${time}`}. Restrinja a pesquisa para encontrar os mais antigos.`,
    isRead: 'As linhas são lidas para a pesquisa, o que demora mais',
    elsewhere: (first, last) =>
      first === last
        ? `Linha ${first}: pesquisada, sem resultados; não está na memória`
        : `Linhas ${first}–${last}: pesquisadas, sem resultados; não estão na memória`,
  },
  query: {
    build: 'Montar uma busca',
    words: 'Palavras, mesmo com erros',
    phrase: 'Frase exata',
    without: 'Sem',
    level: 'Nível',
    node: 'Nó',
    field: 'Campo',
    fieldMark: 'Comparação',
    fieldValue: 'Valor',
    fieldRemove: 'Remover este campo',
    time: 'Hora',
    anyTime: 'Qualquer momento',
    last: (span) => `Há no máximo ${span}`,
    match: 'Linhas com',
    matchAll: 'tudo isto',
    matchAny: 'algo disto',
    kept: 'Mantido como está escrito:',
    syntax: 'Escrever à mão',
    examples: {
      fuzzy: 'uma palavra, ou uma parecida',
      phrase: 'exatamente este texto',
      without: 'linhas que não o contêm',
      regex: 'uma expressão regular',
      level: 'este nível ou mais grave',
      node: 'por nó do fluxo',
      field: 'por um campo, também aninhado',
      since: 'não mais antigas que isto',
      or: 'um ou outro',
    },
    recent: 'Buscas recentes',
    recentRemove: 'Esquecer esta busca',
    recentClear: 'Esquecer todas',
    problemIn: (part) => `em “${part}”`,
    problem: problemsByCode({
      'level-unknown': (part) => `“${part}” não é um nível; é procurado como texto.`,
      'time-unknown': (part) =>
        `“${part}” não é uma hora como 14:02, 5m (há cinco minutos) ou 2026-03-02T14:02, com Z no fim para UTC; é procurado como texto.`,
      'regex-invalid': () => 'Isto não é uma expressão regular. É procurada como texto.',
      'regex-too-long': () => 'A expressão é longa demais. É procurada como texto.',
      'regex-too-slow': () => 'A expressão pode demorar demais. É procurada como texto.',
      'quote-open': () => 'As aspas não são fechadas; o resto vale como texto exato.',
      'parenthesis-unmatched': () => 'O parêntese não tem par.',
      'operator-dangling': () => 'OR precisa de algo dos dois lados.',
      'query-too-long': (_part, chars) => `Só os primeiros ${chars} caracteres são usados.`,
      'query-too-complex': () => 'Alternativas demais; a busca é feita como texto.',
    }),
    contextShow: 'Mostrar no contexto',
    contextBack: 'Voltar aos resultados',
    contextShown: 'Todas as linhas em volta estão à mostra. Escape volta aos resultados.',
    contextLeft: 'De volta aos resultados',
  },
  keyGroups: { move: 'Mover', find: 'Pesquisar', rows: 'Linhas', view: 'Exibição' },
  keyLines: {
    rows: 'Linha anterior, seguinte',
    pages: 'Uma página acima, abaixo',
    ends: 'Primeira, última linha',
    errors: 'Erro seguinte, anterior',
    warnings: 'Aviso seguinte, anterior',
    follow: 'Seguir as linhas novas',
    jump: 'Ir para uma linha, uma hora, o início',
    search: 'Pesquisar; outra vez: a pesquisa do navegador',
    searchKey: 'Pesquisar',
    hits: 'Resultado seguinte, anterior',
    runSearch: 'Pesquisar em toda a execução',
    fieldHits: 'O mesmo, a partir do campo de pesquisa',
    context: 'Mostrar um resultado entre todas as linhas, e voltar',
    details: 'Mostrar ou ocultar detalhes',
    openClose: 'Mostrar, ocultar detalhes',
    extend: 'Alargar a seleção acima, abaixo',
    extendPage: 'Selecionar uma página acima, abaixo',
    extendEnds: 'Selecionar até à primeira, à última linha',
    select: 'Selecionar ou não a linha',
    all: 'Selecionar todas as linhas mostradas',
    copy: 'Copiar a seleção, a linha ou tudo',
    takeAway: 'Copiar ou baixar',
    histogram: 'Mostrar ou ocultar as linhas ao longo do tempo',
    patterns: 'Mostrar ou ocultar os padrões',
    fold: 'Agrupar ou não as linhas repetidas',
    pause: 'Pausar, retomar',
    reading: 'Modo de leitura: as linhas como documento',
    keys: 'Esta lista',
    leave: 'Sair da pesquisa, fechar o que está aberto',
    mark: 'Colocar uma marca no fim',
    marks: 'Marca seguinte, anterior',
    removeMark: 'Remover a marca',
  },
  taking: {
    selected: (rows) =>
      plural(rows, { one: '# linha selecionada', other: '# linhas selecionadas' }),
    clear: 'Limpar a seleção',
    open: 'Copiar ou baixar…',
    which: 'Linhas',
    scopes: { selected: 'Selecionadas', shown: 'Conforme o filtro', all: 'Toda a execução' },
    scopeCount: (scope, rows) => `${scope} (${rows})`,
    format: 'Formato',
    formats: {
      text: 'Texto',
      markdown: 'Markdown',
      'json-array': 'JSON',
      json: 'JSON, um objeto por linha',
      csv: 'CSV',
    },
    maskSecrets: 'Ocultar segredos',
    maskSecretsWhat: 'Tokens, chaves, senhas, endereços de e-mail e números de cartão',
    copy: 'Copiar',
    download: 'Baixar',
    cancel: 'Cancelar',
    saveSoFar: 'Guardar o que foi lido',
    progress: (rows, total) =>
      total === null
        ? plural(rows, { one: '# linha lida', other: '# linhas lidas' })
        : `${rows} de ${plural(total, { one: '# linha lida', other: '# linhas lidas' })}`,
    waitsForServer: 'O servidor não responde; nova tentativa…',
    waitsForSession: 'Aguardando uma nova sessão…',
    copied: (rows, format, masked) =>
      `${plural(rows, { one: '# linha copiada', other: '# linhas copiadas' })} (${format})${maskedOf(masked)}`,
    downloaded: (rows, masked, missing) =>
      plural(rows, { one: '# linha baixada', other: '# linhas baixadas' }) +
      maskedOf(masked) +
      (missing === null
        ? ''
        : `; ${plural(missing, { one: '# linha não pôde ser lida', other: '# linhas não puderam ser lidas' })}, como diz o arquivo`),
    canceled: 'Cancelado; nada foi guardado',
    nothing: 'Não há linhas',
    tooMany: (limit) => `Mais de ${rowsOf(limit)} são demasiadas para copiar; baixe-as`,
    copyByHand:
      'O navegador não permitiu copiar. O texto está selecionado: copie-o pelo teclado ou pelo menu.',
    fileFailed: 'O navegador não conseguiu criar o arquivo',
    facts: {
      run: 'Execução',
      rows: 'Linhas',
      time: 'Hora',
      levels: 'Níveis',
      search: 'Pesquisa',
      masked: 'Ocultados',
      removed: 'Eliminadas no fim do prazo',
      outages: 'Interrupções',
      missing: 'Em falta',
    },
    rowsOfRun: (rows, first, last) =>
      first === last
        ? `${rows} (número ${first} da execução)`
        : `${rows} (${first} a ${last} da execução)`,
    missingRows: (first, last, why) =>
      (first === last ? `Falta aqui a linha ${first}` : `Faltam aqui as linhas ${first}–${last}`) +
      (why === null ? '' : `: ${why}`),
    stopped: 'a leitura foi interrompida antes do fim',
    notHeld: 'já não estão na memória, e esta origem não pode ser lida em qualquer lugar',
  },
  mark: 'Colocar uma marca',
  removeMark: 'Remover esta marca',
  markLine: (mark, time, since) =>
    [`Marca ${mark}`, time, since && `${rowsOf(since)} desde a marca anterior`]
      .filter(Boolean)
      .join(' · '),
  marked: (mark) => `Marca ${mark} colocada`,
  late: (span) => `Chegou ${span} atrasada: há linhas acima que foram escritas depois`,
  pauseBefore: (span) => `${span} depois da linha acima`,
  fieldsTree: 'Campos',
  messageTree: 'Mensagem como JSON',
  rawText: 'Texto em bruto',
  copyPath: 'Copiar o caminho',
  copyValue: 'Copiar o valor',
  copyRaw: 'Copiar o texto em bruto',
  pathCopied: 'Caminho copiado',
  valueCopied: 'Valor copiado',
  treeEntries: (entries) => plural(entries, { one: '# elemento', other: '# elementos' }),
  treeMore: (entries) => `Mostrar mais ${entries}`,
};
