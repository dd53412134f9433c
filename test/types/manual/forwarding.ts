/** Compiled, never run: a snippet of the manual. */
import '../../../src/index.js';
import { forwardToConsole, forwardToOtlp, forwardToWebhook } from '../../../src/forward/index.js';

for (const element of document.querySelectorAll('meshhook-log-stream')) {
  forwardToOtlp(element, { url: 'https://collector.example.com/v1/metrics' });
  forwardToWebhook(element, { url: '/api/log-stream-alerts' });
  forwardToConsole(element);
}
