/** A sink that goes deaf: what an earlier stream still has to say is not to reach whoever listens to a later one. */
import type { LogSink } from '../source/log-source.js';

/** Passes on what is said as long as `isCurrent` holds for the sink that it is said to. */
export function guardedSink(target: LogSink, isCurrent: (sink: LogSink) => boolean): LogSink {
  const ifCurrent =
    <Args extends unknown[]>(action: (...args: Args) => void) =>
    (...args: Args): void => {
      if (isCurrent(sink)) action(...args);
    };
  const sink: LogSink = {
    probe: target.probe,
    append: ifCurrent((...args: Parameters<LogSink['append']>) => target.append(...args)),
    amend: ifCurrent((...args: Parameters<LogSink['amend']>) => target.amend(...args)),
    prepend: ifCurrent((...args: Parameters<LogSink['prepend']>) => target.prepend(...args)),
    transition: ifCurrent((...args: Parameters<LogSink['transition']>) =>
      target.transition(...args),
    ),
    error: ifCurrent((...args: Parameters<LogSink['error']>) => target.error(...args)),
    tokenNeeded: ifCurrent((...args: Parameters<LogSink['tokenNeeded']>) =>
      target.tokenNeeded(...args),
    ),
    run: ifCurrent((...args: Parameters<LogSink['run']>) => target.run(...args)),
  };
  return sink;
}
