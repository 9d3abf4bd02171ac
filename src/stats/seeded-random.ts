/** Uniform numbers in [0, 1): the same sequence for the same seed and label. sfc32 of PractRand, seeded by FNV-1a. */
export function seededRandom(seed: number, label = ''): () => number {
  let a = hash32(`${String(seed)}:a:${label}`);
  let b = hash32(`${String(seed)}:b:${label}`);
  let c = hash32(`${String(seed)}:c:${label}`);
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}

/** 32 bits of a text: FNV-1a over its UTF-16 units, with the final mix of MurmurHash3 so that near-equal texts part widely. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
