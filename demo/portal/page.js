/* global document, fetch */
/** The portal's only script: each log asks the portal for a token whenever it needs one. */
for (const stream of document.querySelectorAll('meshhook-log-stream')) {
  const runId = stream.getAttribute('run-id');
  stream.tokenProvider = async () => {
    const answer = await fetch(`/token/${runId}`, { method: 'POST' });
    if (!answer.ok) throw new Error(`The portal gave no token (${answer.status}).`);
    return answer.text();
  };
}
