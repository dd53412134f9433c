/**
 * One origin in front of REST, Auth and Realtime, as Supabase's gateway is: routes by the first part of the path, and
 * answers CORS for all. Knows nothing of what it routes to.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** An answer that rejects with this gets none: the client's connection is cut. */
export class HangUp extends Error {}

export interface GatewayRoutes {
  answer(request: Request): Promise<Response>;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

export interface Gateway {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const HTTP_PATHS = /^\/(rest|auth)\/v1(\/|\?|$)/;
const SOCKET_PATH = '/realtime/v1/websocket';
// A batch of log rows is far below; a runaway request must not fill the memory.
const MAX_BODY_BYTES = 20_000_000;

/** Listens on `port`, or on a free one when that is taken and `elseAny` is set. */
export async function openGateway(
  routes: GatewayRoutes,
  options: { readonly port: number; readonly elseAny: boolean },
): Promise<Gateway> {
  const server = createServer((request, response) => {
    void handleRequest(routes, request, response).catch((error: unknown) => fail(response, error));
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = (request.url ?? '').split('?')[0];
    if (path === SOCKET_PATH) routes.upgrade(request, socket, head);
    else socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const port = await listen(server, options.port).catch((error: unknown) => {
    if (options.elseAny && isAddressInUse(error)) return listen(server, 0);
    throw error;
  });
  return {
    url: `http://${HOST}:${port}`,
    port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      // `closeAllConnections` leaves sockets that were upgraded, and the server would wait for them for ever.
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function handleRequest(
  routes: GatewayRoutes,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  setCors(request, response);
  if (request.method === 'OPTIONS') return void response.writeHead(204).end();
  const isRouted = HTTP_PATHS.test(request.url ?? '');
  const body = isRouted ? await readBody(request) : null;
  if (body === null) {
    if (isRouted) sendJson(response, 413, 'Payload too large');
    else sendJson(response, 404, 'no Route matched');
    return;
  }
  const answer = await routes.answer(toWebRequest(request, body));
  response.statusCode = answer.status;
  answer.headers.forEach((value, name) => {
    if (!name.startsWith('access-control-')) response.appendHeader(name, value);
  });
  response.end(Buffer.from(await answer.arrayBuffer()));
}

function toWebRequest(request: IncomingMessage, body: Buffer): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  const method = request.method ?? 'GET';
  const url = new URL(request.url ?? '/', `http://${HOST}`);
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers });
  return new Request(url, { method, headers, body: new Uint8Array(body) });
}

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function setCors(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-allow-methods', 'GET,HEAD,POST,PUT,PATCH,DELETE,OPTIONS');
  const asked = request.headers['access-control-request-headers'];
  response.setHeader('access-control-allow-headers', asked ?? '*');
  response.setHeader(
    'access-control-expose-headers',
    'content-range,content-location,sb-error-code',
  );
  response.setHeader('access-control-max-age', '3600');
}

function sendJson(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify({ message }));
}

function fail(response: ServerResponse, error: unknown): void {
  if (error instanceof HangUp) response.socket?.resetAndDestroy();
  else if (response.headersSent) response.destroy();
  else sendJson(response, 500, 'An unexpected error occurred');
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, HOST);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The gateway has no port.');
  return address.port;
}

function isAddressInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
