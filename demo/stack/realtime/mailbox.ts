/**
 * One thing at a time, in the order posted. A task that waits holds back all behind it, which is why one refused join
 * silences a whole socket: the real server has one process, with one mailbox, for each socket and for each channel.
 */

export type Task = () => void | Promise<void>;

export class Mailbox {
  readonly #onError: (error: unknown) => void;
  #waiting: Task[] = [];
  #busy = false;
  #closed = false;

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** Runs `task` at once when nothing is under way, else after everything posted before it. */
  post(task: Task): void {
    if (this.#closed) return;
    this.#waiting.push(task);
    if (!this.#busy) this.#drain();
  }

  /** Forgets what waits, and takes nothing more. */
  close(): void {
    this.#closed = true;
    this.#waiting = [];
  }

  #drain(): void {
    this.#busy = true;
    // Taken in batches: shifting a long queue one by one is quadratic.
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      for (const [index, task] of batch.entries()) {
        if (this.#closed) break;
        const pending = this.#run(task);
        if (pending === undefined) continue;
        this.#waiting = [...batch.slice(index + 1), ...this.#waiting];
        void pending.then(() => this.#drain());
        return;
      }
    }
    this.#busy = false;
  }

  #run(task: Task): Promise<void> | undefined {
    try {
      const outcome = task();
      return outcome instanceof Promise ? outcome.catch(this.#onError) : undefined;
    } catch (error) {
      this.#onError(error);
      return undefined;
    }
  }
}
