/** What the bundler makes of a worker imported as inlined code. */
declare module '*?worker&inline' {
  const InlineWorker: new () => Worker;
  export default InlineWorker;
}
