/** Run as a process of its own: starts a stack, says where it is, and lives until it is told to end. */
import { startStack } from '../../demo/stack/stack.js';

const stack = await startStack({ port: 0 });
const { port } = new URL(stack.databaseUrl);
process.stdout.write(`${JSON.stringify({ url: stack.url, databasePort: Number(port) })}\n`);
