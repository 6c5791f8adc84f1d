import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Box, PageWithImage, ReadLine } from '@qige/ocr';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { lookAt } from './page-look.ts';
import { qualityVerdicts } from './quality.rules.ts';

const sample = fileURLToPath(new URL('../../../../samples/s03/', import.meta.url));
const truth = JSON.parse(await readFile(`${sample}truth.json`, 'utf8')) as { pages: { lines: { text: string; box: Box | null; part?: 'header' | 'footer' }[] }[] };
const scan = await readFile(`${sample}p02.jpg`);
const perPoint = 200 / 72;

const line = (text: string, box: readonly number[], part: ReadLine['part'] = 'body'): ReadLine => ({ text, box: box as unknown as Box, confidence: 0.98, chars: [], part });
const printed = truth.pages[1]?.lines.flatMap(({ text, box, part }) => (box ? [line(text, box.map((at) => at * perPoint), part ?? 'body')] : [])) ?? [];
/** A page of the samples, 200 dpi in grey, as the reader gives it. */
const page = (changes: Partial<Omit<PageWithImage, 'quality'>> & { quality?: Partial<PageWithImage['quality']> } = {}): PageWithImage => ({
  width: 1654, height: 2339, lines: printed, seals: [], toReceived: [1, 0, 0, 0, 1, 0, 0, 0, 1], image: scan, from: 'image', ...changes,
  quality: { dpi: 200, rotation: 0, skew: 0, blur: 0, blank: false, cut: false, colour: 'grey', photo: false, ...changes.quality },
});
async function rulesBroken(read: PageWithImage): Promise<string[]> {
  return qualityVerdicts({ quality: { ...read.quality, ...(await lookAt(read)) }, seals: [], confidence: 0.98 }).map(({ rule }) => rule);
}
/** So many lines of that many characters of this size, in points, each under the one before. */
const textOf = (lines: number, characters: number, points: number, leading = 1.6): ReadLine[] =>
  Array.from({ length: lines }, (_, i) => line('条'.repeat(characters), [130, 130 + i * points * leading * perPoint, 130 + characters * points * perPoint, 130 + (i * leading + 1.1) * points * perPoint]));

test('an ordinary page of 200 dpi in grey has nothing against it', async () => expect(await rulesBroken(page())).toEqual([]));

test('a page of 10.5 point is no small print, however close; 8 point is, at 200 dpi and not at 300', async () => {
  expect(await rulesBroken(page({ lines: textOf(55, 46, 10.5, 1.2) }))).not.toContain('small-text');
  expect(await rulesBroken(page({ lines: textOf(55, 46, 10.5, 1.2) }))).not.toContain('dense-text');
  expect(await rulesBroken(page({ lines: [...printed, ...textOf(6, 40, 8)] }))).toContain('small-text');
  expect(await rulesBroken(page({ lines: textOf(2, 20, 8) }))).not.toContain('small-text');
  const fine = textOf(6, 40, 8).map((one) => ({ ...one, box: one.box.map((at) => at * 1.5) as unknown as Box }));
  expect(await rulesBroken(page({ lines: fine, width: 2480, height: 3508, quality: { dpi: 300 } }))).toEqual([]);
});

test('small print that stands close is dense', async () => expect(await rulesBroken(page({ lines: textOf(52, 52, 9, 1.4) }))).toEqual(expect.arrayContaining(['dense-text'])));

test('faint print is told from ordinary', async () => {
  const faint = await sharp(scan).linear(0.35, 255 * 0.65).jpeg({ quality: 80 }).toBuffer();
  expect(await rulesBroken(page({ image: faint }))).toEqual(['faint-text']);
});

test('a picture scanned in grey is found; shading and black areas are none', async () => {
  const small = await sharp({ create: { width: 24, height: 32, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 120, sigma: 60 } } }).greyscale().png().toBuffer();
  const picture = await sharp(small).resize(280, 370, { kernel: 'cubic' }).png().toBuffer();
  const holding = (input: Buffer): Promise<Buffer> => sharp(scan).composite([{ input, left: 700, top: 1500 }]).jpeg().toBuffer();
  const area = (background: string): Promise<Buffer> => sharp({ create: { width: 500, height: 400, channels: 3, background } }).png().toBuffer();
  expect(await rulesBroken(page({ image: await holding(picture) }))).toEqual(['picture-not-in-colour']);
  expect(await rulesBroken(page({ image: await holding(picture), quality: { colour: 'colour' } }))).toEqual([]);
  for (const plain of ['#b0b0b0', '#101010']) expect(await rulesBroken(page({ image: await holding(await area(plain)) }))).toEqual([]);
});

test('a red head is the issuer in large type and the number below it', async () => {
  const head = line('苏州工业园区管理委员会文件', [300, 200, 1350, 300]);
  const number = line('苏园管〔2024〕12号', [600, 400, 1050, 440]);
  const quality = { colour: 'bilevel' as const };
  expect(await rulesBroken(page({ lines: [head, number, ...textOf(10, 40, 12)], quality }))).toEqual(['red-head-not-in-colour']);
  expect(await rulesBroken(page({ lines: [head, number, ...textOf(10, 40, 12)], quality: { colour: 'colour', dpi: 300 } }))).toEqual([]);
  for (const other of [[head], [number], [{ ...head, text: '设备采购招标文件' }, number], [{ ...head, box: [300, 200, 700, 240] as const }, number]]) {
    expect(await rulesBroken(page({ lines: [...other, ...textOf(10, 40, 12)], quality }))).toEqual([]);
  }
});

test('of what was photographed or never was on paper nothing is measured', async () => {
  expect(await lookAt(page({ quality: { photo: true } }))).toEqual({});
  expect(await lookAt(page({ quality: { dpi: null } }))).toEqual({});
  expect(await lookAt(page({ from: 'pdf-text' }))).toEqual({});
});
