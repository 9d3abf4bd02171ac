import type { Problem } from './finding.js';

/** Problems that read alike, by the key, are one finding: the first, which knows in how many places they are. */
export function alikeAsOne<Alike extends Problem>(problems: Iterable<Alike>, keyOf: (problem: Alike) => string): readonly Alike[] {
  const groups = new Map<string, { readonly first: Alike; readonly places: string[] }>();
  for (const problem of problems) {
    const key = keyOf(problem);
    const group = groups.get(key);
    if (group) group.places.push(key);
    else groups.set(key, { first: problem, places: [key] });
  }
  return [...groups.values()].map(({ first, places }) => ({ ...first, places }));
}
