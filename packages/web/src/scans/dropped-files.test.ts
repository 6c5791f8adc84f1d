import { expect, it } from 'vitest';
import { batchNameOf, folderOf, isJunk } from './dropped-files.ts';

it('passes over what systems leave lying about', () => {
  expect(['.DS_Store', 'Thumbs.db', 'desktop.ini', '~$合同.docx', '合同.pdf', 'p1.jpg'].filter((name) => !isJunk(name))).toEqual(['合同.pdf', 'p1.jpg']);
});
it('knows the folder a file lay in', () => {
  expect(['a.pdf', '盒1/a.pdf', '盒1/二/a.pdf', ''].map(folderOf)).toEqual(['', '盒1', '盒1/二', '']);
});
it('names a batch after its one folder', () => {
  expect(batchNameOf(['盒1', '盒1/二', '盒1'])).toBe('盒1');
  expect(batchNameOf(['盒1', '盒2'])).toBe('');
  expect(batchNameOf(['', '盒1'])).toBe('');
  expect(batchNameOf([''])).toBe('');
  expect(batchNameOf([])).toBe('');
});
