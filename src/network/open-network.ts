import { campaignNetwork } from './campaign-network.js';
import { knowsOpenInternet, openResolver } from './host-addresses.js';
import type { Network } from './network.js';
import { openRequestGate } from './request-gate.js';
import { openWebClient, type Route } from './web-client.js';

/** How the network may be used. The command line leaves all of it at its default. */
export interface NetworkOptions {
  /** DNS servers, `address` or `address:port`, instead of the system's. */
  readonly dnsServers?: readonly string[];
  /** Where connections are really made to, after the address was checked: for tests with servers of their own. */
  readonly route?: Route;
  readonly secondsPerRequest?: number;
  /** For all that one campaign asks; what is left then is named as not checked. */
  readonly secondsPerCampaign?: number;
  readonly connections?: number;
  readonly connectionsPerHost?: number;
}

/** The network of one run. */
export interface OpenNetwork {
  forCampaign(): Network;
  close(): Promise<void>;
}

/** Our own limits: two connections a host is what browsers once held to (RFC 2616, 8.1.4). */
const DEFAULTS = { secondsPerRequest: 10, secondsPerCampaign: 90, connections: 8, connectionsPerHost: 2 };

/** Limits and answers are shared by all campaigns of the run. */
export function openNetwork(options: NetworkOptions = {}): OpenNetwork {
  const { secondsPerRequest, secondsPerCampaign, connections, connectionsPerHost } = { ...DEFAULTS, ...options };
  const milliseconds = secondsPerRequest * 1000;
  const resolver = openResolver(options.dnsServers, milliseconds / 2);
  const client = openWebClient(resolver, milliseconds, connectionsPerHost, options.route);
  let belief: Promise<boolean> | undefined;
  const believesDns = () => (belief ??= knowsOpenInternet(resolver));
  const run = { resolver, believesDns, client, gate: openRequestGate(connections, connectionsPerHost), visits: new Map(), records: new Map(), milliseconds };
  return {
    forCampaign: () => campaignNetwork(run, secondsPerCampaign),
    async close() {
      resolver.cancel();
      await client.close();
    },
  };
}
