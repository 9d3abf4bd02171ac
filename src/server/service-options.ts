/** What `presend serve` takes. */
export interface ServiceOptions {
  /** Address to listen on. Anything but loopback needs a token. */
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Callers send it as `Authorization: Bearer ...`. */
  readonly token?: string;
  /** Folder whose files requests may name as tables; none may be named without it. */
  readonly dataRoot?: string;
  /** Config file for every request; the default preset without one. Configs are never searched for. */
  readonly config?: string;
  /** Requests that are worked on at once, each in a process of its own. */
  readonly workers: number;
  /** Requests that are read or wait besides; more are answered 503. */
  readonly queue: number;
  /** Longest time for the work on one request, milliseconds. */
  readonly jobTimeout: number;
  /** Longest time for a body to arrive, milliseconds. */
  readonly bodyTimeout: number;
  /** Largest JSON body, bytes. */
  readonly bodyLimit: number;
  /** Largest multipart or NDJSON body, bytes; it goes to the disk as it comes. */
  readonly uploadLimit: number;
  /** JavaScript heap of each worker, MiB. Tables get the same again. */
  readonly memory: number;
  /** Folder of the page's files, when they are not those that the build made. */
  readonly page?: string;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i;

/** Whether a host name or address can only be this machine. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}
