/** The texts in Japanese, which has one form for every number. */
import { numberIn } from '../plural.js';
import type { LogStreamStrings } from '../strings.js';

const list = (...parts: readonly (string | null)[]): string => parts.filter(Boolean).join('、');
const maskedOf = (masked: string | null): string =>
  masked === null ? '' : `（機密情報 ${masked} 件を伏せ字にしました）`;

export const strings: LogStreamStrings = {
  label: '実行ログ',
  rows: 'ログの行',
  levels: {
    trace: 'トレース',
    debug: 'デバッグ',
    info: '情報',
    warn: '警告',
    error: 'エラー',
    fatal: '致命的エラー',
    unknown: 'レベルなし',
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
  levelGuessed: '本文から推定',
  levelUnknown: 'レベルの指定なし',
  states: {
    idle: '待機中',
    connecting: '接続中',
    'catching-up': '追いつき中',
    live: 'ライブ',
    polling: '定期取得',
    degraded: '低下',
    paused: '一時停止',
    'auth-required': 'サインインが必要',
    denied: 'アクセス不可',
    ended: '終了',
    failed: '失敗',
  },
  stateDetails: {
    polling: 'ライブ接続なしで、数秒ごとに行を取得しています。失われる行はありません。',
    degraded: 'ライブ接続で届かない行があるため、データベースから取得しています。',
    connecting: '表示中の行はそのまま残ります。足りない行は接続後に取得します。',
  },
  notices: {
    idle: { title: '実行が選ばれていません', detail: '実行を選ぶと、ここにログが表示されます。' },
    connecting: { title: '接続中…', detail: 'この実行のログを開いています。' },
    empty: { title: 'まだログがありません', detail: '書き込まれた行がすぐここに表示されます。' },
    'ended-empty': {
      title: 'ログはありませんでした',
      detail: 'この実行は、ログを 1 行も残さずに終了しました。',
    },
    'auth-required': {
      title: 'セッションの有効期限が切れました',
      detail:
        'もう一度サインインするか、ページを再読み込みしてください。ログは続きから表示されます。',
    },
    denied: {
      title: 'このログは表示できません',
      detail:
        '実行が存在しないか、このセッションに閲覧権限がありません。アドレスを確認するか、実行の所有者に権限を依頼してください。',
    },
    failed: { title: 'ログを表示できません', detail: '' },
  },
  errors: {
    'run-id-invalid': {
      what: 'run-id が UUID ではありません。',
      remedy: 'run-id には実行の ID（例: 5f0c2b9e-…）を設定してください。',
    },
    'backend-missing': {
      what: '読み込み先の Supabase プロジェクトがありません。',
      remedy:
        'supabase-url と supabase-key を設定するか、configure() を呼ぶか、source プロパティを設定してください。',
    },
    'backend-url-invalid': {
      what: 'supabase-url が http(s) の URL ではありません。',
      remedy: 'プロジェクトの URL（例: https://xyz.supabase.co）を設定してください。',
    },
    'attribute-invalid': {
      what: '属性の値が正しくないため、既定値を使います。',
      remedy: 'README の表と属性を照らし合わせてください。',
    },
    'token-missing': {
      what: 'セッショントークンがありません。',
      remedy: 'session-token または tokenProvider を設定してください。',
    },
    'token-malformed': {
      what: 'セッショントークンが JWT ではありません。',
      remedy: 'セッションの access_token を「Bearer」なしで、そのまま渡してください。',
    },
    'token-expired': {
      what: 'セッショントークンの有効期限が切れています。',
      remedy: '新しい session-token か、それを返す tokenProvider を設定してください。',
    },
    'token-refused': {
      what: 'サーバーがセッショントークンを受け付けませんでした。',
      remedy: 'サインインし直して、新しい session-token を設定してください。',
    },
    'token-provider-failed': {
      what: 'tokenProvider が失敗したか、トークンを返しませんでした。',
      remedy: 'JWT を返すようにしてください。期限が切れる前にもう一度呼ばれます。',
    },
    denied: {
      what: 'この実行は存在しないか、このセッションに閲覧権限がありません。',
      remedy: '実行の ID と、トークンがプロジェクトのメンバーのものかを確認してください。',
    },
    'history-unreachable': {
      what: 'データベースに接続できません。',
      remedy: '失われる行はありません。サーバーが応答しだい、続きから表示します。',
    },
    'history-refused': {
      what: 'データベースが要求を拒否しました。',
      remedy: 'マイグレーションが適用されているか、テーブル名が正しいかを確認してください。',
    },
    'history-unreadable': {
      what: 'サーバーの応答が行のページではありません。',
      remedy: 'supabase-url を確認してください。プロキシが代わりに応答している可能性があります。',
    },
    'live-unreachable': {
      what: 'ライブ接続ができないため、行を一定間隔で取得しています。',
      remedy:
        '失われる行はありません。CSP (connect-src) とプロキシでプロジェクトへの wss: を許可してください。',
    },
    'row-malformed': {
      what: 'ログの行として正しくない行を、届いたまま表示しています。',
      remedy: 'テーブルをマイグレーションと照らし合わせるか、列の対応を設定してください。',
    },
    'row-unplaceable': {
      what: '使える seq・id・時刻のない行があり、並べられませんでした。',
      remedy:
        'seq はデータベースに割り当てさせてください。seq がない場合、id と created_at は null にできません。',
    },
    'message-malformed': {
      what: 'ライブメッセージの形式が正しくないため、その行をデータベースから読みます。',
      remedy: 'マイグレーションとこのパッケージのバージョンが合っているか確認してください。',
    },
    'search-unavailable': {
      what: '検索ワーカーを開始できないため、ページ内で検索します。',
      remedy:
        'worker-src blob: を許可するか、モジュールをページと同じオリジンから配信してください。',
    },
    'locale-unavailable': {
      what: 'この言語のテキストを読み込めませんでした。表示は今の言語のままです。',
      remedy: '「locales」フォルダーをバンドルの隣に置き、CSP の script-src で許可してください。',
    },
    'query-invalid': {
      what: '検索の一部を解釈できないため、語として検索します。',
      remedy: '検索の書き方は README にあります。',
    },
    'source-failed': {
      what: '行の取得元で問題が発生しました。',
      remedy: 'cause を確認してください。',
    },
  },
  search: 'ログを検索',
  searchClear: '検索をクリア',
  searchNext: '次の一致',
  searchPrevious: '前の一致',
  searchFilter: '一致した行だけを表示',
  searchHighlight: 'すべて表示して一致を強調',
  searchPending: '検索中…',
  hits: (current, total) => (current === null ? total : `${current} / ${total}`),
  steps: {
    error: (place, total) => `エラー ${place} / ${total}`,
    warning: (place, total) => `警告 ${place} / ${total}`,
    match: (place, total) => `一致 ${place} / ${total}`,
  },
  steppedAround: (text, from) =>
    from === 'start' ? `${text}（先頭に戻りました）` : `${text}（末尾に戻りました）`,
  stepNone: {
    error: '表示中の行にエラーはありません',
    warning: '表示中の行に警告はありません',
    match: '一致する行はありません',
  },
  filterByLevel: 'レベルで絞り込む',
  levelCount: (level, count) => `${level}: ${count}`,
  follow: '最新の行を追う',
  pause: '一時停止',
  resume: '再開',
  wrap: '行を折り返す',
  reading: '閲覧モード',
  readingLeave: '閲覧モードを終了',
  readingRows: (first, last, total) => `${total} 行中 ${first}～${last} 行`,
  readingOlder: '前の行',
  readingNewer: (rows) => `次の行（${rows}）`,
  copyShown: '行をコピー',
  copied: (rows) => `${rows} 行をコピーしました`,
  copyFailed: 'ブラウザーがコピーを許可しませんでした',
  more: 'その他',
  timeFormat: '時刻',
  timeFormats: {
    local: '現地時刻',
    utc: 'UTC',
    elapsed: '開始からの時間',
    delta: '前の行からの時間',
    none: '表示しない',
  },
  keys: 'キーボードショートカット',
  close: '閉じる',
  newRows: (rows) => `新着 ${rows} 行`,
  newErrors: (errors) => `エラー ${errors} 件`,
  toEnd: '最新の行へ',
  pausedRows: (rows) =>
    numberIn(rows) === 0 ? '一時停止中。' : `一時停止中。新着 ${rows} 行が待機しています。`,
  noneShown: (total) => `${total} 行中 0 行を表示`,
  clearFilters: '絞り込みを解除',
  reconnect: '再試行',
  loadOlder: '前の行を読み込む',
  loadingOlder: '前の行を読み込み中…',
  flood: (rate, isBrief) =>
    `毎秒 ${rate} 行。読める速さを超えています。${isBrief ? '落ち着くまで、行のフィールド、リンク、時間の注記を省き、マップと読み上げの頻度を下げます。' : ''}行はすべて保持されます。`,
  bufferFull: '前の行はデータベースにあります。メモリーにはこれ以上入りません (max-rows)。',
  startOfRun: '実行の開始',
  olderAbove: '上にスクロールすると前の行を読み込みます',
  olderFailed: '前の行を読み込めませんでした',
  loadNewer: '次の行を読み込む',
  loadingNewer: '次の行を読み込み中…',
  newerFailed: '次の行を読み込めませんでした',
  rowsHeld: (first, last, rows) =>
    rows === null ? `${first} – ${last} 行` : `${rows} 行中 ${first} – ${last} 行`,
  liveContinues: (rows, errors) =>
    `ライブ継続中: ${list(`新着 ${rows} 行`, errors === null ? null : `エラー ${errors} 件`)}`,
  backToLive: 'ライブに戻る',
  goingThere: '移動中…',
  jumpFailed: 'その場所を読み込めませんでした',
  jump: '移動…',
  jumpLabel: '行または時刻へ移動',
  jumpHint: '行 1234 または #1234、時刻 14:02、日時 2026-11-23 14:02、最新行の 5 分前は -5m',
  jumpGo: '移動',
  toStart: '実行の開始へ',
  jumpUnclear: '行番号・時刻・日付のいずれでもありません',
  jumpNothing: 'その行はありません',
  gap: (first, last) =>
    first === last
      ? `行 ${first} は保存期間の終了により削除されました`
      : `行 ${first}～${last} は保存期間の終了により削除されました`,
  outage: (start, end, recovered, deleted) =>
    list(
      `${start}${end === null ? ' ～' : `～${end}`} 切断`,
      recovered && `${end === null ? 'これまでに ' : ''}${recovered} 行を回復`,
      deleted && `${deleted} 行はその間に削除`,
    ),
  malformed: (why) => `この行は読み取れませんでした（${why}）`,
  expand: '詳細を表示',
  collapse: '詳細を隠す',
  moreLines: (lines) => `+${lines} 行`,
  moreChars: (chars) => `あと ${chars} 文字は表示していません。行をコピーすると全文を得られます`,
  copyRow: '行をコピー',
  details: '詳細',
  rowCount: (rows) => `${rows} 行`,
  rowCountOf: (shown, rows) => `${rows} 行中 ${shown} 行`,
  lastRow: (age) => `最後の行: ${age}`,
  announceRows: (rows, errors, warnings) =>
    list(`新着 ${rows} 行`, errors && `エラー ${errors} 件`, warnings && `警告 ${warnings} 件`),
  announceOutage: (recovered, deleted) =>
    list(
      recovered === null ? '切断後に再接続しました' : `切断後に ${recovered} 行を回復しました`,
      deleted && `${deleted} 行はその間に削除`,
    ),
  streamDetails: 'ストリームの詳細',
  stateSince: (state, time) => `${state}（${time} から）`,
  streamCounts: {
    received: '受信した行',
    repaired: '読み直して回復',
    duplicate: '除いた重複',
    late: '遅れて届き並べ直し',
    missing: '欠落（削除済み）',
    reconnects: '再接続',
  },
  commitToPaint: '書き込みから表示まで',
  commitToPaintMs: (half, most) => `${half} ミリ秒、95 % は ${most} ミリ秒以内`,
  minimap: 'ミニマップ',
  minimapLabel: 'ログ内の位置',
  minimapTip: (time, counts) => [time, counts].filter(Boolean).join(' · '),
  minimapPlace: (row, rows, time, counts) =>
    list(`${rows} 行中 ${row} 行`, time, `付近に${counts}`),
  severityCounts: (errors, warnings) =>
    list(errors && `エラー ${errors} 件`, warnings && `警告 ${warnings} 件`),
  histogram: '時間ごとの行数',
  timeStretch: (start, end, counts) => `${start} – ${end} · ${counts}`,
  timeFrom: '開始',
  timeUntil: '終了',
  clearTimes: '全期間を表示',
  keyNames: {
    ' ': 'スペース',
    Ctrl: 'Ctrl',
    End: 'End',
    Enter: 'Enter',
    Escape: 'Esc',
    Home: 'Home',
    PageDown: 'Page Down',
    PageUp: 'Page Up',
    Shift: 'Shift',
  },
  keyGroups: { move: '移動', find: '検索', rows: '行', view: '表示' },
  keyLines: {
    rows: '前の行、次の行',
    pages: '1 ページ上、下',
    ends: '最初の行、最後の行',
    errors: '次のエラー、前のエラー',
    warnings: '次の警告、前の警告',
    follow: '最新の行を追う',
    jump: '行・時刻・開始へ移動',
    search: '検索（もう一度でブラウザーの検索）',
    searchKey: '検索',
    hits: '次の一致、前の一致',
    fieldHits: '同じ操作（検索欄から）',
    details: '詳細を表示または隠す',
    openClose: '詳細を表示、隠す',
    extend: '選択を上、下へ広げる',
    extendPage: '1 ページ上、下まで選択',
    extendEnds: '最初、最後の行まで選択',
    select: '行を選択または解除',
    all: '表示中の行をすべて選択',
    copy: '選択、行、またはすべてをコピー',
    takeAway: 'コピーまたはダウンロード',
    histogram: '時間ごとの行数を表示または隠す',
    pause: '一時停止、再開',
    reading: '閲覧モード（行を文書として表示）',
    keys: 'この一覧',
    leave: '検索を離れる、開いたものを閉じる',
    mark: '末尾に目印を置く',
    marks: '次の目印、前の目印',
    removeMark: '目印を外す',
  },
  taking: {
    selected: (rows) => `${rows} 行を選択中`,
    clear: '選択を解除',
    open: 'コピーまたはダウンロード…',
    which: '行',
    scopes: { selected: '選択した行', shown: '絞り込んだ行', all: '実行全体' },
    scopeCount: (scope, rows) => `${scope}（${rows}）`,
    format: '形式',
    formats: {
      text: 'テキスト',
      markdown: 'Markdown',
      'json-array': 'JSON',
      json: 'JSON Lines',
      csv: 'CSV',
    },
    maskSecrets: '機密情報を伏せる',
    maskSecretsWhat: 'トークン、鍵、パスワード、メールアドレス、カード番号',
    copy: 'コピー',
    download: 'ダウンロード',
    cancel: 'キャンセル',
    saveSoFar: 'ここまでを保存',
    progress: (rows, total) =>
      total === null ? `${rows} 行を読み込みました` : `${total} 行中 ${rows} 行を読み込みました`,
    waitsForServer: 'サーバーが応答しません。再試行中…',
    waitsForSession: '新しいセッションを待っています…',
    copied: (rows, format, masked) => `${rows} 行を${format}でコピーしました${maskedOf(masked)}`,
    downloaded: (rows, masked, missing) =>
      `${rows} 行をダウンロードしました${maskedOf(masked)}` +
      (missing === null ? '' : `。${missing} 行は読み込めませんでした（ファイルに記載）`),
    canceled: 'キャンセルしました。何も保存していません',
    nothing: '行がありません',
    tooMany: (limit) => `${limit} 行を超えるとコピーできません。ダウンロードしてください`,
    copyByHand:
      'ブラウザーがコピーを許可しませんでした。選択済みのテキストを、キーかメニューでコピーしてください。',
    fileFailed: 'ブラウザーがファイルを作成できませんでした',
    facts: {
      run: '実行',
      rows: '行',
      time: '時刻',
      levels: 'レベル',
      search: '検索',
      masked: '伏せた情報',
      removed: '保存期間の終了により削除',
      outages: '切断',
      missing: '欠落',
    },
    rowsOfRun: (rows, first, last) =>
      first === last
        ? `${rows}（実行の ${first} 行目）`
        : `${rows}（実行の ${first}～${last} 行目）`,
    missingRows: (first, last, why) =>
      (first === last ? `行 ${first} がありません` : `行 ${first}～${last} がありません`) +
      (why === null ? '' : `: ${why}`),
    stopped: '読み込みは途中で止められました',
    notHeld: 'すでにメモリーになく、この取得元は任意の位置から読めません',
  },
  mark: '目印を置く',
  removeMark: 'この目印を外す',
  markLine: (mark, time, since) =>
    [`目印 ${mark}`, time, since && `前の目印から ${since} 行`].filter(Boolean).join(' · '),
  marked: (mark) => `目印 ${mark} を置きました`,
  late: (span) => `${span} 遅れて届きました。上の行のほうが後に書かれています`,
  pauseBefore: (span) => `上の行から ${span}`,
  fieldsTree: 'フィールド',
  messageTree: 'JSON としてのメッセージ',
  rawText: '元のテキスト',
  copyPath: 'パスをコピー',
  copyValue: '値をコピー',
  copyRaw: '元のテキストをコピー',
  pathCopied: 'パスをコピーしました',
  valueCopied: '値をコピーしました',
  treeEntries: (entries) => `${entries} 項目`,
  treeMore: (entries) => `あと ${entries} 件を表示`,
};
