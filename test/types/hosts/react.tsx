/** @jsxImportSource react */
/** Compiled, never run: the tag in React 19's JSX. */
import type {} from '@meshhook/log-stream/react';
import { MemoryLogSource, type MeshhookLogStreamElement } from '@meshhook/log-stream/element';
import { useRef } from 'react';

export function Run() {
  const tag = useRef<MeshhookLogStreamElement>(null);
  return (
    <meshhook-log-stream
      ref={tag}
      className="log"
      run-id="x"
      max-rows={500}
      follow
      transport="polling"
      levels={['warn', 'error']}
      source={new MemoryLogSource()}
      tokenProvider={async () => 'token'}
      redact={(text) => text.toUpperCase()}
      strings={{}}
      severityRules={[]}
      onlog-stream-batch={(event) => event.entries.map((entry) => entry.seq)}
    />
  );
}

export const wrong = [
  // @ts-expect-error there is no such transport
  <meshhook-log-stream transport="pigeon" />,
  // @ts-expect-error nor one under an attribute's own name
  <meshhook-log-stream time-format="sundial" />,
  // @ts-expect-error a source is no text
  <meshhook-log-stream source="logs" />,
  // @ts-expect-error a rule is a function
  <meshhook-log-stream redact="all" />,
  // @ts-expect-error rules are no text
  <meshhook-log-stream severityRules="all" />,
  // @ts-expect-error texts are no text
  <meshhook-log-stream strings="de" />,
  // @ts-expect-error a provider is a function
  <meshhook-log-stream tokenProvider="token" />,
  // @ts-expect-error what it shows is not the host's to set
  <meshhook-log-stream state="live" />,
  // @ts-expect-error a batch has no state
  <meshhook-log-stream onlog-stream-batch={(event) => event.state} />,
  // @ts-expect-error a setting that does not exist
  <meshhook-log-stream loudness={11} />,
];
