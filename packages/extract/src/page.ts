import type { Box, ReadChar, SealMark } from '@qige/ocr';

/** What extraction needs of a ReadLine; a bare text with a box is enough. */
export interface ExtractLine {
  text: string;
  box: Box;
  /** 0..1; 1 where absent. */
  confidence?: number;
  chars?: readonly ReadChar[];
  part?: 'header' | 'body' | 'footer';
  table?: { index: number; row: number; cell: number };
}

/** What extraction needs of a ReadPage: lines in reading order, seals, and how the page was scanned. */
export interface ExtractPage {
  width: number;
  height: number;
  lines: readonly ExtractLine[];
  seals?: readonly SealMark[];
  quality?: { colour?: 'bilevel' | 'grey' | 'colour'; photo?: boolean; blank?: boolean };
}
