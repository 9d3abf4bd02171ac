import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { decode, encode, RECURSION_DESIRED, AUTHORITATIVE_ANSWER, type Answer } from 'dns-packet';
import { openNetwork, type NetworkOptions, type OpenNetwork } from '#network/open-network.js';

/** What a name has: addresses, TXT records, or a server that fails. A function is asked anew each time. */
export interface Zone {
  readonly a?: readonly string[] | (() => readonly string[]);
  readonly aaaa?: readonly string[];
  readonly txt?: readonly string[];
  readonly fails?: boolean;
  readonly ns?: readonly string[];
}

export type Page = (request: IncomingMessage, response: ServerResponse) => void;

export interface World {
  readonly network: OpenNetwork;
  /** `HEAD http://host/path`, in the order in which the web server saw them. */
  readonly requests: readonly string[];
  /** `A host`, `TXT name`. */
  readonly queries: readonly string[];
  /** Public addresses that connections were made to. */
  readonly connections: readonly string[];
  /** Network options for a lint of its own. */
  readonly options: NetworkOptions;
  close(): Promise<void>;
}

/** A public address; connections to it end at the world's own server. */
export const PUBLIC = '93.184.216.34';

/**
 * The web and the DNS on loopback. `pages` are by `host/path` or by `host`; every host that has one has the public address unless the
 * zones say otherwise. The guard against private addresses sees what it would see outside: only the dialled port is another.
 */
export async function openWorld({ pages = {}, zones = {}, tls, ...options }: NetworkOptions & {
  readonly pages?: Readonly<Record<string, Page>>;
  readonly zones?: Readonly<Record<string, Zone>>;
  readonly tls?: { readonly key: string; readonly cert: string };
}): Promise<World> {
  const [requests, queries, connections]: [string[], string[], string[]] = [[], [], []];
  const serve: Page = (request, response) => {
    const host = request.headers.host ?? '';
    const path = request.url ?? '/';
    requests.push(`${request.method ?? ''} http://${host}${path}`);
    const page = pages[`${host}${path}`] ?? pages[host.split(':')[0] ?? ''];
    if (page) page(request, response);
    else response.writeHead(404).end();
  };
  const web = await listening(createServer(serve));
  const secure = tls && (await listening(createTlsServer(tls, serve)));
  const hosts = new Set(Object.keys(pages).map((page) => page.split('/')[0] ?? ''));
  const dns = await openDns((name) => zones[name] ?? (name === 'com' ? { ns: ['a.gtld-servers.net'] } : undefined) ?? (hosts.has(name) ? { a: [PUBLIC] } : undefined), queries);
  const full: NetworkOptions = {
    dnsServers: [`127.0.0.1:${dns.address().port}`],
    route: (address, port) => {
      connections.push(address);
      return { address: '127.0.0.1', port: portOf(port === 443 && secure ? secure : web) };
    },
    ...options,
  };
  const network = openNetwork(full);
  return {
    network, requests, queries, connections, options: full,
    async close() {
      await network.close();
      for (const server of [web, secure]) {
        server?.closeAllConnections();
        server?.close();
      }
      dns.close();
    },
  };
}

export const status = (code: number, headers: Record<string, string> = {}): Page => (_, response) => void response.writeHead(code, headers).end(`status ${code}`);
export const redirect = (location: string, headers: Record<string, string> = {}): Page => status(302, { location, ...headers });

async function listening<Listener extends Server>(server: Listener): Promise<Listener> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function openDns(zoneOf: (name: string) => Zone | undefined, queries: string[]): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.on('message', (message, { port, address }) => {
    const { id, questions = [] } = decode(message);
    const [question] = questions;
    if (!question) return;
    const name = question.name.toLowerCase();
    queries.push(`${question.type} ${name}`);
    const zone = zoneOf(name);
    // RFC 1035, 4.1.1: 2 is SERVFAIL, 3 is NXDOMAIN.
    const code = zone === undefined ? 3 : zone.fails ? 2 : 0;
    const reply = encode({ type: 'response', id: id ?? 0, flags: AUTHORITATIVE_ANSWER | RECURSION_DESIRED | code, questions, answers: zone && code === 0 ? answersOf(zone, name, question.type) : [] });
    socket.send(reply, port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
}

function answersOf({ a = [], aaaa = [], txt = [], ns = [] }: Zone, name: string, type: string): Answer[] {
  const common = { name, ttl: 0, class: 'IN' as const };
  if (type === 'A') return (typeof a === 'function' ? a() : a).map((data) => ({ ...common, type: 'A' as const, data }));
  if (type === 'AAAA') return aaaa.map((data) => ({ ...common, type: 'AAAA' as const, data }));
  if (type === 'NS') return ns.map((data) => ({ ...common, type: 'NS' as const, data }));
  return type === 'TXT' ? txt.map((text) => ({ ...common, type: 'TXT' as const, data: text.match(/.{1,255}/gs) ?? [''] })) : [];
}
