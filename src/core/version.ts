/** The version of this package, for what leaves the page; a test holds it against package.json. */
export const VERSION = '0.1.0';
