/** The texts in Arabic, which tells one, two, few and many apart. */
import { numberIn, pluralsOf } from '../plural.js';
import type { LogStreamStrings } from '../strings.js';

const plural = pluralsOf('ar');
const rowsOf = (rows: string): string =>
  plural(rows, {
    zero: 'لا أسطر',
    one: 'سطر واحد',
    two: 'سطران',
    few: '# أسطر',
    many: '# سطرًا',
    other: '# سطر',
  });
const newRowsOf = (rows: string): string =>
  plural(rows, {
    zero: 'لا أسطر جديدة',
    one: 'سطر جديد واحد',
    two: 'سطران جديدان',
    few: '# أسطر جديدة',
    many: '# سطرًا جديدًا',
    other: '# سطر جديد',
  });
const errorsOf = (errors: string): string =>
  plural(errors, {
    zero: 'لا أخطاء',
    one: 'خطأ واحد',
    two: 'خطآن',
    few: '# أخطاء',
    many: '# خطأً',
    other: '# خطأ',
  });
const warningsOf = (warnings: string): string =>
  plural(warnings, {
    zero: 'لا تحذيرات',
    one: 'تحذير واحد',
    two: 'تحذيران',
    few: '# تحذيرات',
    many: '# تحذيرًا',
    other: '# تحذير',
  });
const list = (...parts: readonly (string | null)[]): string => parts.filter(Boolean).join('، ');
const maskedOf = (masked: string | null): string =>
  masked === null
    ? ''
    : `، ${plural(masked, {
        one: 'وحُجب سر واحد',
        two: 'وحُجب سرّان',
        few: 'وحُجبت # أسرار',
        many: 'وحُجب # سرًا',
        other: 'وحُجب # سر',
      })}`;

export const strings: LogStreamStrings = {
  label: 'سجل التشغيل',
  rows: 'أسطر السجل',
  levels: {
    trace: 'تتبّع',
    debug: 'تصحيح',
    info: 'معلومات',
    warn: 'تحذير',
    error: 'خطأ',
    fatal: 'خطأ فادح',
    unknown: 'بلا مستوى',
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
  levelGuessed: 'مُستنتَج من النص',
  levelUnknown: 'لم يُذكر مستوى',
  states: {
    idle: 'خامل',
    connecting: 'جارٍ الاتصال',
    'catching-up': 'جارٍ اللحاق',
    live: 'مباشر',
    polling: 'استعلام دوري',
    degraded: 'متدهور',
    paused: 'متوقف مؤقتًا',
    'auth-required': 'تسجيل الدخول مطلوب',
    denied: 'لا صلاحية',
    ended: 'انتهى',
    failed: 'فشل',
  },
  stateDetails: {
    polling: 'بلا اتصال مباشر؛ تُجلب الأسطر كل بضع ثوانٍ، ولا يضيع منها شيء.',
    degraded: 'تفوت الاتصالَ المباشر بعضُ الأسطر؛ فتُجلب من قاعدة البيانات.',
    connecting: 'تبقى الأسطر المعروضة، ويُجلب ما ينقص منها بعد الاتصال.',
  },
  notices: {
    idle: { title: 'لم يُحدَّد تشغيل', detail: 'يظهر السجل هنا بعد اختيار تشغيل.' },
    connecting: { title: 'جارٍ الاتصال…', detail: 'يُفتح سجل هذا التشغيل.' },
    empty: { title: 'لا شيء في السجل بعد', detail: 'تظهر الأسطر هنا لحظة كتابتها.' },
    'ended-empty': { title: 'لم يُسجَّل شيء', detail: 'انتهى هذا التشغيل دون أي سطر.' },
    'auth-required': {
      title: 'انتهت جلستك',
      detail: 'سجّل الدخول من جديد أو أعد تحميل الصفحة؛ ويستمر السجل من حيث توقف.',
    },
    denied: {
      title: 'هذا السجل غير متاح',
      detail:
        'التشغيل غير موجود، أو لا يحق لهذه الجلسة رؤيته. تحقق من العنوان، أو اطلب الصلاحية من مالك التشغيل.',
    },
    failed: { title: 'يتعذر عرض السجل', detail: '' },
  },
  errors: {
    'run-id-invalid': {
      what: 'run-id ليس UUID.',
      remedy: 'اجعل run-id معرّف تشغيل، مثل 5f0c2b9e-….',
    },
    'backend-missing': {
      what: 'لا يوجد مشروع Supabase للقراءة منه.',
      remedy: 'عيّن supabase-url وsupabase-key، أو استدعِ configure()، أو عيّن الخاصية source.',
    },
    'backend-url-invalid': {
      what: 'supabase-url ليس عنوان http(s).',
      remedy: 'استخدم عنوان المشروع، مثل https://xyz.supabase.co.',
    },
    'attribute-invalid': {
      what: 'لإحدى السمات قيمة غير مسموحة، فاستُخدمت القيمة الافتراضية.',
      remedy: 'قارن السمة بالجدول في README.',
    },
    'token-missing': {
      what: 'لا يوجد رمز للجلسة.',
      remedy: 'عيّن session-token أو tokenProvider.',
    },
    'token-malformed': {
      what: 'رمز الجلسة ليس JWT.',
      remedy: 'مرّر access_token الخاص بالجلسة كما هو، دون ”Bearer“.',
    },
    'token-expired': {
      what: 'انتهت صلاحية رمز الجلسة.',
      remedy: 'عيّن session-token جديدًا، أو tokenProvider يعيد رمزًا جديدًا.',
    },
    'token-refused': {
      what: 'لم يقبل الخادم رمز الجلسة.',
      remedy: 'سجّل الدخول من جديد وعيّن session-token الجديد.',
    },
    'token-provider-failed': {
      what: 'أخفق tokenProvider، أو لم يُعد رمزًا.',
      remedy: 'اجعله يعيد JWT؛ ويُسأل من جديد قبل انتهاء الرمز.',
    },
    denied: {
      what: 'هذا التشغيل غير موجود، أو لا يحق لهذه الجلسة رؤيته.',
      remedy: 'تحقق من معرّف التشغيل، ومن أن الرمز لعضو في مشروعه.',
    },
    'history-unreachable': {
      what: 'تعذر الوصول إلى قاعدة البيانات.',
      remedy: 'لا يضيع شيء: يستمر العرض من حيث توقف حالما يستجيب الخادم.',
    },
    'history-refused': {
      what: 'رفضت قاعدة البيانات الطلب.',
      remedy: 'تحقق من تطبيق ترحيلات السجل ومن صحة اسم الجدول.',
    },
    'history-unreadable': {
      what: 'ردّ الخادم ليس صفحة من الأسطر.',
      remedy: 'تحقق من supabase-url؛ فربما يردّ وكيلٌ مكانه.',
    },
    'live-unreachable': {
      what: 'تعذر الاتصال المباشر؛ فتُجلب الأسطر على فترات.',
      remedy: 'لا يضيع شيء. اسمح بـ wss: إلى المشروع في CSP (connect-src) وفي الوكلاء.',
    },
    'row-malformed': {
      what: 'لم يكن لأحد الأسطر شكل سطر سجل؛ فعُرض كما ورد.',
      remedy: 'قارن الجدول بالترحيلات، أو عيّن مطابقة الأعمدة.',
    },
    'row-unplaceable': {
      what: 'سطر بلا seq أو id أو وقت صالح، فتعذر ترتيبه.',
      remedy: 'دع قاعدة البيانات تمنح seq؛ وبدونه يجب ألا يكون id وcreated_at فارغين (null).',
    },
    'message-malformed': {
      what: 'لم يكن لرسالة مباشرة الشكل المتوقع؛ فتُقرأ أسطرها من قاعدة البيانات.',
      remedy: 'تحقق من توافق إصدار الترحيلات مع إصدار هذه الحزمة.',
    },
    'search-unavailable': {
      what: 'تعذر بدء عامل البحث؛ فيجري البحث في الصفحة.',
      remedy: 'اسمح بـ worker-src blob:، أو قدّم الوحدات من مصدر الصفحة نفسها.',
    },
    'locale-unavailable': {
      what: 'تعذر تحميل نصوص هذه اللغة؛ فيبقى العرض بلغته.',
      remedy: 'ضع المجلد ”locales“ بجانب الحزمة، واسمح به في script-src ضمن CSP.',
    },
    'query-invalid': {
      what: 'لم يُفهم جزء من البحث، فيُبحث عنه ككلمات.',
      remedy: 'لغة البحث مشروحة في README.',
    },
    'source-failed': { what: 'أخفق مصدر الأسطر.', remedy: 'انظر السبب (cause).' },
  },
  search: 'ابحث في السجل',
  searchClear: 'مسح البحث',
  searchNext: 'النتيجة التالية',
  searchPrevious: 'النتيجة السابقة',
  searchFilter: 'إظهار الأسطر المطابقة فقط',
  searchHighlight: 'إظهار كل الأسطر وتمييز المطابق',
  searchPending: 'جارٍ البحث…',
  hits: (current, total) => (current === null ? total : `${current} من ${total}`),
  steps: {
    error: (place, total) => `الخطأ ${place} من ${total}`,
    warning: (place, total) => `التحذير ${place} من ${total}`,
    match: (place, total) => `النتيجة ${place} من ${total}`,
  },
  steppedAround: (text, from) =>
    from === 'start' ? `${text}، من البداية من جديد` : `${text}، من النهاية من جديد`,
  stepNone: {
    error: 'لا أخطاء بين الأسطر المعروضة',
    warning: 'لا تحذيرات بين الأسطر المعروضة',
    match: 'لا نتائج',
  },
  filterByLevel: 'التصفية حسب المستوى',
  levelCount: (level, count) => `${level}: ${count}`,
  follow: 'متابعة أحدث الأسطر',
  pause: 'إيقاف مؤقت',
  resume: 'استئناف',
  wrap: 'التفاف الأسطر',
  reading: 'وضع القراءة',
  readingLeave: 'مغادرة وضع القراءة',
  readingRows: (first, last, total) => `الأسطر ${first}–${last} من ${total}`,
  readingOlder: 'أسطر أقدم',
  readingNewer: (rows) => `أسطر أحدث (${rows})`,
  copyShown: 'نسخ الأسطر',
  copied: (rows) => `نُسخ: ${rowsOf(rows)}`,
  copyFailed: 'لم يسمح المتصفح بالنسخ',
  more: 'المزيد',
  timeFormat: 'الوقت',
  timeFormats: {
    local: 'الوقت المحلي',
    utc: 'UTC',
    elapsed: 'منذ البداية',
    delta: 'منذ السطر السابق',
    none: 'بلا وقت',
  },
  keys: 'اختصارات لوحة المفاتيح',
  close: 'إغلاق',
  newRows: newRowsOf,
  newErrors: errorsOf,
  toEnd: 'أحدث الأسطر',
  pausedRows: (rows) =>
    numberIn(rows) === 0 ? 'متوقف مؤقتًا.' : `متوقف مؤقتًا. في الانتظار: ${newRowsOf(rows)}.`,
  noneShown: (total) => `المعروض 0 من ${rowsOf(total)}`,
  clearFilters: 'مسح عوامل التصفية',
  reconnect: 'إعادة المحاولة',
  loadOlder: 'تحميل أسطر أقدم',
  loadingOlder: 'تُحمَّل أسطر أقدم…',
  flood: (rate, isBrief) =>
    `${rate} سطر/ث، أسرع من أن يُقرأ. ${isBrief ? 'إلى أن يهدأ: أسطر بلا حقول ولا روابط ولا ملاحظات زمنية، وتحديث الخريطة والإعلانات أقل تواترًا. ' : ''}كل سطر محفوظ.`,
  bufferFull: 'الأسطر الأقدم في قاعدة البيانات؛ ولا تتسع الذاكرة لمزيد (max-rows).',
  startOfRun: 'بداية التشغيل',
  olderAbove: 'تُحمَّل الأسطر الأقدم عند التمرير إلى الأعلى',
  olderFailed: 'تعذر تحميل الأسطر الأقدم',
  loadNewer: 'تحميل أسطر أحدث',
  loadingNewer: 'تُحمَّل أسطر أحدث…',
  newerFailed: 'تعذر تحميل الأسطر الأحدث',
  rowsHeld: (first, last, rows) =>
    rows === null ? `الأسطر ${first} – ${last}` : `الأسطر ${first} – ${last} من ${rows}`,
  liveContinues: (rows, errors) =>
    `البث المباشر مستمر: ${list(newRowsOf(rows), errors === null ? null : errorsOf(errors))}`,
  backToLive: 'العودة إلى المباشر',
  goingThere: 'جارٍ الانتقال…',
  jumpFailed: 'تعذر تحميل ذلك الموضع',
  jump: 'الانتقال إلى…',
  jumpLabel: 'الانتقال إلى سطر أو وقت',
  jumpHint: 'سطر 1234 أو #1234، وقت 14:02، تاريخ 2026-11-23 14:02، أو ‎-5m قبل أحدث سطر',
  jumpGo: 'انتقال',
  toStart: 'بداية التشغيل',
  jumpUnclear: 'ليس رقم سطر ولا وقتًا ولا تاريخًا',
  jumpNothing: 'لا يوجد سطر كهذا',
  gap: (first, last) =>
    first === last
      ? `حُذف السطر ${first} لانتهاء مدة حفظه`
      : `حُذفت الأسطر ${first}–${last} لانتهاء مدة حفظها`,
  outage: (start, end, recovered, deleted) =>
    list(
      `${start}${end === null ? ' –' : `–${end}`} انقطاع`,
      recovered && `استُعيد ${end === null ? 'حتى الآن ' : ''}${rowsOf(recovered)}`,
      deleted && `حُذف في الأثناء ${rowsOf(deleted)}`,
    ),
  malformed: (why) => `تعذرت قراءة هذا السطر (${why})`,
  expand: 'إظهار التفاصيل',
  collapse: 'إخفاء التفاصيل',
  moreLines: (lines) => `+ ${rowsOf(lines)}`,
  moreChars: (chars) =>
    `${plural(chars, {
      one: 'حرف واحد آخر غير معروض',
      two: 'حرفان آخران غير معروضين',
      few: '# أحرف أخرى غير معروضة',
      many: '# حرفًا آخر غير معروض',
      other: '# حرف آخر غير معروض',
    })}؛ انسخ السطر لتحصل عليه كاملًا`,
  copyRow: 'نسخ السطر',
  details: 'التفاصيل',
  rowCount: rowsOf,
  rowCountOf: (shown, rows) => `${shown} من ${rowsOf(rows)}`,
  lastRow: (age) => `آخر سطر ${age}`,
  announceRows: (rows, errors, warnings) =>
    list(newRowsOf(rows), errors && errorsOf(errors), warnings && warningsOf(warnings)),
  announceOutage: (recovered, deleted) =>
    list(
      recovered === null ? 'عاد الاتصال بعد انقطاع' : `استُعيد بعد انقطاع: ${rowsOf(recovered)}`,
      deleted && `حُذف في الأثناء ${rowsOf(deleted)}`,
    ),
  streamDetails: 'تفاصيل البث',
  stateSince: (state, time) => `${state} منذ ${time}`,
  streamCounts: {
    received: 'الأسطر المستلمة',
    repaired: 'مستعادة بالقراءة',
    duplicate: 'مكررة أُسقطت',
    late: 'متأخرة رُتبت',
    missing: 'ناقصة (محذوفة)',
    reconnects: 'مرات إعادة الاتصال',
  },
  commitToPaint: 'من الكتابة إلى الشاشة',
  commitToPaintMs: (half, most) => `${half} مث، و95 % خلال ${most} مث`,
  minimap: 'الخريطة المصغرة',
  minimapLabel: 'الموضع في السجل',
  minimapTip: (time, counts) => [time, counts].filter(Boolean).join(' · '),
  minimapPlace: (row, rows, time, counts) =>
    list(`السطر ${row} من ${rows}`, time, `حوله ${counts}`),
  severityCounts: (errors, warnings) =>
    list(errors && errorsOf(errors), warnings && warningsOf(warnings)),
  histogram: 'الأسطر عبر الزمن',
  timeStretch: (start, end, counts) => `${start} – ${end} · ${counts}`,
  timeFrom: 'من',
  timeUntil: 'إلى',
  clearTimes: 'إظهار كل الأوقات',
  keyNames: {
    ' ': 'مسافة',
    Ctrl: 'Ctrl',
    End: 'End',
    Enter: 'Enter',
    Escape: 'Esc',
    Home: 'Home',
    PageDown: 'Page Down',
    PageUp: 'Page Up',
    Shift: 'Shift',
  },
  keyGroups: { move: 'التنقل', find: 'البحث', rows: 'الأسطر', view: 'العرض' },
  keyLines: {
    rows: 'السطر السابق، التالي',
    pages: 'صفحة إلى الأعلى، الأسفل',
    ends: 'السطر الأول، الأخير',
    errors: 'الخطأ التالي، السابق',
    warnings: 'التحذير التالي، السابق',
    follow: 'متابعة أحدث الأسطر',
    jump: 'الانتقال إلى سطر أو وقت أو البداية',
    search: 'بحث؛ ومرة أخرى لبحث المتصفح',
    searchKey: 'بحث',
    hits: 'النتيجة التالية، السابقة',
    fieldHits: 'كذلك من حقل البحث',
    details: 'إظهار التفاصيل أو إخفاؤها',
    openClose: 'إظهار التفاصيل، إخفاؤها',
    extend: 'توسيع التحديد إلى الأعلى، الأسفل',
    extendPage: 'تحديد صفحة إلى الأعلى، الأسفل',
    extendEnds: 'التحديد حتى السطر الأول، الأخير',
    select: 'تحديد السطر أو إلغاء تحديده',
    all: 'تحديد كل الأسطر المعروضة',
    copy: 'نسخ التحديد أو السطر أو الكل',
    takeAway: 'نسخ أو تنزيل',
    histogram: 'إظهار الأسطر عبر الزمن أو إخفاؤها',
    pause: 'إيقاف مؤقت، استئناف',
    reading: 'وضع القراءة: الأسطر كمستند',
    keys: 'هذه القائمة',
    leave: 'مغادرة البحث، إغلاق ما هو مفتوح',
    mark: 'وضع علامة في النهاية',
    marks: 'العلامة التالية، السابقة',
    removeMark: 'إزالة العلامة',
  },
  taking: {
    selected: (rows) => `المحدد: ${rowsOf(rows)}`,
    clear: 'إلغاء التحديد',
    open: 'نسخ أو تنزيل…',
    which: 'الأسطر',
    scopes: { selected: 'المحددة', shown: 'المطابقة للتصفية', all: 'التشغيل كله' },
    scopeCount: (scope, rows) => `${scope} (${rows})`,
    format: 'الصيغة',
    formats: {
      text: 'نص',
      markdown: 'Markdown',
      'json-array': 'JSON',
      json: 'JSON Lines',
      csv: 'CSV',
    },
    maskSecrets: 'حجب الأسرار',
    maskSecretsWhat: 'الرموز والمفاتيح وكلمات المرور وعناوين البريد وأرقام البطاقات',
    copy: 'نسخ',
    download: 'تنزيل',
    cancel: 'إلغاء',
    saveSoFar: 'حفظ ما قُرئ',
    progress: (rows, total) =>
      total === null ? `قُرئ: ${rowsOf(rows)}` : `قُرئ ${rows} من ${rowsOf(total)}`,
    waitsForServer: 'الخادم لا يستجيب؛ تُعاد المحاولة…',
    waitsForSession: 'في انتظار جلسة جديدة…',
    copied: (rows, format, masked) => `نُسخ بصيغة ${format}: ${rowsOf(rows)}${maskedOf(masked)}`,
    downloaded: (rows, masked, missing) =>
      `نُزِّل: ${rowsOf(rows)}${maskedOf(masked)}` +
      (missing === null ? '' : `؛ وتعذرت قراءة ${rowsOf(missing)} كما يذكر الملف`),
    canceled: 'أُلغي ولم يُحفظ شيء',
    nothing: 'لا توجد أسطر',
    tooMany: (limit) => `أكثر من ${rowsOf(limit)} لا يمكن نسخه؛ نزّل الأسطر بدلًا من ذلك`,
    copyByHand: 'لم يسمح المتصفح بالنسخ. النص محدد: انسخه بلوحة المفاتيح أو من القائمة.',
    fileFailed: 'لم يتمكن المتصفح من إنشاء الملف',
    facts: {
      run: 'التشغيل',
      rows: 'الأسطر',
      time: 'الوقت',
      levels: 'المستويات',
      search: 'البحث',
      masked: 'محجوب',
      removed: 'محذوفة لانتهاء مدة الحفظ',
      outages: 'الانقطاعات',
      missing: 'ناقصة',
    },
    rowsOfRun: (rows, first, last) =>
      first === last
        ? `${rows} (رقم ${first} في التشغيل)`
        : `${rows} (${first} إلى ${last} في التشغيل)`,
    missingRows: (first, last, why) =>
      (first === last ? `السطر ${first} ناقص هنا` : `الأسطر ${first}–${last} ناقصة هنا`) +
      (why === null ? '' : `: ${why}`),
    stopped: 'أُوقفت القراءة قبل نهايتها',
    notHeld: 'لم تعد في الذاكرة، ولا يمكن قراءة هذا المصدر من أي موضع',
  },
  mark: 'وضع علامة',
  removeMark: 'إزالة هذه العلامة',
  markLine: (mark, time, since) =>
    [`العلامة ${mark}`, time, since && `${rowsOf(since)} منذ العلامة السابقة`]
      .filter(Boolean)
      .join(' · '),
  marked: (mark) => `وُضعت العلامة ${mark}`,
  late: (span) => `وصل متأخرًا ${span}: كُتبت أسطر فوقه بعده`,
  pauseBefore: (span) => `${span} بعد السطر أعلاه`,
  fieldsTree: 'الحقول',
  messageTree: 'الرسالة بصيغة JSON',
  rawText: 'النص الخام',
  copyPath: 'نسخ المسار',
  copyValue: 'نسخ القيمة',
  copyRaw: 'نسخ النص الخام',
  pathCopied: 'نُسخ المسار',
  valueCopied: 'نُسخت القيمة',
  treeEntries: (entries) =>
    plural(entries, {
      zero: 'لا عناصر',
      one: 'عنصر واحد',
      two: 'عنصران',
      few: '# عناصر',
      many: '# عنصرًا',
      other: '# عنصر',
    }),
  treeMore: (entries) => `إظهار ${entries} أخرى`,
};
