/** Entry of the one-file bundle: registers the tag and exports all that is public. */
export * from './index.js';
