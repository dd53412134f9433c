/** Of the peers' interfaces what is called here: they are not installed where the project is compiled. */

declare module '@clevercloud/components/dist/cc-logs.js' {
  export interface Log {
    readonly id: string;
    readonly date: Date;
    readonly message: string;
    readonly metadata: readonly { readonly name: string; readonly value: string }[];
  }
  export interface CcLogs extends HTMLElement {
    follow: boolean;
    appendLogs(logs: readonly Log[]): void;
  }
}
declare module '@clevercloud/components/dist/i18n.js' {
  export function addTranslations(lang: string, translations: object): void;
  export function setLanguage(lang: string): void;
}
declare module '@clevercloud/components/dist/translations.en.js' {
  export const lang: string;
  export const translations: object;
}

declare module '@xterm/xterm' {
  export class Terminal {
    constructor(options: {
      readonly scrollback: number;
      readonly fontSize: number;
      readonly convertEol: boolean;
      readonly disableStdin: boolean;
    });
    loadAddon(addon: object): void;
    open(box: HTMLElement): void;
    write(text: string): void;
  }
}
declare module '@xterm/xterm/css/xterm.css';
declare module '@xterm/addon-fit' {
  export class FitAddon {
    fit(): void;
  }
}

declare module 'react' {
  export function createElement(type: unknown, properties: object): unknown;
}
declare module 'react-dom/client' {
  export function createRoot(box: HTMLElement): { render(element: unknown): void };
}
declare module '@melloware/react-logviewer' {
  export class LazyLog {
    appendLines(lines: readonly string[]): void;
  }
}
