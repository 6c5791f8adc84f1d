import { findBlankDates } from '@qige/rules/chinese-dates';
import type { Doc, DocLine } from '../doc.ts';
import { placeOf } from '../field.ts';
import type { Finding } from './finding.ts';
import type { Evidence } from './findings.ts';
import type { ExtractPage } from '../page.ts';
import { signatureBlocks } from './signature-blocks.ts';
import type { SignatureBlock } from './signature-blocks.ts';

const emptyDate = /^(?:签[订署约字]|落款)?\s?(?:日\s?期|时\s?间)(?:\s?Date)?\s?:\s?_*(?:年[_\s]*月[^\d一二三四五六七八九十日]{0,3})?\s?$/i;
const emptySignature = /^(?:法定代表人|授权代表|委托代理人|签约代表|代表人|代表|负责人)?\s?[/或、]?\s?(?:法定代表人|授权代表|委托代理人|代表)?(?:人)?\s?(?:[(](?:签字|签名|签章|签字或盖章|盖章)[)]|签字|签名)?(?:\s?Signature)?\s?:\s?_*\s?$/i;

/** No law asks for the date: a contract is formed by signing and sealing (民法典 490). Practice asks, since terms and limitation are counted from it. */
const practice = '合同签署惯例：落款日期须填写';

/** Dates left open where the contract is signed. */
export function dateFindings(evidence: Evidence): Finding[] {
  const { doc, main } = evidence;
  // A seal set over the blank leaves its words in it.
  const text = doc.flow.text.slice(0, main).replace(/(?<=[年月])[\s_]?(?:合同)?(?:专用|财务|业务|公|印)章[\s_]?(?=[月日])/g, (seal) => '_'.repeat(seal.length));
  const blanks = findBlankDates(text).filter(({ start, end }) => /[_\s]{1}|年月日/.test(text.slice(start, end)) && near(doc.flow.text, start));
  const found: Finding[] = blanks.slice(0, 1).map((span) => ({ type: 'blankDate', severity: 'warning', source: practice, place: placeOf(doc.flow, span), params: {} }));
  if (found.length > 0) return found;
  for (const block of signatureBlocks(evidence)) {
    const line = block.lines.find((each) => emptyDate.test(each.text) && !writtenBeside(doc, each));
    if (line) return [{ type: 'blankDate', severity: 'uncertain', source: practice, place: { page: line.page, lines: [line.index], boxes: [line.box] }, params: { party: block.letter } }];
  }
  return [];
}

/** Figures to the right of the label: a date written by hand stands apart from it. */
function writtenBeside({ lines }: Doc, label: DocLine): boolean {
  const height = label.box[3] - label.box[1];
  const written = lines.filter((line) => line.page === label.page && line !== label && line.box[0] > label.box[2] - height && line.box[0] < label.box[2] + 12 * height);
  return written.some((line) => /\d|年|月/.test(line.text) && Math.min(line.box[3], label.box[3]) - Math.max(line.box[1], label.box[1]) > 0.3 * height);
}

function near(text: string, at: number): boolean {
  return /(?:日期|时间|签订|签署|签约|盖章|签字|代表|Date)[^。]{0,40}$/.test(text.slice(Math.max(0, at - 48), at)) || /\n\s*$/.test(text.slice(Math.max(0, at - 3), at));
}

function sealOver(page: ExtractPage | undefined, { box }: SignatureBlock): boolean {
  return page?.seals?.some((seal) => !seal.partial && seal.box[0] < box[2] && seal.box[2] > box[0] && seal.box[1] < box[3] + 60 && seal.box[3] > box[1] - 60) ?? true;
}

/** A side that neither signed nor sealed. Handwriting is not always read, so it is doubtful even then. */
export function signatureFindings(evidence: Evidence, seals: readonly Finding[]): Finding[] {
  const sealMissing = new Set(seals.map((finding) => finding.params['party']));
  const { doc, fields } = evidence;
  const found = new Map<string, Finding>();
  for (const block of signatureBlocks(evidence)) {
    const page = doc.pages[block.page];
    // A signature drawn by hand is seldom read: only a side that lacks its seal as well is reported.
    const sealed = !sealMissing.has(block.letter) || sealOver(page, block);
    const line = block.lines.slice(1).find((each) => emptySignature.test(each.text));
    if (sealed || !line || found.has(block.letter)) continue;
    found.set(block.letter, {
      type: 'blankSignature', severity: 'uncertain', source: '民法典 第490条', place: { page: line.page, lines: [line.index], boxes: [line.box] },
      params: { party: block.letter, name: fields.parties.find((party) => party.letter === block.letter)?.name?.value ?? null },
    });
  }
  return [...found.values()];
}
