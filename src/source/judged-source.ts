/**
 * A source whose rows have been through a `SeverityJudge`, whatever way they take: live, read, from another place of the
 * run or found in it. So a host's rules hold for every source alike, and no source knows of them.
 */
import type { SeverityJudge } from '../core/severity-judge.js';
import type {
  LogPlaces,
  LogSearch,
  LogSink,
  LogSource,
  LogStream,
  PlacePage,
} from './log-source.js';

/** The source, its rows judged. */
export function judgedSource(source: LogSource, judge: SeverityJudge): LogSource {
  return {
    open: (runId, sink) => judgedStream(source.open(runId, judgedSink(sink, judge)), judge),
  };
}

function judgedSink(sink: LogSink, judge: SeverityJudge): LogSink {
  return {
    probe: sink.probe,
    append: (rows, origin) => sink.append(judge.rows(rows), origin),
    amend: (row) => sink.amend(row),
    prepend: (rows, reachedStart) => sink.prepend(judge.rows(rows), reachedStart),
    transition: (event, reason) => sink.transition(event, reason),
    error: (error) => sink.error(error),
    tokenNeeded: (reason, expiresAtMs) => sink.tokenNeeded(reason, expiresAtMs),
    run: (info) => sink.run(info),
  };
}

function judgedStream(stream: LogStream, judge: SeverityJudge): LogStream {
  // What a source offers may come and go, and its wrapper must stay the same one as long as it does.
  const places = wrappedOnce((offered: LogPlaces) => judgedPlaces(offered, judge));
  const search = wrappedOnce((offered: LogSearch) => judgedSearch(offered, judge));
  return {
    get places() {
      return places(stream.places);
    },
    get search() {
      return search(stream.search);
    },
    loadOlder: (limit, before) => stream.loadOlder(limit, before),
    setToken: (token) => stream.setToken(token),
    reconnect: () => stream.reconnect(),
    close: () => stream.close(),
  };
}

function judgedPlaces(places: LogPlaces, judge: SeverityJudge): LogPlaces {
  const judged = (page: PlacePage): PlacePage => ({ ...page, rows: judge.rows(page.rows) });
  return {
    older: async (...args) => judged(await places.older(...args)),
    newer: async (...args) => judged(await places.newer(...args)),
    seqAt: (timeMs, signal) => places.seqAt(timeMs, signal),
  };
}

function judgedSearch(search: LogSearch, judge: SeverityJudge): LogSearch {
  return {
    older: async (...args) => {
      const page = await search.older(...args);
      return { ...page, rows: judge.rows(page.rows) };
    },
  };
}

function wrappedOnce<Offered extends object>(
  wrap: (offered: Offered) => Offered,
): (offered: Offered | undefined) => Offered | undefined {
  const wrapped = new WeakMap<Offered, Offered>();
  return (offered) => {
    if (offered === undefined) return undefined;
    let known = wrapped.get(offered);
    if (known === undefined) wrapped.set(offered, (known = wrap(offered)));
    return known;
  };
}
