/** A file on its way in, with the folder it lay in, `''` at the top. */
export interface IncomingFile {
  file: File;
  folder: string;
}

/** Files that systems leave lying about and that nobody scanned. */
export function isJunk(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~$') || /^(thumbs\.db|desktop\.ini)$/i.test(name);
}

export const folderOf = (path: string): string => path.split('/').slice(0, -1).filter(Boolean).join('/');

/** A batch takes the name of the folder it came from; loose files have none. */
export function batchNameOf(folders: readonly string[]): string {
  const tops = new Set(folders.map((folder) => folder.split('/')[0] ?? ''));
  const [top] = tops;
  return tops.size === 1 ? (top ?? '') : '';
}

/** From a file or folder chooser; a chosen folder says where each file lay. */
export function chosenFiles(list: FileList | null): IncomingFile[] {
  return [...(list ?? [])].filter((file) => !isJunk(file.name)).map((file) => ({ file, folder: folderOf(file.webkitRelativePath) }));
}

/** Everything that was dropped, folders opened to the bottom. */
export async function droppedFiles(items: DataTransferItemList): Promise<IncomingFile[]> {
  // The list is emptied as soon as the event is over; the entries are taken out first.
  const entries = [...items].filter((item) => item.kind === 'file').map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  const found: IncomingFile[] = [];
  for (const entry of entries) {
    if (entry instanceof File) found.push({ file: entry, folder: '' });
    else if (entry) await collect(entry, '', found);
  }
  return found.filter(({ file }) => !isJunk(file.name));
}

async function collect(entry: FileSystemEntry, folder: string, into: IncomingFile[]): Promise<void> {
  if (entry.isFile) {
    into.push({ folder, file: await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)) });
    return;
  }
  if (isJunk(entry.name)) return;
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const inner = folder ? `${folder}/${entry.name}` : entry.name;
  // A reader hands out a hundred entries at a time and nothing at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    for (const one of some) await collect(one, inner, into);
  }
}
