import { dateStyles, type DateStyle } from './dates.ts';
import type { Rng } from './random.ts';

const song = ['Noto Serif CJK SC', 'AR PL UMing CN', 'AR PL SungtiL GB'];
const hei = ['Noto Sans CJK SC', 'WenQuanYi Zen Hei', 'WenQuanYi Micro Hei'];
const kai = ['AR PL UKai CN', 'AR PL KaitiM GB', 'LXGW WenKai', 'LXGW WenKai Light'];
const hands = ['Long Cang', 'Zhi Mang Xing', 'Liu Jian Mao Cao', 'Ma Shan Zheng'];

/** How one contract looks. Every choice is independent, so that a rule which fits one look fails on another. */
export type Style = {
  font: string;
  latin: string | null;
  titleFont: string;
  hand: string;
  size: number;
  leading: number;
  indent: boolean;
  justify: boolean;
  margin: [number, number];
  headings: 'hanzi' | 'article' | 'digit' | 'digitDot' | 'bracket';
  headingBold: boolean;
  headingInline: boolean;
  partyLook: 'lines' | 'sideBySide' | 'grid' | 'brief' | 'underlined';
  naming: 'jia' | 'jiaRole' | 'roleJia' | 'role';
  numberLabel: string;
  numberPlace: 'right' | 'left' | 'center' | 'grid';
  dateInHead: boolean;
  placeInHead: boolean;
  dateLabel: string;
  dateStyle: DateStyle;
  dateByHand: boolean;
  usccLabel: string | null;
  signLook: 'columns' | 'bordered' | 'stacked' | 'form';
  sealWord: string;
  footer: 'diX' | 'slash' | 'dash' | 'diSlash' | 'english' | 'none';
  header: 'none' | 'number' | 'company' | 'both';
  table: 'grid' | 'threeLine' | 'shaded';
  paymentTable: boolean;
  amountPlace: 'clause' | 'foot';
  amountForm: 0 | 1 | 2 | 3;
  cover: boolean;
};

export function inventStyle(r: Rng): Style {
  const family = r.pick([song, song, hei, kai]);
  return {
    font: r.pick(family),
    latin: r.chance(0.5) ? r.pick(['Liberation Serif', 'Liberation Sans', 'DejaVu Sans']) : null,
    titleFont: r.pick([...song.slice(0, 1), ...hei, ...kai.slice(0, 3)]),
    hand: r.pick(hands),
    size: r.pick([10, 10.5, 10.5, 11, 12, 12, 13]),
    leading: r.pick([1.35, 1.45, 1.5, 1.6, 1.75, 1.9]),
    indent: r.chance(0.7),
    justify: r.chance(0.6),
    margin: [r.pick([20, 24, 26, 28]), r.pick([18, 22, 26, 30])],
    headings: r.pick(['hanzi', 'hanzi', 'article', 'digit', 'digitDot', 'bracket']),
    headingBold: r.chance(0.6),
    headingInline: r.chance(0.25),
    partyLook: r.pick(['lines', 'sideBySide', 'grid', 'brief', 'underlined']),
    naming: r.pick(['jia', 'jiaRole', 'roleJia', 'role']),
    numberLabel: r.pick(['合同编号', '合同编号', '合同号', '编号', 'No.', '协议编号', '合同登记编号']),
    numberPlace: r.pick(['right', 'left', 'center', 'grid']),
    dateInHead: r.chance(0.5),
    placeInHead: r.chance(0.5),
    dateLabel: r.pick(['签订日期', '签订时间', '签署日期', '签约时间', '签约日期']),
    dateStyle: r.pick(dateStyles),
    dateByHand: r.chance(0.5),
    usccLabel: r.chance(0.85) ? r.pick(['统一社会信用代码', '统一社会信用代码', '税号', '纳税人识别号', '信用代码']) : null,
    signLook: r.pick(['columns', 'bordered', 'stacked', 'form']),
    sealWord: r.pick(['盖章', '公章', '签章', '章', '单位盖章']),
    footer: r.pick(['diX', 'diX', 'slash', 'dash', 'diSlash', 'english', 'none']),
    header: r.pick(['none', 'none', 'number', 'company', 'both']),
    table: r.pick(['grid', 'grid', 'threeLine', 'shaded']),
    paymentTable: r.chance(0.3),
    amountPlace: r.pick(['clause', 'foot']),
    amountForm: r.pick([0, 1, 2, 3]),
    cover: r.chance(0.12),
  };
}
