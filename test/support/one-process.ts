/**
 * Runs test files in this one process, one after the other: a process each costs more than most of them take. For tests
 * that keep to themselves; what changes the process (its time zone, its global timers) has to have one of its own.
 */
import { pathToFileURL } from 'node:url';

for (const path of process.argv.slice(2)) await import(pathToFileURL(path).href);
