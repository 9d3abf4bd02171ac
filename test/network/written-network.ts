import { follow } from '#network/follow.js';
import type { Network } from '#network/network.js';
import { personalIn } from '#network/personal-url.js';

/**
 * A world written down, for the examples in READMEs: rows of `asked,answer`, where an address has a status (`404`, `302 https://…`) and a
 * name has TXT records. Pages that are not listed open; names that are not listed do not exist.
 */
export function writtenNetwork(csv: string): Network {
  const rows = csv.trim().split('\n').slice(1).map((row) => [row.slice(0, row.indexOf(',')), row.slice(row.indexOf(',') + 1).replace(/^"|"$/g, '')] as const);
  const ask = (url: URL) => {
    const [status = '200', location] = (rows.find(([asked]) => asked === url.href)?.[1] ?? '200').split(' ');
    return Promise.resolve({ status: Number(status), headers: { location }, bytes: new Uint8Array(), tooLarge: undefined });
  };
  const visit: Network['visit'] = async (address) => {
    const personal = personalIn(address);
    return personal === undefined ? (await follow(new URL(address), ask)).visit : { outcome: 'withheld', reason: personal, redirects: [] };
  };
  return {
    visit,
    download: visit,
    textRecords(name) {
      const records = rows.filter(([asked]) => asked === name).map(([, answer]) => answer);
      return Promise.resolve(records.length > 0 ? { found: true, records } : { found: false, missing: true, reason: 'there is no such record' });
    },
  };
}
