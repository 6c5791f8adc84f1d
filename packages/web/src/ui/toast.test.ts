import { beforeEach, expect, it, vi } from 'vitest';
import { dismiss, say, toastsNow } from './toast.ts';

beforeEach(() => {
  vi.useFakeTimers();
  for (const { id } of toastsNow()) dismiss(id);
});

const undo = (run = (): void => undefined) => ({ undo: { label: '撤销', run } });
const shown = () => toastsNow().map((toast) => [toast.text, toast.undo !== undefined]);

it('what is said twice stands once, but each way back stays with its own step', () => {
  say('已保存');
  say('已保存');
  expect(shown()).toEqual([['已保存', false]]);
  const taken: string[] = [];
  say('已暂存「甲」', undo(() => taken.push('甲')));
  say('已暂存「乙」', undo(() => taken.push('乙')));
  toastsNow().find(({ text }) => text.includes('甲'))?.undo?.run();
  expect(taken).toEqual(['甲']);
});

it('of a line of steps only the last can be taken back', () => {
  say('已旋转', { ...undo(), line: 'scn_1' });
  say('已移动', { ...undo(), line: 'scn_2' });
  say('已拆分', { ...undo(), line: 'scn_1' });
  expect(shown()).toEqual([['已旋转', false], ['已移动', true], ['已拆分', true]]);
});
