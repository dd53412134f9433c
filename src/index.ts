/** The package's main entry: importing it registers the tag. */
import { define } from './define.js';

export * from './element.js';
export { define };

define();
