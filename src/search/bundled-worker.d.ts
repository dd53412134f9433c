/** What vite.config.ts makes of a worker that is imported as code: the text of one file with everything in it. */
declare module '*?bundled' {
  const code: string;
  export default code;
}
