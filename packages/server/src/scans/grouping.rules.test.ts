import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byName, groupingOf } from './grouping.rules.ts';

const keyOf = (name: string, folder = '', kind = 'jpeg'): string => {
  const grouping = groupingOf({ name, folder, kind });
  return grouping.kind === 'own' ? 'own' : grouping.key;
};
const together = (names: readonly string[], folder = ''): boolean => {
  const keys = new Set(names.map((name) => keyOf(name, folder)));
  return keys.size === 1 && !keys.has('own');
};
const devices = ['IMG_0412.jpg', 'DSC00031.JPG', 'scan_2.png', 'Scan 3.jpg', '扫描0007.jpg', '扫描件-2.jpg', '20240301_101500.jpg', 'mmexport1709258852123.jpg', '微信图片_20240301101500.jpg', '1.jpg', 'PXL_20240301_021500123.jpg', 'CamScanner 03-01-2024 10.15_1.jpg', 'WechatIMG12.jpg', 'image (3).png', 'IMG_20240301_101500 (2).jpg'];

describe('which scan a file belongs to', () => {
  test('a PDF or a TIFF is a scan of its own, wherever it lies', () => {
    for (const kind of ['pdf', 'tiff']) expect([keyOf('p1', '', kind), keyOf('p1', '甲公司', kind)]).toEqual(['own', 'own']);
  });

  test('pictures that only count are the pages of the contract their folder stands for', () => {
    expect(together([...devices, 'p1.jpg', 'page-02.png', '第3页.jpg', '封面.jpg', '签字页.jpg', '附件2.jpg', 'cover.jpg'], '2024/甲公司')).toBe(true);
    expect(keyOf('p1.jpg', '甲公司')).not.toBe(keyOf('p1.jpg', '乙公司'));
    expect(groupingOf({ name: 'p1.jpg', folder: 'a/甲公司', kind: 'jpeg' })).toMatchObject({ name: '甲公司' });
  });

  test('pictures with names of their own stay apart in a folder; several contracts may lie in one', () => {
    expect([keyOf('甲公司销售合同.jpg', '三月'), keyOf('QL-XS-2021-018.jpg', '三月')]).toEqual(['own', 'own']);
    expect(together(['销售合同-1.jpg', '销售合同-2.jpg'], '三月')).toBe(true);
    expect(together(['销售合同-1.jpg', '补充协议-1.jpg'], '三月')).toBe(false);
    expect(keyOf('销售合同-1.jpg', '三月')).not.toBe(keyOf('销售合同-1.jpg', '四月'));
  });

  test.each([
    ['销售合同-01.jpg', '销售合同-02.jpg', '销售合同-10.png'],
    ['采购合同_p1.jpg', '采购合同_p2.jpg'],
    ['服务协议 第1页.jpg', '服务协议 第2页.jpg'],
    ['租赁合同 (1).jpg', '租赁合同（2）.jpg'],
    ['Contract A page 1.png', 'contract a page 2.png'],
    ['扬子水务采购合同1.jpg', '扬子水务采购合同2.jpg'],
    ['HT2021-018_1.jpg', 'HT2021-018_2.jpg'],
    ['QL-XS-2021-018 p1.jpg', 'QL-XS-2021-018 p2.jpg'],
  ])('loose pictures belong together when their names say so: %s', (...names) => expect(together(names)).toBe(true));

  test.each([
    ['甲公司-1.jpg', '乙公司-2.jpg'],
    ['采购合同2021.jpg', '采购合同2022.jpg'],
    ['QL-XS-2021-018.jpg', 'QL-XS-2021-019.jpg'],
    ['QL_XS_2021_018.jpg', 'QL_XS_2021_019.jpg'],
    ['HT012.jpg', 'HT013.jpg'],
    ['XS-001.jpg', 'XS-002.jpg'],
    ['合同20240301.jpg', '合同20240302.jpg'],
    ['租赁合同2024-01.jpg', '租赁合同2024-02.jpg'],
  ])('a year, a date, a contract’s own number is no page number: %s', (...names) => expect(together(names)).toBe(false));

  test('loose pictures that a camera or a scanner counted say nothing', () => {
    for (const name of [...devices, '合同.jpg', '封面.jpg']) expect(keyOf(name), name).toBe('own');
  });

  test('a name that repeats what programs call their pictures is looked through in no time', () => {
    const began = performance.now();
    expect(keyOf(`${'微信图片'.repeat(12)}与.jpg`)).toBe('own');
    expect(keyOf(`${'微信图片'.repeat(60)}与1.jpg`)).toMatch(/^series:/);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test('whatever the name, there is an answer', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (name, folder) => ['own', 'folder', 'series'].includes(groupingOf({ name, folder, kind: 'png' }).kind)));
  });
});

test('pages come in the order in which people count', () => {
  const counted = Array.from({ length: 12 }, (_, i) => ({ name: `合同-${i + 1}.jpg` }));
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (keys) => {
      const mixed = counted.map((one, i) => [keys[i] ?? 0, one] as const).toSorted(([a], [b]) => a - b).map(([, one]) => one);
      expect(mixed.toSorted(byName)).toEqual(counted);
    }),
  );
});
