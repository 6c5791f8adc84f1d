import type { SealMark } from '@qige/ocr';
import type { ExtractPage } from '../page.ts';
import type { Finding } from './finding.ts';
import type { Evidence } from './findings.ts';
import { signatureBlocks } from './signature-blocks.ts';
import type { SignatureBlock } from './signature-blocks.ts';

/** A side's place to sign holds no whole seal. Paging seals (骑缝章) at the edge do not count. */
export function sealFindings(evidence: Evidence): Finding[] {
  const { doc, fields } = evidence;
  const blocks = signatureBlocks(evidence);
  const pages = [...new Set(blocks.map((block) => block.page))];
  const missing = new Map<string, { block: SignatureBlock; sure: boolean }>();
  for (const number of pages) {
    const page = doc.pages[number];
    if (!page || page.seals === undefined || isDigital(page)) continue;
    const own = blocks.filter((block) => block.page === number);
    const seals = page.seals.filter((seal) => !seal.partial && seal.shape !== 'paging');
    const colour = page.quality?.colour ?? 'colour';
    // Without colour a faint seal may stay unseen: none found at all says nothing there.
    if (seals.length === 0 && colour !== 'colour') continue;
    const sealed = assign(own, seals, page.height);
    for (const block of own) if (sealExpected(fields, block) && !sealed.has(block.letter) && !missing.has(block.letter)) missing.set(block.letter, { block, sure: colour === 'colour' });
  }
  // Not one seal on any page where one belongs: an unsigned copy, or seals too faint to be found.
  const none = pages.every((number) => doc.pages[number]?.seals?.every((seal) => seal.partial) ?? true);
  return [...missing.values()].map(({ block, sure }) => ({
    type: 'missingStamp', severity: none ? 'uncertain' : sure ? 'error' : 'warning', source: '民法典 第490条', place: { page: block.page, lines: block.lines.slice(0, 1).map((line) => line.index), boxes: [block.box] },
    params: { party: block.letter, name: fields.parties.find((party) => party.letter === block.letter)?.name?.value ?? null },
  }));
}

/** A page read from a PDF's own text never was on paper: its seals are electronic. The reader gives such text with full confidence throughout. */
function isDigital(page: ExtractPage): boolean {
  return page.lines.length > 0 && page.lines.every((line) => line.confidence === 1);
}

/** A person signs, and so does a company abroad; an organisation here seals. */
function sealExpected(fields: Evidence['fields'], { letter }: SignatureBlock): boolean {
  const name = fields.parties.find((party) => party.letter === letter)?.name?.value ?? '';
  return /[\u4e00-\u9fff]/.test(name) && name.length > 4;
}

/** Sides that have a seal: every seal goes to the block it lies nearest to; where two lie by one block, the other block may take the farther one. */
function assign(blocks: readonly SignatureBlock[], seals: readonly SealMark[], height: number): Set<string> {
  const pairs = seals.flatMap((seal, at) => blocks.map((block) => ({ at, letter: block.letter, far: distance(block, seal) }))).sort((a, b) => a.far - b.far);
  const taken = new Set<number>();
  const sealed = new Set<string>();
  for (const pair of pairs) {
    if (taken.has(pair.at) || sealed.has(pair.letter) || pair.far > 0.22 * height) continue;
    taken.add(pair.at);
    sealed.add(pair.letter);
  }
  return sealed;
}

function distance({ box }: SignatureBlock, seal: SealMark): number {
  const x = (seal.box[0] + seal.box[2]) / 2;
  const y = (seal.box[1] + seal.box[3]) / 2;
  const across = Math.max(box[0] - x, 0, x - box[2]);
  const down = Math.max(box[1] - y, 0, y - box[3]);
  return Math.hypot(across, down) + 0.001 * Math.abs(x - (box[0] + box[2]) / 2);
}
