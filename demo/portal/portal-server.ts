/**
 * A customer's portal, as a company other than MeshHook's would build it: its own origin, its own sign-in, a strict
 * policy, and tokens for one run each. It knows nothing of Supabase but an address, a public key and how to mint.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

/** Somebody who may sign in, and the runs that are theirs. */
export interface PortalCustomer {
  readonly name: string;
  readonly runIds: readonly string[];
}

export interface PortalOptions {
  /** Of the Supabase project. */
  readonly url: string;
  readonly publishableKey: string;
  /** By the name that they sign in with. */
  readonly customers: ReadonlyMap<string, PortalCustomer>;
  /** Files of the one-file bundle by name; the first is the one that pages load. */
  readonly bundle: ReadonlyMap<string, string>;
  /** Makes a token that sees this run and nothing else. */
  readonly mintToken: (runId: string, seconds: number) => Promise<string>;
  /** How long a token is good for, in seconds. Default: 60, so that refreshing is nothing rare. */
  readonly tokenSeconds?: number;
  /** 0 takes any. Default: 0. */
  readonly port?: number;
}

export interface Portal {
  readonly origin: string;
  /** What browsers reported against the policy. */
  readonly reports: readonly string[];
  /** Runs that a token was asked for, in order, and whether there was one. */
  readonly asked: readonly { readonly runId: string; readonly granted: boolean }[];
  stop(): Promise<void>;
}

const TOKEN_SECONDS = 60;

const read = (name: string): string =>
  readFileSync(fileURLToPath(new URL(name, import.meta.url)), 'utf8');

/** Starts serving, on the loopback address only. */
export async function startPortal(options: PortalOptions): Promise<Portal> {
  const { bundle, customers, tokenSeconds = TOKEN_SECONDS } = options;
  const assets = new Map([
    ...bundle,
    ['portal.js', read('page.js')],
    ['portal.css', read('page.css')],
  ]);
  const sessions = new Map<string, PortalCustomer>();
  const reports: string[] = [];
  const asked: { runId: string; granted: boolean }[] = [];
  const policy = policyFor(options.url);

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://portal.example');
    const [, place = '', name = ''] = pathname.split('/');
    const send = (status: number, type: string, text: string): void => {
      response.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(text);
    };
    response.setHeader('content-security-policy', policy);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('cache-control', 'no-store');

    const asset = place === 'assets' ? assets.get(name) : undefined;
    if (asset !== undefined) {
      send(200, name.endsWith('.css') ? 'text/css' : 'text/javascript', asset);
      return;
    }
    if (place === 'csp-report') {
      let text = '';
      for await (const chunk of request) text += String(chunk);
      reports.push(text);
      response.writeHead(204).end();
      return;
    }
    if (place === 'favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    if (place === 'sign-in') {
      const customer = customers.get(searchParams.get('as') ?? '');
      if (customer === undefined) {
        send(403, 'text/plain', 'No such customer.');
        return;
      }
      const id = randomUUID();
      sessions.set(id, customer);
      response.setHeader('set-cookie', `portal=${id}; HttpOnly; SameSite=Strict; Path=/`);
      response.writeHead(303, { location: `/runs/${customer.runIds[0] ?? ''}` }).end();
      return;
    }

    const cookie = /(?:^|; )portal=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
    const customer = sessions.get(cookie ?? '');
    if (customer === undefined) {
      send(place === '' ? 200 : 401, 'text/html', signIn(options));
      return;
    }
    if (place === 'token' && request.method === 'POST') {
      const granted = customer.runIds.includes(name);
      asked.push({ runId: name, granted });
      if (!granted) {
        send(403, 'text/plain', 'Not your run.');
        return;
      }
      send(200, 'text/plain', await options.mintToken(name, tokenSeconds));
      return;
    }
    const runIds = place === 'runs' && name !== '' ? [name] : customer.runIds;
    if (!runIds.every((id) => customer.runIds.includes(id))) {
      send(404, 'text/html', page(options, customer, '<p>There is no such run.</p>'));
      return;
    }
    const inside =
      place === 'framed'
        ? `<iframe title="Your run" src="/runs/${runIds[0] ?? ''}"></iframe>`
        : runIds.map((id) => stream(options, id)).join('\n');
    send(200, 'text/html', page(options, customer, inside));
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reports,
    asked,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Nothing but the portal's own files, and the project's API. */
function policyFor(url: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self' ${url} ${url.replace(/^http/, 'ws')}`,
    'worker-src blob:',
    "frame-src 'self'",
    "frame-ancestors 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html meshhook-log-stream',
    'report-uri /csp-report',
  ].join('; ');
}

function stream({ url, publishableKey }: PortalOptions, runId: string): string {
  return `<meshhook-log-stream supabase-url="${url}" supabase-key="${publishableKey}" run-id="${runId}"></meshhook-log-stream>`;
}

function signIn(options: PortalOptions): string {
  const links = [...options.customers].map(
    ([key, { name }]) => `<li><a href="/sign-in?as=${key}">${name}</a></li>`,
  );
  return page(options, { name: 'Sign in', runIds: [] }, `<ul>${links.join('')}</ul>`);
}

function page({ bundle }: PortalOptions, { name, runIds }: PortalCustomer, inside: string): string {
  const [[file = '', code = ''] = []] = bundle;
  const integrity = `sha384-${createHash('sha384').update(code).digest('base64')}`;
  const links = runIds.map((id, index) => `<a href="/runs/${id}">Run ${index + 1}</a>`).join(' ');
  return `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <meta name="viewport" content="width=device-width" />
  <title>${name} · Northwind portal</title>
  <link rel="stylesheet" href="/assets/portal.css" />
  <script type="module" src="/assets/${file}" integrity="${integrity}" crossorigin></script>
  <script type="module" src="/assets/portal.js"></script>
  <header><strong>Northwind</strong> <span>${name}</span><nav>${links} <a href="/all">All runs</a></nav></header>
  <main>${inside}</main>
</html>`;
}
