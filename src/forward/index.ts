/** Ready-made ways out for what a tag knows of itself. Importing it does nothing, and each function comes alone. */
export { forwardToConsole, type ConsoleOptions } from './console.js';
export { ForwardError, type ForwardErrorCode } from './forward-error.js';
export type { ForwardedStream } from './forwarded-stream.js';
export { forwardToOtlp, type OtlpOptions } from './otlp.js';
export type { OtlpResource } from './otlp-metrics.js';
export { forwardToWebhook, type WebhookMessage, type WebhookOptions } from './webhook.js';
