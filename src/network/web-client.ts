import type { Resolver } from 'node:dns/promises';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import { publicAddressOf } from './host-addresses.js';

/** Where a connection is really made to. Tests stand a server of their own in for the world; the address was checked before. */
export type Route = (address: string, port: number) => { readonly address: string; readonly port: number };

export interface WebAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Bytes of the body; empty for HEAD and where none were wanted. */
  readonly bytes: Uint8Array;
  /** The body went on beyond what was wanted: so many bytes, as far as known. */
  readonly tooLarge: number | undefined;
}

export interface WebClient {
  /** One request to one hop; redirects are not followed. Throws what the connection throws. */
  ask(method: 'HEAD' | 'GET', url: URL, mostBytes: number, signal: AbortSignal): Promise<WebAnswer>;
  close(): Promise<void>;
}

const USER_AGENT = 'Mozilla/5.0 (compatible; presend link check)';

/** Connects to public addresses only: the address that was checked is the one that the socket is opened to. */
export function openWebClient(resolver: Resolver, milliseconds: number, connections: number, route: Route = direct): WebClient {
  const agent = new Agent({ connect: checkedConnector(resolver, milliseconds, route), connections, pipelining: 1, headersTimeout: milliseconds, bodyTimeout: milliseconds, keepAliveTimeout: 1000 });
  return {
    async ask(method, url, mostBytes, signal) {
      const headers = { 'user-agent': USER_AGENT, accept: '*/*', 'accept-encoding': 'identity', 'accept-language': '*' };
      const { statusCode, headers: fields, body } = await agent.request({ origin: url.origin, path: `${url.pathname}${url.search}`, method, headers, signal });
      const { bytes, tooLarge } = await readBody(body, statusCode >= 200 && statusCode < 300 ? mostBytes : 0, Number(fields['content-length'] ?? Number.NaN));
      return { status: statusCode, headers: fields, bytes, tooLarge };
    },
    close: () => agent.destroy(),
  };
}

function direct(address: string, port: number) {
  return { address, port };
}

function checkedConnector(resolver: Resolver, milliseconds: number, route: Route): buildConnector.connector {
  const dial = buildConnector({ timeout: milliseconds });
  return (options, callback) => {
    const { hostname, protocol, port } = options;
    publicAddressOf(hostname, resolver).then(
      (checked) => {
        const to = route(checked, Number(port || (protocol === 'https:' ? 443 : 80)));
        dial({ ...options, hostname: to.address, port: String(to.port) }, callback);
      },
      (error: unknown) => callback(error as Error, null),
    );
  };
}

async function readBody(body: Dispatcher.ResponseData['body'], mostBytes: number, announced: number): Promise<{ readonly bytes: Uint8Array; readonly tooLarge: number | undefined }> {
  body.on('error', () => undefined); // what comes after it was let go
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    if (mostBytes === 0) return { bytes: new Uint8Array(), tooLarge: undefined };
    if (announced > mostBytes) return { bytes: new Uint8Array(), tooLarge: announced };
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > mostBytes) return { bytes: new Uint8Array(), tooLarge: length };
      chunks.push(chunk);
    }
    return { bytes: Buffer.concat(chunks), tooLarge: undefined };
  } finally {
    body.destroy();
  }
}
