import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadEngine } from './engine.ts';
import type { Engine } from './engine.ts';
import { fixture } from './fixtures.ts';
import { apply } from './matrix.ts';
import { readPage } from './read-page.ts';
import type { PageWithImage } from './read-page.ts';

let engine: Engine;
let sale: Buffer;
let upright: PageWithImage;

beforeAll(async () => {
  engine = await loadEngine();
  sale = await fixture('sale.jpg');
  upright = await readPage(engine, sale);
}, 30_000);
afterAll(() => engine.release());

const texts = (page: PageWithImage): string[] => page.lines.map((l) => l.text.replace(/\s/g, ''));

it('parts Latin words and leaves codes whole', async () => {
  const { lines } = await readPage(engine, await fixture('english.png'), { image: false });
  const all = lines.map(({ text }) => text).join('\n');
  expect(all).toContain('This Agreement is made on April 12');
  expect(all).toContain('between the Licensor and the Licensee');
  expect(all).toContain('SOFTWARE LICENSE AGREEMENT');
  expect(all).toContain('Brightwater Analytics Ltd');
  expect(all).toContain('91440606MA9B29CN7X');
});

describe('a clean page', () => {
  it('is read with header, body and footer', () => {
    const all = texts(upright);
    expect(all[0]).toContain('XS-2031-0457');
    expect(upright.lines[0]!.part).toBe('header');
    expect(all).toContain('产品购销合同');
    expect(upright.lines.at(-1)!.part).toBe('footer');
    expect(all.at(-1)).toBe('第1页共1页');
  });

  it('reads a table row by row and keeps a cell of two lines together', () => {
    const cells = upright.lines.filter((l) => l.table);
    expect(cells.map((l) => l.text.replace(/\s/g, '').replace(/[()（）]/g, ''))).toEqual([
      '序号', '品名', '规格', '数量', '金额元',
      '1', '高山绿茶', '250克袋装，', '每箱二十袋', '36', '25,920.00',
      '2', '陈年普洱', '357克饼装', '14', '18,480.00',
      '合计', '44,400.00',
    ]);
    expect(cells[7]!.table).toEqual(cells[8 - 1]!.table);
    expect([cells[7]!.table!.row, cells[8]!.table!.row]).toEqual([1, 1]);
    expect(cells[7]!.table!.cell).toBe(cells[8]!.table!.cell);
  });

  it('reads the two parties one after the other', () => {
    const all = texts(upright).join('\n');
    const order = ['白松涛', '0478-5550123', '需方（盖章）', '严小满', '0796-5550456'].map((t) => all.replaceAll('(', '（').replaceAll(')', '）').indexOf(t));
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((m, n) => m - n));
  });

  it('finds the seal and leaves its words out of the text', () => {
    expect(upright.seals).toHaveLength(1);
    const [seal] = upright.seals;
    expect(seal!.shape).toBe('round');
    expect(seal!.partial).toBe(false);
    const [x0, y0, x1, y1] = seal!.box;
    expect([x0, y0, x1, y1].map((v) => Math.round((v / 150) * 2.54))).toEqual([4, 17, 8, 20]);
    expect(texts(upright).join('')).not.toContain('专用章');
  });

  it('gives every character a box inside its line and in order', () => {
    for (const line of upright.lines) {
      expect(line.chars.map((c) => c.text).join('')).toBe(line.text);
      line.chars.slice(1).forEach((c, i) => expect(c.box[0]).toBeGreaterThanOrEqual(line.chars[i]!.box[0]));
      for (const c of line.chars) expect(c.confidence).toBeGreaterThan(0);
    }
  });

  it('passes the picture on as it came', () => expect(upright.image.equals(sale)).toBe(true));
});

describe('a page that does not lie straight', () => {
  const plain = (): string => texts(upright).join('');

  it.each([90, 180, 270] as const)('is turned back by %i degrees', async (turn) => {
    const page = await readPage(engine, await sharp(sale).rotate(turn).jpeg({ quality: 90 }).toBuffer());
    expect(page.quality.rotation).toBe(turn);
    expect([page.width, page.height]).toEqual([upright.width, upright.height]);
    expect(similar(texts(page).join(''), plain())).toBeGreaterThan(0.97);
    expect(page.seals).toHaveLength(1);
    const [x0, y0] = page.lines[1]!.box;
    const [x, y] = apply(page.toReceived, x0, y0);
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
    if (turn === 180) expect(x).toBeCloseTo(page.width - x0, 0);
  });

  it('has its skew measured and taken out', async () => {
    const page = await readPage(engine, await sharp(sale).rotate(2.3, { background: '#fff' }).jpeg({ quality: 90 }).toBuffer());
    expect(Math.abs(page.quality.skew - 2.3)).toBeLessThan(0.1);
    expect(similar(texts(page).join(''), plain())).toBeGreaterThan(0.96);
  });

  it('follows the orientation a camera notes', async () => {
    const onSide = await sharp(sale).rotate(270).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const page = await readPage(engine, onSide);
    expect(page.quality.rotation).toBe(0);
    expect(similar(texts(page).join(''), plain())).toBeGreaterThan(0.97);
    const [x, y] = apply(page.toReceived, 0, 0);
    expect([Math.round(x), Math.round(y)]).toEqual([0, page.width]);
  });

  it('is cut out of the desk it was photographed on', async () => {
    const photo = await sharp(sale).resize(1000).extend({ top: 110, bottom: 90, left: 120, right: 100, background: '#6b4a30' }).jpeg().toBuffer();
    const page = await readPage(engine, photo);
    expect(page.quality.photo).toBe(true);
    expect(Math.abs(page.width - 1000)).toBeLessThan(25);
    expect(similar(texts(page).join(''), plain())).toBeGreaterThan(0.93);
  });
});

it('reads a grey page, its seal found by the ring', async () => {
  const page = await readPage(engine, await sharp(sale).greyscale().jpeg({ quality: 80 }).toBuffer(), { image: false });
  expect(page.quality.colour).toBe('grey');
  expect(page.seals.map((s) => s.shape)).toEqual(['round']);
  expect(page.seals[0]!.confidence).toBeLessThan(upright.seals[0]!.confidence);
});

it('reads a fax of one bit and gives its page back in one bit', async () => {
  const page = await readPage(engine, await sharp(sale).greyscale().resize(1654).threshold(150).png({ palette: true, colours: 2 }).toBuffer());
  expect(page.quality.colour).toBe('bilevel');
  expect((await sharp(page.image).metadata()).format).toBe('png');
  expect(similar(texts(page).join(''), texts(upright).join(''))).toBeGreaterThan(0.9);
});

it('says of an empty sheet that it is blank', async () => {
  const page = await readPage(engine, await sharp({ create: { width: 800, height: 1100, channels: 3, background: '#fdfcf8' } }).jpeg().toBuffer());
  expect(page.quality.blank).toBe(true);
  expect(page.lines).toEqual([]);
});

/** Share of characters in common, in order. */
function similar(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, () => 0);
  for (const c of a) {
    const next = [0];
    for (let j = 0; j < b.length; j++) next.push(c === b[j] ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!));
    row = next;
  }
  return row[b.length]! / Math.max(a.length, b.length);
}
