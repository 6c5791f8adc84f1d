import type { Clause, Deal, Table, Terms } from './contract.ts';
import type { Company } from './companies.ts';
import { printDate } from './dates.ts';
import { inWords } from './money.ts';
import { signatures } from './signatures.ts';

/** What the layout put on paper of the deal itself; the rest of the fields comes from the terms. */
export type Printed = { contractNumber: string; roles: [string | null, string | null]; uscc: boolean; signedOn: string | null; signedPlace: string | null };

export type Sheet = { html: string; css: string; footer: string; header: string; printed: Printed; say: (text: string) => string };

const line = (html: string, cls = '') => `<p class="${cls}" data-u>${html}</p>`;

/** How the text and the labels call a party under the style's naming. */
function calls(deal: Deal, terms: Terms) {
  const own = terms.roleA === '甲方' || terms.english;
  switch (own ? 'jia' : deal.style.naming) {
    case 'jia':
      return { text: ['甲方', '乙方'], label: ['甲方', '乙方'], role: [null, null] };
    case 'jiaRole':
      return { text: ['甲方', '乙方'], label: [`甲方（${terms.roleA}）`, `乙方（${terms.roleB}）`], role: [terms.roleA, terms.roleB] };
    case 'roleJia':
      return { text: [terms.roleA, terms.roleB], label: [`${terms.roleA}（甲方）`, `${terms.roleB}（乙方）`], role: [terms.roleA, terms.roleB] };
    case 'role':
      return { text: [terms.roleA, terms.roleB], label: [terms.roleA, terms.roleB], role: [terms.roleA, terms.roleB] };
  }
}

function tableHtml(table: Table): string {
  const cells = (row: string[], tag: string) => row.map((cell) => `<${tag}><div data-u>${cell}</div></${tag}>`).join('');
  const columns = table.head?.length ?? Math.max(...table.rows.map((row) => row.length));
  const foot = table.foot
    ? `<tr class="foot">${table.foot.map((cell, i, all) => `<td colspan="${i === all.length - 1 ? columns - Math.ceil(columns / 2) * (all.length - 1) : Math.ceil(columns / 2)}"><div data-u>${cell}</div></td>`).join('')}</tr>`
    : '';
  return `<table class="data"><tbody>${table.head ? `<tr class="head">${cells(table.head, 'th')}</tr>` : ''}${table.rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('')}${foot}</tbody></table>`;
}

function number(i: number, look: Deal['style']['headings']): string {
  switch (look) {
    case 'hanzi':
      return `${inWords(i)}、`;
    case 'article':
      return `第${inWords(i)}条　`;
    case 'digit':
      return `${i}、`;
    case 'digitDot':
      return `${i}. `;
    case 'bracket':
      return `（${inWords(i)}）`;
  }
}

function clauseHtml(clause: Clause, i: number, deal: Deal, say: (t: string) => string): string {
  const { style } = deal;
  const head = `${number(i, style.headings)}${clause.title}`;
  const bold = style.headingBold ? `<b>${head}</b>` : head;
  const sub = style.headings === 'digitDot' && clause.body.length > 1;
  const body = clause.body.map((part, n) => (typeof part === 'string' ? say(sub ? `${i}.${n + 1} ${part}` : part) : part));
  const [opening, ...rest] = body;
  if (style.headingInline && typeof opening === 'string') return line(`${bold}：${opening}`, 'c') + rest.map((part) => block(part)).join('');
  return line(bold, 'h') + body.map((part) => block(part)).join('');
}

const block = (part: string | Table) => (typeof part === 'string' ? line(part, 'c') : tableHtml(part));

function partyBlock(deal: Deal, label: string[], who: [Company, Company]): string {
  const { r, style } = deal;
  const facts = (c: Company): [string, string][] => {
    const all: [string, string][] = [];
    if (style.usccLabel && c.uscc) all.push([style.usccLabel, c.uscc]);
    all.push([r.pick(['地址', '住所', '联系地址', '注册地址']), c.address]);
    return all;
  };
  const extra = r.chance(0.5);
  const rows = who.map((c, i) => [
    [label[i] ?? '', c.name] as [string, string],
    ...facts(c),
    ...(extra ? [['法定代表人', c.legal] as [string, string], ['电话', c.phone] as [string, string]] : []),
  ]);
  switch (style.partyLook) {
    case 'lines':
      return rows.map((row) => row.map(([k, v]) => line(`${k}：${v}`, 'party')).join('')).join('');
    case 'underlined':
      return rows.map((row) => row.map(([k, v]) => line(`${k}：<u>&nbsp;${v}&nbsp;</u>`, 'party')).join('')).join('');
    case 'brief':
      return who.map((c, i) => line(`${label[i]}：${c.name}${style.usccLabel && c.uscc ? `（${style.usccLabel}：${c.uscc}）` : ''}`, 'party')).join('');
    case 'grid':
      return `<table class="data parties"><tbody>${rows
        .flat()
        .map(([k, v]) => `<tr><th><div data-u>${k}</div></th><td><div data-u>${v}</div></td></tr>`)
        .join('')}</tbody></table>`;
    case 'sideBySide': {
      const [a = [], b = []] = rows;
      const cell = (pair: [string, string] | undefined) => `<td><div data-u>${pair ? `${pair[0]}：${pair[1]}` : ''}</div></td>`;
      return `<table class="bare"><tbody>${Array.from({ length: Math.max(a.length, b.length) }, (_, i) => `<tr>${cell(a[i])}${cell(b[i])}</tr>`).join('')}</tbody></table>`;
    }
  }
}

function headLines(deal: Deal, printed: Printed): string {
  const { style, number: no, signedOn } = deal;
  const all = [`${style.numberLabel}${style.numberLabel === 'No.' ? ' ' : '：'}${no}`];
  if (printed.signedOn) all.push(`${style.dateLabel}：${printDate(signedOn, style.dateStyle)}`);
  if (printed.signedPlace) all.push(`签订地点：${printed.signedPlace}`);
  if (style.numberPlace === 'grid' && all.length > 1)
    return `<table class="bare head"><tbody><tr>${all.map((t) => `<td><div data-u>${t}</div></td>`).join('')}</tr></tbody></table>`;
  return all.map((t) => line(t, `at-${style.numberPlace === 'grid' ? 'right' : style.numberPlace}`)).join('');
}

const footers = { diX: '第 {p} 页 共 {n} 页', slash: '{p} / {n}', dash: '- {p} -', diSlash: '第{p}页/共{n}页', english: 'Page {p} of {n}', none: '' };

/** Everything of a contract as one flow of HTML; pages are cut in the browser (paginate.browser.js). */
export function layOut(deal: Deal, terms: Terms, company: string): Sheet {
  const { style, r } = deal;
  const call = calls(deal, terms);
  const say = (text: string) => text.replaceAll('{A}', call.text[0] ?? '').replaceAll('{B}', call.text[1] ?? '');
  // A planted blank date must not be answered by a date in the head.
  const dated = style.dateInHead && !deal.plant.has('blankDate');
  const printed: Printed = {
    contractNumber: deal.number,
    roles: call.role as Printed['roles'],
    uscc: style.usccLabel !== null,
    signedOn: dated ? deal.signedOn : null,
    signedPlace: style.placeInHead ? r.pick([deal.A.city, deal.B.city]) : null,
  };
  const title = `<h1 data-u>${terms.title}</h1>${terms.english ? `<h2 data-u>${terms.english.title}</h2>` : ''}`;
  const cover = style.cover && !terms.english;
  const parties = partyBlock(deal, call.label, [deal.A, deal.B]);
  const opening = cover
    ? `<div class="cover">${headLines(deal, printed)}${title}${line(`${call.label[0]}：${deal.A.name}`, 'party')}${line(`${call.label[1]}：${deal.B.name}`, 'party')}</div><div class="break"></div>${parties}`
    : style.numberPlace === 'left' || style.numberPlace === 'center'
      ? title + headLines(deal, printed) + parties
      : headLines(deal, printed) + title + parties;
  const english = terms.english;
  const body = english
    ? `<table class="pairs"><tbody>${terms.clauses.map((c, i) => `<tr><td><div data-u>${i + 1}. ${c.title}</div>${c.body.map((t) => `<div data-u>${say(String(t))}</div>`).join('')}</td><td class="en"><div data-u>${i + 1}. ${english.clauses[i]?.[0]}</div><div data-u>${(english.clauses[i]?.[1] ?? '').replaceAll('{A}', 'Party A').replaceAll('{B}', 'Party B')}</div></td></tr>`).join('')}</tbody></table>`
    : terms.preamble.map((t) => line(say(t), 'c')).join('') + terms.clauses.map((c, i) => clauseHtml(c, i + 1, deal, say)).join('');
  const annex = terms.annex
    ? `<div class="break"></div>${line(`<b>${terms.annex.title}</b>`, 'at-center')}${terms.annex.body.map((b) => block(typeof b === 'string' ? say(b) : b)).join('')}`
    : '';
  return {
    html:
      opening +
      body +
      (terms.closing ?? []).map((t) => line(say(t), 'c')).join('') +
      (r.chance(0.25) ? line(r.pick(['（以下无正文）', '（以下为签署页）']), 'c') : '') +
      signatures(deal, call.label, deal.plant.has('missingPage') || !printed.signedOn) +
      annex,
    css: css(deal),
    footer: deal.plant.has('missingPage') ? footers.diX : footers[style.footer],
    header: { none: '', number: deal.number, company, both: `${company}　　${deal.number}` }[style.header],
    printed: { ...printed, signedOn: deal.signedOn },
    say,
  };
}

function css({ style, r }: Deal): string {
  const latin = style.latin ? `'${style.latin}', ` : '';
  const rule = r.pick(['0.75pt', '0.5pt', '1pt']);
  const cell = style.table === 'threeLine' ? `border-top:${rule} solid #222;border-bottom:${rule} solid #222` : `border:${rule} solid #222`;
  return `
    .page{font-family:${latin}'${style.font}','Noto Serif CJK SC';font-size:${style.size}pt;line-height:${style.leading};--top:${style.margin[0]}mm;--side:${style.margin[1]}mm}
    h1{font:${r.pick([400, 700, 700])} ${r.pick([16, 18, 20, 22])}pt/1.5 '${style.titleFont}';text-align:center;margin:${r.int(2, 12)}pt 0;letter-spacing:${r.pick([0, 0, 2, 6])}pt}
    h2{font:700 14pt/1.4 'Liberation Serif';text-align:center;margin:0 0 8pt}
    p{margin:0}.c{text-indent:${style.indent ? 2 : 0}em;text-align:${style.justify ? 'justify' : 'left'}}.h{margin-top:${r.pick([0, 2, 5])}pt;text-indent:${style.indent && r.chance(0.4) ? 2 : 0}em}
    .party{margin:${r.pick([0, 1, 3])}pt 0}.at-right{text-align:right}.at-center{text-align:center}
    .cover{padding-top:40mm}.cover h1{margin:30mm 0 40mm;font-size:26pt}.cover .party{font-size:14pt;margin:8mm 0 0 10mm}
    table{border-collapse:collapse;width:100%}td,th{font-weight:400;text-align:left;vertical-align:middle}
    .data{margin:4pt 0;font-size:${r.pick([0.86, 0.92, 1])}em;line-height:1.35}.data td,.data th{${cell};padding:${r.pick([1, 2, 3])}pt 4pt;text-align:${r.pick(['center', 'left'])}}
    ${style.table === 'shaded' ? '.data .head th{background:#d9dee4}' : ''}.data .foot td{text-align:left}.parties th{width:26%}
    .bare td{width:50%;padding:1pt 6pt 1pt 0;vertical-align:top}.bare.head td{width:auto;white-space:nowrap}.pairs td{width:50%;border:${rule} solid #555;padding:4pt 6pt;vertical-align:top}.pairs .en{font-family:'Liberation Serif';font-size:.95em;line-height:1.3}
    u{text-underline-offset:3px}.hand{font-family:'${style.hand}','LXGW WenKai';font-size:1.35em;line-height:1;color:#1b2a55;display:inline-block;transform:rotate(${r.int(-3, 3)}deg)}
    .gap{display:inline-block;border-bottom:.75pt solid #333;min-width:7em}`;
}
