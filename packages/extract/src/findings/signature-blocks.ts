import type { Box } from '@qige/ocr';
import type { DocLine } from '../doc.ts';
import type { PartyLetter } from '../party-mentions.ts';
import type { Evidence } from './findings.ts';

/** Where one side signs on one page: from its name down to the next side's block. */
export interface SignatureBlock {
  letter: PartyLetter;
  page: number;
  box: Box;
  lines: DocLine[];
}

const signs = /盖\s?章|签\s?章|公\s?章|签\s?字|签\s?名|签\s?署|Signature|Seal|^By:|(?:授权|法定|委托|签约)?代表(?:人)?(?:[(][^)]*[)])?\s?:|委托代理人/i;

const asksForSeal = /盖\s?章|签\s?章|公\s?章|Seal/i;

export function signatureBlocks({ doc, main, mentions }: Evidence): SignatureBlock[] {
  const found: SignatureBlock[] = [];
  for (const mention of mentions) {
    const head = doc.flow.line[mention.at];
    if (!head || head.furniture || mention.kind === 'prose') continue;
    const lines = below(doc.lines, head, mentions.flatMap((other) => (other !== mention && other.letter !== mention.letter && doc.flow.line[other.at] ? [doc.flow.line[other.at] as DocLine] : [])));
    const late = mention.at > 0.35 * Math.min(main, doc.flow.text.length) || head.page > 0;
    const explicit = asksForSeal.test(head.text);
    if (!explicit && !(late && lines.slice(0, 7).some((line) => signs.test(line.text)))) continue;
    if (!late && !explicit) continue;
    // Behind a cover page the parties' head stands on a late page too; they sign where they are named last.
    if (!explicit && mentions.some((other) => other.at > mention.at && other.at < main && other.letter === mention.letter && asksForSeal.test(doc.flow.line[other.at]?.text ?? ''))) continue;
    if (explicit && !late && mentions.some((other) => other.at > mention.at && other.letter === mention.letter && other.kind === 'signature')) continue;
    if (found.some((other) => other.letter === mention.letter && other.page === head.page)) continue;
    const all = [head, ...lines];
    found.push({ letter: mention.letter, page: head.page, box: [Math.min(...all.map((line) => line.box[0])), head.box[1], Math.max(...all.map((line) => line.box[2])), Math.max(...all.map((line) => line.box[3]))], lines: all });
  }
  return found;
}

/** Lines under a block's first line, in its column, until the next block or the end of the column. */
function below(lines: readonly DocLine[], head: DocLine, others: readonly DocLine[]): DocLine[] {
  const height = head.box[3] - head.box[1];
  const own: DocLine[] = [];
  let bottom = head.box[3];
  const beside = others.filter((other) => other.page === head.page && other.box[0] > head.box[0] + height && Math.abs(other.box[1] - head.box[1]) < 3 * height);
  const right = Math.min(...beside.map((other) => other.box[0]), Infinity);
  for (const line of lines) {
    if (line.page !== head.page || line === head || line.furniture || line.box[1] < head.box[1] + 0.4 * height) continue;
    if (line.box[0] >= right - height || line.box[2] < head.box[0] || line.box[0] < head.box[0] - 6 * height) continue;
    if (others.some((other) => other.page === head.page && other.box[1] > head.box[1] + height && other.box[1] <= line.box[1] + 0.3 * height && other.box[0] < right - height && other.box[2] > head.box[0])) break;
    if (line.box[1] - bottom > 6 * height || own.length > 12 || /^(?:附件|附录|附表|Annex)/.test(line.text)) break;
    own.push(line);
    bottom = Math.max(bottom, line.box[3]);
  }
  return own;
}
