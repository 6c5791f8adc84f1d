import type { ContractTypeId } from '@qige/wire';

/** `field:value` in the search box. */

export type TextField = 'number' | 'title' | 'party' | 'place' | 'note';
export type Comparison =
  | { kind: 'contains'; field: TextField; text: string }
  /** `ids`: the types that bear the name, once they were looked up. */
  | { kind: 'type'; name: string; ids?: readonly ContractTypeId[] }
  | { kind: 'state'; state: State }
  | { kind: 'dates'; field: 'signed' | 'expires'; from: string | null; to: string | null }
  | { kind: 'amounts'; from: string | null; to: string | null };

type State = 'registered' | 'performing' | 'completed' | 'terminated' | 'voided';
type Field = TextField | 'type' | 'state' | 'signed' | 'expires' | 'amount' | 'year';

const names: Readonly<Record<string, Field>> = {
  number: 'number', no: 'number', 编号: 'number', 合同编号: 'number',
  title: 'title', 标题: 'title', 名称: 'title', 合同名称: 'title',
  party: 'party', uscc: 'party', 相对方: 'party', 客户: 'party', 当事人: 'party', 供应商: 'party', 信用代码: 'party',
  place: 'place', 地点: 'place', 签订地点: 'place',
  note: 'note', 备注: 'note',
  type: 'type', 类型: 'type', 合同类型: 'type',
  state: 'state', 状态: 'state',
  year: 'year', 年度: 'year', 年份: 'year',
  signed: 'signed', 签订: 'signed', 签订日期: 'signed',
  expires: 'expires', 到期: 'expires', 到期日: 'expires',
  amount: 'amount', 金额: 'amount', 合同金额: 'amount',
};

export function fieldOf(name: string): Field | undefined {
  return Object.hasOwn(names, name.toLowerCase()) ? names[name.toLowerCase()] : undefined;
}

const states: Readonly<Record<string, State>> = {
  registered: 'registered', 已登记: 'registered',
  performing: 'performing', 履行中: 'performing',
  completed: 'completed', 已完成: 'completed', 已履行完: 'completed', 履行完毕: 'completed',
  terminated: 'terminated', 已终止: 'terminated', 已解除: 'terminated',
  voided: 'voided', 已作废: 'voided',
};

export function readField(field: Field, value: string): Comparison | { unreadable: 'range' | 'value' } {
  switch (field) {
    case 'type':
      return { kind: 'type', name: value };
    case 'state': {
      const state = Object.hasOwn(states, value) ? states[value] : undefined;
      return state ? { kind: 'state', state } : { unreadable: 'value' };
    }
    case 'year':
    case 'signed':
    case 'expires': {
      const range = readRange(value, { first: firstDay, last: lastDay });
      return range ? { kind: 'dates', field: field === 'year' ? 'signed' : field, ...range } : { unreadable: 'range' };
    }
    case 'amount': {
      const range = readRange(value, { first: readAmount, last: readAmount });
      return range ? { kind: 'amounts', ...range } : { unreadable: 'range' };
    }
    default:
      return { kind: 'contains', field, text: value };
  }
}

interface Ends {
  /** The least value that a written end stands for, and the greatest: `2025-02` is 1 to 28 February. */
  first(text: string): string | null;
  last(text: string): string | null;
}

/** `a..b`, `a..`, `..b`, `>=a`, `<=b`, `>a`, `<b`, or one value. */
function readRange(text: string, { first, last }: Ends): { from: string | null; to: string | null } | null {
  const value = text.replaceAll('～', '..').replaceAll('~', '..').replaceAll('至', '..').replaceAll('≥', '>=').replaceAll('≤', '<=');
  const compared = /^(>=?|<=?)(.+)$/.exec(value);
  if (compared?.[2]) {
    const upward = compared[1]?.startsWith('>');
    const end = upward ? first(compared[2]) : last(compared[2]);
    return end === null ? null : { from: upward ? end : null, to: upward ? null : end };
  }
  const [left = '', right] = value.split('..', 2);
  const from = left === '' ? null : first(left);
  const to = right === undefined ? last(left) : right === '' ? null : last(right);
  if ((left !== '' && from === null) || ((right ?? left) !== '' && to === null) || (from === null && to === null)) return null;
  return { from, to };
}

const dayParts = /^(\d{4})(?:[-./年](\d{1,2})(?:[-./月](\d{1,2})日?|月)?|年)?$/;

function firstDay(text: string): string | null {
  const match = dayParts.exec(text);
  return match?.[1] ? realDay(match[1], match[2] ?? '1', match[3] ?? '1') : null;
}

function lastDay(text: string): string | null {
  const match = dayParts.exec(text);
  if (!match?.[1]) return null;
  const [, year, month, day] = match;
  if (day) return realDay(year, month ?? '1', day);
  const end = new Date(Date.UTC(Number(year), month ? Number(month) : 12, 0));
  return realDay(year, month ?? '12', String(end.getUTCDate()));
}

function realDay(year: string, month: string, day: string): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(text) ? text : null;
}

const units: Readonly<Record<string, number>> = { 万: 4, 亿: 8, k: 3, m: 6 };

/** Decimal text without floats: `12.5万` is `125000`. */
function readAmount(text: string): string | null {
  const match = /^[¥￥]?([\d,，]+)(?:\.(\d{1,8}))?(万|亿|k|m)?元?$/i.exec(text.trim());
  if (!match?.[1]) return null;
  const shift = units[match[3]?.toLowerCase() ?? ''] ?? 0;
  const fraction = (match[2] ?? '').padEnd(shift, '0');
  const whole = `${match[1].replaceAll(/[,，]/g, '')}${fraction.slice(0, shift)}`.replace(/^0+(?=\d)/, '');
  const rest = fraction.slice(shift, shift + 2);
  if (whole.length > 16) return null;
  return rest ? `${whole}.${rest}` : whole;
}
