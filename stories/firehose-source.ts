/** A run that writes faster than anyone can read. */
import type { LogSink, LogStream } from '../src/element.js';
import { isFixed, pass, rewind } from './moment.js';
import { LiveStorySource, workflowRows } from './story-source.js';

/** More than twice what is a flood. */
const ROWS_PER_SECOND = 5_000;
/** The rate is counted over two seconds, in slices; a picture needs all of them full. In milliseconds. */
const SLICE_MS = 200;
const SLICES = 12;

/** 5,000 rows a second for as long as somebody looks; in a fixed moment, two seconds of them at once. */
export class FirehoseSource extends LiveStorySource {
  #isFlooded = false;

  constructor() {
    super(isFixed ? 1 : ROWS_PER_SECOND);
  }

  override open(runId: string, sink: LogSink): LogStream {
    const stream = super.open(runId, sink);
    return {
      ...stream,
      close: () => {
        rewind();
        stream.close();
      },
    };
  }

  /** In a fixed moment: the seconds in which the rows come. Otherwise they come by themselves. */
  flood(): void {
    if (!isFixed || this.#isFlooded) return;
    this.#isFlooded = true;
    const count = (ROWS_PER_SECOND * SLICE_MS) / 1_000;
    for (let slice = 0; slice < SLICES; slice++) {
      pass(SLICE_MS);
      const spacing = SLICE_MS / count;
      const endMs = Date.now();
      this.append(
        workflowRows(count, slice + 1).map((row, at) => ({
          ...row,
          createdAt: new Date(endMs - (count - at) * spacing).toISOString(),
        })),
      );
    }
  }
}
