export interface Arrived {
  name: string;
  folder: string;
  kind: string;
}

/**
 * Which scan a file's pages go to. A PDF or a TIFF is a scan of its own. Pictures go together when their names are those of pages: in a
 * folder, names that only count (`IMG_0412.jpg`, `p2.png`, `签字页.jpg`) are pages of the contract the folder stands for; anywhere, the same
 * words with a page number behind (`销售合同-01.jpg`) are one contract. In doubt a picture is a scan of its own: two contracts taken for
 * one are found out late, two pages taken for two contracts at once.
 */
export type Grouping = { kind: 'own' } | { kind: 'folder'; key: string; name: string } | { kind: 'series'; key: string; name: string };

// No alternative is made of others: a name that can be read in many ways would be read in all of them, which takes for ever.
const device =
  /^(?:img|image|dscn|dscf|dsc|pxl|mvimg|camscanner|scanner|scan|wechat|weixin|mmexport|wx|photo|picture|screenshot|document|doc|file|untitled|微信|图片|照片|扫描件|扫描|截图|文档|未命名|新建|[-_ .,:()（）\d])+$/i;
const partOfContract = /^(?:封面|封底|目录|首页|扉页|正文|签字页|签署页|签章页|盖章页|尾页|末页|附件|附页|cover|contents|sign(?:ature)?s?(?:[ -]?page)?|annex|appendix|attachment)[-_ .(（]*[\d一二三四五六七八九十]*[)）]?$/i;
/** A number that says it is a page's: 第3页, p3, page 3, (3). */
const pageNumber = /^(.*?)[-_ .]*(?:第\s*(\d{1,4})\s*页|(?<![a-z])(?:p|pg|page)[-_ .]*(\d{1,4})|[(（](\d{1,4})[)）])$/i;
/** Words and a number behind them. */
const counted = /^(.*?\D)(\d{1,4})$/;

export function groupingOf({ name, folder, kind }: Arrived): Grouping {
  if (kind === 'pdf' || kind === 'tiff') return { kind: 'own' };
  const stem = name.replace(/\.[^.]*$/, '').trim();
  const series = seriesOf(stem);
  if (series) return { kind: 'series', key: `series:${folder}:${series.toLowerCase()}`, name: series };
  const pageOfFolder = device.test(stem) || partOfContract.test(stem) || pageNumber.test(stem);
  return pageOfFolder && folder !== '' ? { kind: 'folder', key: `folder:${folder}`, name: folder.split('/').at(-1) ?? folder } : { kind: 'own' };
}

/** The words that a page number stands behind; undefined where the number may be another's: a device's, a year, a contract's own. */
function seriesOf(stem: string): string | undefined {
  if (device.test(stem) || partOfContract.test(stem)) return undefined;
  const told = pageNumber.exec(stem)?.[1];
  if (told !== undefined) return device.test(told) ? undefined : words(told);
  const [, before = '', number = ''] = counted.exec(stem) ?? [];
  const said = words(before);
  const year = number.length === 4 && number >= '1900' && number <= '2100';
  if (!said || year || device.test(said)) return undefined;
  // `QL-XS-2021-018` and `HT012` are numbers of contracts; `HT2021-018_2` is the second page of one.
  if (/\d$/.test(said)) return before.endsWith('_') && !said.includes('_') && number.length <= 2 ? said : undefined;
  return /^[a-z-_ ]{1,6}$/i.test(said) ? undefined : said;
}

const words = (text: string): string | undefined => text.replace(/[-_ .(（第]+$/, '').trim() || undefined;

const collator = new Intl.Collator('zh-CN', { numeric: true, sensitivity: 'base' });

/** `p2` before `p10`. */
export function byName(a: { name: string }, b: { name: string }): number {
  return collator.compare(a.name, b.name);
}
