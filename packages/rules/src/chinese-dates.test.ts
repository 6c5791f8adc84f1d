import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, addMonths, findBlankDates, findDates, parseDate } from './chinese-dates.ts';

test.each([
  '2026年1月5日', '2026 年 01 月 05 日', '２０２６年１月５日', '二〇二六年一月五日', '二O二六年一月五日', '贰零贰陆年零壹月零伍日', '二零二六年元月五日', '二二六年一月五日', '2026.1.5', '2026/01/05', '2026-01-05',
  'January 5, 2026', '5th January 2026', 'Jan. 5, 2026', '2O26年l月5曰',
])('%s is 5 January 2026', (text) => {
  expect(parseDate(`签订日期：${text}，地点`)).toBe('2026-01-05');
});

test.each(['2026年2月30日', '____年__月__日', '2026年13月1日', '合同有效期一年', '1.2.3', '2026年度', '一二六年一月五日', '第二期六年一月五日'])('%s holds no date', (text) => {
  expect(parseDate(text)).toBeNull();
});

test('dates come in order with their places', () => {
  const text = '自2024年3月27日起至二〇二七年三月二十六日止';
  expect(findDates(text).map((date) => [text.slice(date.start, date.end), date.iso])).toEqual([['2024年3月27日', '2024-03-27'], ['二〇二七年三月二十六日', '2027-03-26']]);
});

test.each(['日期：    年   月   日', '日期：____年__月__日', '20__年__月__日', '2024年 月 日'])('%s has a blank date', (text) => {
  expect(findBlankDates(text)).toHaveLength(1);
});

test.each(['2024年3月18日', '每年月日均', '期限一年', '二〇二四年三月五日'])('%s has no blank date', (text) => {
  expect(findBlankDates(text)).toHaveLength(0);
});

test('any day written in digits or in words reads back', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1950-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (date) => {
      const iso = date.toISOString().slice(0, 10);
      const [year = 0, month = 0, day = 0] = iso.split('-').map(Number);
      const words = [...String(year)].map((c) => '〇一二三四五六七八九'.charAt(Number(c))).join('');
      const small = (n: number) => `${n >= 20 ? '一二三'.charAt(Math.floor(n / 10) - 1) : ''}${n >= 10 ? '十' : ''}${n % 10 === 0 ? '' : '零一二三四五六七八九'.charAt(n % 10)}`;
      for (const text of [iso, iso.replaceAll('-', '.'), `${year}年${month}月${day}日`, `${words}年${small(month)}月${small(day)}日`]) expect(parseDate(text)).toBe(iso);
    }),
  );
});

test('terms are counted in months and days', () => {
  expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
  expect(addMonths('2024-03-18', 24)).toBe('2026-03-18');
  expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
});
