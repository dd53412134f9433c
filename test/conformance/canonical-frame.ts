/**
 * A frame with what differs from run to run replaced by labels: ids by the order in which they were first seen, times
 * by their kind. Two conversations that went alike have equal canonical frames; everything else is compared as it is.
 */

const MESSAGE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const COMMIT_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
/** The recordings cut longer strings, and say so. */
const SHOWN_CHARACTERS = 60;
const CUT_FROM_CHARACTERS = 10_000;

/** The labels that one side of a conversation has got so far. */
export class FrameLabels {
  readonly #labels = new Map<string | number, string>();

  canonical(frame: unknown): unknown {
    return this.#value(frame, '', '');
  }

  #value(value: unknown, key: string, parentKey: string): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#value(item, key, parentKey));
    if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
      return Object.fromEntries(
        entries.map(([name, item]) => [name, this.#value(item, name, key)]),
      );
    }
    if (typeof value === 'number') {
      const isBinding = key === 'ids' || (key === 'id' && parentKey === 'postgres_changes');
      return isBinding ? this.#label('binding', value) : value;
    }
    return typeof value === 'string' ? this.#text(value, key) : value;
  }

  #text(value: string, key: string): string {
    if (MESSAGE_ID.test(value)) return this.#label('message', value);
    if (key === 'commit_timestamp' && COMMIT_TIME.test(value)) return 'the time of the commit';
    if (value.length > CUT_FROM_CHARACTERS) {
      return `${value.slice(0, SHOWN_CHARACTERS)}…<${value.length} characters in all>`;
    }
    // The seconds are how late the server's timer was, or how long ago the token was made.
    return value
      .replace(/expired [0-2] seconds ago/, 'expired just now')
      .replace(/expired 3[67]\d\d seconds ago/, 'expired an hour ago');
  }

  #label(kind: string, id: string | number): string {
    const label = this.#labels.get(id) ?? `${kind} ${this.#labels.size + 1}`;
    this.#labels.set(id, label);
    return label;
  }
}
