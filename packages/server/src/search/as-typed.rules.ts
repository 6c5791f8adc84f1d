/** The ways in which a value of a field is typed into the search box. */

/** `2026-03-17` is also looked for as 2026年3月17日; a period stands as it was printed. */
export function dayAsTyped(value: string | null): (string | null)[] {
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value ?? '');
  return day ? [value, `${day[1]}年${Number(day[2])}月${Number(day[3])}日`] : [value];
}

const symbols: Readonly<Record<string, string>> = { CNY: '¥', USD: '$', EUR: '€', GBP: '£', HKD: 'HK$', JPY: '¥' };

/** `740430.00`, and as screens and print show it: ¥740,430.00. */
export function sumAsTyped(amount: string | null, currency: string): string[] {
  if (amount === null) return [];
  const [whole = '', cents] = amount.split('.');
  return [amount, `${symbols[currency] ?? ''}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${cents === undefined ? '' : `.${cents}`}`];
}

const currencies: Readonly<Record<string, string>> = { CNY: '人民币', USD: '美元', EUR: '欧元', GBP: '英镑', HKD: '港元', JPY: '日元' };
export const currencyAsTyped = (currency: string): string[] => [currency, ...(currencies[currency] ? [currencies[currency]] : [])];

const numerals = ['', '一', '两', '三', '四', '五', '六', '七', '八', '九', '十'];
export const copiesAsTyped = (copies: number | null): string[] => (copies === null ? [] : [`一式${copies}份`, ...(numerals[copies] ? [`一式${numerals[copies]}份`] : [])]);
