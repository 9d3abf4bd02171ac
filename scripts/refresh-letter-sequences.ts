/**
 * Writes src/language/letter-sequences.json from npm package eld: which sequences of letters speak for which language, and how strongly.
 *
 *   cd /tmp && npm pack eld@2.1.0 && tar xzf eld-2.1.0.tgz
 *   npx tsx --conditions=presend-source scripts/refresh-letter-sequences.ts /tmp/package 2.1.0
 *
 * Sequences are sorted, so that of each only what differs from the one before is kept; the whole is compressed with Brotli.
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { PACKAGE_ROOT } from '../src/package.js';

/** Scores by number of language, of each sequence: UTF-8 bytes from 0x80 on stand as characters of eld's dictionary. */
interface Data {
  readonly languages: Readonly<Record<string, string>>;
  readonly ngrams: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const TARGET = join(PACKAGE_ROOT, 'src/language/letter-sequences.json');

const [folder, version] = process.argv.slice(2);
if (folder === undefined || version === undefined) {
  console.error('Usage: npx tsx --conditions=presend-source scripts/refresh-letter-sequences.ts <folder of the package eld> <its version>');
  process.exit(2);
}
const load = async (path: string): Promise<unknown> => import(pathToFileURL(join(resolve(folder), path)).href);
const { ngramsData: { languages, ngrams } } = await load('src/ngrams/small.js') as { ngramsData: Data };
const { dictionary } = await load('src/dictionary.js') as { dictionary: readonly string[] };
const bytes = new Map(dictionary.flatMap((character, byte) => (byte < 0x80 || character === ' ' ? [] : [[character, byte] as const])));

const entries = Object.entries(ngrams)
  .map(([sequence, scores]) => ({ key: Buffer.from(Array.from(sequence, byteOf)), scores: Object.entries(scores).map(([language, score]) => [Number(language), score] as const) }))
  .sort((one, other) => Buffer.compare(one.key, other.key));
const keys = entries.flatMap(({ key }, index) => {
  const shared = sharedLength(key, entries[index - 1]?.key ?? Buffer.of());
  return [shared, key.length - shared, ...key.subarray(shared)];
});
const counts = entries.map(({ scores }) => scores.length);
const pairs = entries.flatMap(({ scores }) => scores);
const packed = Buffer.from([...keys, ...counts, ...pairs.map(([language]) => language), ...pairs.map(([, score]) => score)]);

writeFileSync(TARGET, `${JSON.stringify({
  source: 'https://github.com/nitotm/efficient-language-detector-js, npm package eld, its "small" data',
  version,
  license: 'Apache-2.0, Copyright 2023 Nito T.M.',
  languages: Object.values(languages),
  sequences: entries.length,
  scores: pairs.length,
  brotli: brotliCompressSync(packed, { params: { [constants.BROTLI_PARAM_LGWIN]: 24 } }).toString('base64'),
}, undefined, 2)}\n`);
console.log(`${entries.length} sequences, ${pairs.length} scores of ${Object.keys(languages).length} languages`);

function byteOf(character: string): number {
  if (/^[ '`a-z]$/.test(character)) return character.charCodeAt(0);
  const byte = bytes.get(character);
  if (byte === undefined) throw new Error(`no byte is written as ${JSON.stringify(character)}`);
  return byte;
}

function sharedLength(one: Buffer, other: Buffer): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}
