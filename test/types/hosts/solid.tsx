/** @jsxImportSource solid-js */
/** Compiled, never run: the tag in Solid's JSX. */
import type {} from '@meshhook/log-stream/solid';
import { MemoryLogSource } from '@meshhook/log-stream/element';

export const right = (
  <meshhook-log-stream
    class="log"
    attr:run-id="x"
    attr:max-rows="500"
    prop:maxRows={500}
    prop:source={new MemoryLogSource()}
    prop:redact={(text) => text.toUpperCase()}
    tokenProvider={async () => 'token'}
    on:log-stream-batch={(event) => event.entries.map((entry) => entry.seq)}
  />
);

export const wrong = [
  // @ts-expect-error there is no such transport
  <meshhook-log-stream attr:transport="pigeon" />,
  // @ts-expect-error a number of rows is a number
  <meshhook-log-stream prop:maxRows="500" />,
  // @ts-expect-error a source is no text
  <meshhook-log-stream prop:source="logs" />,
  // @ts-expect-error rules are no text
  <meshhook-log-stream severityRules="all" />,
  // @ts-expect-error an error has no entries
  <meshhook-log-stream on:log-stream-error={(event) => event.entries} />,
];
