import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { extractContract } from './extract.ts';
import { pagesOfText } from './pages-of-text.ts';
import { toTruthShape } from './truth-shape.ts';

const folder = fileURLToPath(new URL('../fixtures/', import.meta.url));

/** Each fixture: expected fields as JSON (only those named are compared), a rule, the contract's text. */
test.each(readdirSync(folder).filter((name) => name.endsWith('.txt')))('%s', (name) => {
  const [expected = '{}', text = ''] = readFileSync(folder + name, 'utf8').split('\n-----\n');
  const extraction = extractContract(pagesOfText(text));
  const want = JSON.parse(expected) as Record<string, unknown>;
  expect(toTruthShape(extraction)).toMatchObject(want);
  // All of them are sound contracts.
  expect(extraction.findings).toEqual([]);
});
