/** Runs work as soon as few enough others run, in all and for the same host; who came first goes first. */
export type RequestGate = <Result>(host: string, work: () => Promise<Result>) => Promise<Result>;

interface Waiting {
  readonly host: string;
  readonly start: () => void;
}

export function openRequestGate(most: number, mostPerHost: number): RequestGate {
  const waiting: Waiting[] = [];
  const busy = new Map<string, number>();
  let running = 0;

  const startNext = (): void => {
    while (running < most) {
      const index = waiting.findIndex(({ host }) => (busy.get(host) ?? 0) < mostPerHost);
      const [next] = index === -1 ? [] : waiting.splice(index, 1);
      if (!next) return;
      running += 1;
      busy.set(next.host, (busy.get(next.host) ?? 0) + 1);
      next.start();
    }
  };
  const leave = (host: string): void => {
    running -= 1;
    const left = (busy.get(host) ?? 1) - 1;
    if (left === 0) busy.delete(host);
    else busy.set(host, left);
    startNext();
  };

  return async (host, work) => {
    await new Promise<void>((start) => {
      waiting.push({ host, start });
      startNext();
    });
    try {
      return await work();
    } finally {
      leave(host);
    }
  };
}
