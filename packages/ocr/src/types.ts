/** Axis-aligned box `[x0, y0, x1, y1]` in pixels of the straightened page, origin top left. */
export type Box = readonly [x0: number, y0: number, x1: number, y1: number];
/** Four corners TL, TR, BR, BL in pixels. */
export type Quad = readonly [Point, Point, Point, Point];
export type Point = readonly [x: number, y: number];
/** Row-major 3 × 3 homography. */
export type Matrix3 = readonly [number, number, number, number, number, number, number, number, number];

export interface ReadChar {
  text: string;
  box: Box;
  /** 0..1 */
  confidence: number;
}

/** One printed line, or one line of one table cell, in reading order. */
export interface ReadLine {
  text: string;
  box: Box;
  /** Mean over the characters, 0..1. */
  confidence: number;
  /** One entry a character of `text` (by code point), spaces included. */
  chars: readonly ReadChar[];
  /** What the line belongs to, as far as the page layout tells. */
  part: 'header' | 'body' | 'footer';
  /** Lines of one table share `table`; `row` and `cell` count from 0. */
  table?: { index: number; row: number; cell: number };
}

export interface SealMark {
  box: Box;
  shape: 'round' | 'oval' | 'square' | 'paging';
  /** Share of the mark's outline that was found, 0..1. */
  confidence: number;
  /** True where the mark runs over the edge of the sheet (骑缝章). */
  partial: boolean;
}

/** Page quality against DA/T 31-2017; a null was not measurable. */
export interface PageQuality {
  /** Dots per inch the sheet was scanned at, as stored or as estimated from the sheet's size. */
  dpi: number | null;
  /** Degrees clockwise by which the content was turned in the file received. */
  rotation: 0 | 90 | 180 | 270;
  /** Degrees clockwise, after the rotation, before straightening. */
  skew: number;
  /** 0 sharp .. 1 unreadable. */
  blur: number;
  blank: boolean;
  /** Text runs into the edge of the image. */
  cut: boolean;
  colour: 'bilevel' | 'grey' | 'colour';
  /** The page was photographed: the sheet was found on its background. */
  photo: boolean;
}

export interface ReadPage {
  /** Size of the straightened page in pixels; every box is in it. */
  width: number;
  height: number;
  lines: readonly ReadLine[];
  seals: readonly SealMark[];
  quality: PageQuality;
  /** From straightened page to the pixels received (before EXIF orientation is applied). */
  toReceived: Matrix3;
}
