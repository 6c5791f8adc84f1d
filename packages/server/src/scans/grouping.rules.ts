export interface Arrived {
  name: string;
  folder: string;
  kind: string;
}

/**
 * Which scan a file's pages go to. A PDF or a TIFF is a scan of its own. Pictures in a folder of their own are the pages of one
 * contract; loose pictures belong together when their names say so: the same words with a running number behind (`销售合同-01.jpg`,
 * `scan_2.png`). Names a camera or a scanner counts up (`IMG_0412.jpg`) say nothing about where one contract ends.
 */
export type Grouping = { kind: 'own' } | { kind: 'folder'; key: string; name: string } | { kind: 'series'; key: string; name: string };

const device = /^(img|dsc|dscn|dscf|pxl|mvimg|scan|image|photo|wx|mmexport|wechat|微信图片|扫描|图片|照片|未命名)?[-_ ]*\d+([-_ ]\d+)*$/i;
const numbered = /^(.*?)[-_ .]*(?:第|p|page|页)?[-_ ]*(\d{1,4})(?:页|\))?$/i;

export function groupingOf({ name, folder, kind }: Arrived): Grouping {
  if (kind === 'pdf' || kind === 'tiff') return { kind: 'own' };
  if (folder !== '') return { kind: 'folder', key: `folder:${folder}`, name: folder.split('/').at(-1) ?? folder };
  const stem = name.replace(/\.[^.]*$/, '');
  if (device.test(stem)) return { kind: 'own' };
  const series = numbered.exec(stem);
  const words = series?.[1]?.replace(/[-_ .(第]+$/, '').trim();
  return words ? { kind: 'series', key: `series:${words.toLowerCase()}`, name: words } : { kind: 'own' };
}

const collator = new Intl.Collator('zh-CN', { numeric: true, sensitivity: 'base' });

/** `p2` before `p10`. */
export function byName(a: { name: string }, b: { name: string }): number {
  return collator.compare(a.name, b.name);
}
