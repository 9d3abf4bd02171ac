import type { Resolver } from 'node:dns/promises';
import { follow } from './follow.js';
import { isMissing } from './host-addresses.js';
import type { Download, Network, TextRecords, Visit } from './network.js';
import { personalIn } from './personal-url.js';
import type { RequestGate } from './request-gate.js';
import type { WebAnswer, WebClient } from './web-client.js';
import { failureOfError, type Failure } from './web-failures.js';

/** What the campaigns of a run share. */
export interface RunNetwork {
  readonly resolver: Resolver;
  /** Whether a name that DNS does not know can be believed to be missing; found out when first asked. */
  readonly believesDns: () => Promise<boolean>;
  readonly client: WebClient;
  readonly gate: RequestGate;
  readonly visits: Map<string, Promise<Visit>>;
  readonly records: Map<string, Promise<TextRecords>>;
  /** For one request. */
  readonly milliseconds: number;
}

type Request = (method: 'HEAD' | 'GET', url: URL, mostBytes: number) => Promise<WebAnswer | Failure>;

const CLOSED_DNS = 'DNS here does not know the open internet';
/** Of all files together that one campaign downloads: they are kept until it is linted. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The network as one campaign may use it: for so many seconds from its first request on. */
export function campaignNetwork(run: RunNetwork, seconds: number): Network {
  const { visits, records } = run;
  const { request, isOver } = timedRequests(run, seconds);
  const downloads = new Map<string, Promise<Download>>();
  let bytesLeft = MOST_BYTES;

  const download = async (address: string, mostBytes: number): Promise<Download> => {
    const most = Math.min(mostBytes, bytesLeft);
    if (most <= 0) return { outcome: 'withheld', reason: `${MOST_BYTES / 1024 / 1024} MiB of files were read already`, redirects: [] };
    const { visit, answer } = await follow(new URL(address), (url) => request('GET', url, most));
    if (!answer || visit.outcome !== 'opened') return visit;
    bytesLeft -= answer.bytes.length;
    if (answer.tooLarge === undefined) return { ...visit, bytes: answer.bytes };
    return { ...visit, outcome: 'unclear', reason: `it is larger than ${Math.round(most / 1024)} KiB`, tooLarge: answer.tooLarge };
  };

  return {
    async visit(address) {
      const key = withoutFragment(address);
      const visit = await once(visits, key, async () => refusal(key) ?? visitPage(new URL(key), request));
      if (isOver()) visits.delete(key); // the next campaign has time of its own
      return visit;
    },
    download(address, mostBytes) {
      const key = withoutFragment(address);
      return once(downloads, `${mostBytes} ${key}`, async () => refusal(key) ?? download(key, mostBytes));
    },
    textRecords(name) {
      const key = name.toLowerCase();
      return once(records, key, () => textRecordsOf(run, key));
    },
  };
}

/** Requests that hold to the limits of the run, and that all end when the campaign's time is over. */
function timedRequests({ client, gate, milliseconds, believesDns }: RunNetwork, seconds: number): { readonly request: Request; readonly isOver: () => boolean } {
  let over: AbortSignal | undefined;
  const usedUp: Failure = { outcome: 'unclear', reason: `the ${seconds} seconds for this campaign were used up` };
  const isOver = (): boolean => over?.aborted ?? false;
  const request: Request = (method, url, mostBytes) => {
    const end = (over ??= AbortSignal.timeout(seconds * 1000));
    return gate(url.host, async () => {
      if (isOver()) return usedUp;
      try {
        return await client.ask(method, url, mostBytes, AbortSignal.any([end, AbortSignal.timeout(milliseconds)]));
      } catch (error) {
        if (isOver()) return usedUp;
        if (isMissing(error) && !(await believesDns())) return { outcome: 'unclear', reason: CLOSED_DNS };
        return failureOfError(error, milliseconds);
      }
    });
  };
  return { request, isOver };
}

/** Some servers send only those in circles who ask for no body. */
async function visitPage(start: URL, request: Request): Promise<Visit> {
  const { visit, circle } = await follow(start, (url) => headOrGet(url, request));
  return circle ? (await follow(start, (url) => request('GET', url, 0))).visit : visit;
}

/** Servers that refuse HEAD, mishandle it or hang up on it are asked again as a browser asks. */
async function headOrGet(url: URL, request: Request): Promise<WebAnswer | Failure> {
  const head = await request('HEAD', url, 0);
  const useless = 'outcome' in head ? head.cut === true : head.status >= 400;
  return useless ? request('GET', url, 0) : head;
}

/** What is never asked, whoever wants to know. */
function refusal(address: string): Visit | undefined {
  const personal = personalIn(address);
  if (personal !== undefined) return { outcome: 'withheld', reason: personal, redirects: [] };
  return URL.canParse(address) ? undefined : { outcome: 'dead', reason: 'it is no address that a browser understands', redirects: [] };
}

function once<Answer>(answers: Map<string, Promise<Answer>>, key: string, ask: () => Promise<Answer>): Promise<Answer> {
  const answer = answers.get(key) ?? ask();
  answers.set(key, answer);
  return answer;
}

function withoutFragment(address: string): string {
  const trimmed = address.trim();
  const at = trimmed.indexOf('#');
  return at === -1 ? trimmed : trimmed.slice(0, at);
}

async function textRecordsOf({ resolver, believesDns }: RunNetwork, name: string): Promise<TextRecords> {
  try {
    return { found: true, records: (await resolver.resolveTxt(name)).map((strings) => strings.join('')) };
  } catch (error) {
    if (!isMissing(error)) return { found: false, missing: false, reason: failureOfError(error, 0).reason };
    return (await believesDns()) ? { found: false, missing: true, reason: 'there is no such record' } : { found: false, missing: false, reason: CLOSED_DNS };
  }
}
