/**
 * Lets other tasks of the thread run. A message is used because timers that follow one another are held back to
 * 4 ms each, which would make a sliced search three times slower.
 */

/** A port in Node keeps its process alive while it is listened to, unless it is told not to. */
interface Port extends MessagePort {
  ref?(): void;
  unref?(): void;
}

let waiting: (() => void)[] = [];
let channel: { readonly port1: Port; readonly port2: MessagePort } | null = null;

/** Calls `resume` in a task of its own. */
export function yieldTask(resume: () => void): void {
  channel ??= openChannel();
  channel.port1.ref?.();
  waiting.push(resume);
  channel.port2.postMessage(null);
}

function openChannel(): MessageChannel {
  const opened = new MessageChannel();
  opened.port1.onmessage = () => {
    const due = waiting;
    waiting = [];
    (opened.port1 as Port).unref?.();
    for (const each of due) each();
  };
  return opened;
}
