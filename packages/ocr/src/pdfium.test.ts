import { expect, it } from 'vitest';
import { UnreadablePdf } from './errors.ts';
import { fixturePath } from './fixtures.ts';
import { openPdf } from './pdf.ts';
import { pdfium } from './pdfium.ts';

it('a file that takes all the memory there is is refused, and the next one is opened', async () => {
  const held = await openPdf(fixturePath('plain.pdf'));
  const engine = await pdfium();
  for (let size = 2 ** 30; size > 64; size /= 2) while (engine.call('malloc', size) !== 0);
  const refused = await openPdf(fixturePath('plain.pdf')).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(UnreadablePdf);
  expect(refused).toMatchObject({ code: 'too-large' });

  const next = await openPdf(fixturePath('plain.pdf'));
  expect(next.pageSize(1).width).toBeGreaterThan(0);
  next.close();
  expect(() => held.pageSize(1)).toThrow('open it again');
  held.close();
});
