import type { NamedFile } from './service.js';

export interface Dropped {
  readonly name: string;
  readonly files: readonly NamedFile[];
}

/** What a campaign consists of; a README or a script beside it is not sent. */
const WANTED = /^(?!\.)[^/]*\.(?:html?|mjml|eml|txt|json|ya?ml|csv|tsv|jsonl|ndjson|parquet|gz|png|jpe?g|gif|webp|svg|bmp)$/i;

/** Files and folders of a drop, with paths inside the dropped folder. */
export async function readDrop(items: DataTransferItemList): Promise<Dropped> {
  const entries = [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const [first] = entries;
  const folder = entries.length === 1 && first?.isDirectory === true;
  const files = (await Promise.all(entries.map((entry) => readEntry(entry, '')))).flat();
  return { name: first?.name ?? '', files: wanted(folder ? files.map(withoutRoot) : files) };
}

/** Files of a file or folder input. */
export function readInput(list: FileList): Dropped {
  const files = [...list].map((file) => ({ name: file.webkitRelativePath || file.name, file }));
  const [first] = files;
  const inFolder = first?.name.includes('/') === true;
  return { name: (inFolder ? first.name.split('/')[0] : first?.name) ?? '', files: wanted(inFolder ? files.map(withoutRoot) : files) };
}

function wanted(files: readonly NamedFile[]): NamedFile[] {
  return files.filter(({ name }) => WANTED.test(name.split('/').pop() ?? '') && !/(?:^|\/)(?:expected|presend\.config)\.json$/.test(name));
}

function withoutRoot({ name, file }: NamedFile): NamedFile {
  return { name: name.slice(name.indexOf('/') + 1), file };
}

async function readEntry(entry: FileSystemEntry, folder: string): Promise<NamedFile[]> {
  const name = `${folder}${entry.name}`;
  if (entry.isFile) return [{ name, file: await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)) }];
  const children = await childrenOf((entry as FileSystemDirectoryEntry).createReader());
  return (await Promise.all(children.map((child) => readEntry(child, `${name}/`)))).flat();
}

/** A reader hands out at most a hundred entries at a time. */
async function childrenOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return children;
    children.push(...some);
  }
}
