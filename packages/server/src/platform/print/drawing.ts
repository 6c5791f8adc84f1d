/** Something on a label or a page. Millimetres from the upper left corner; a text stands on `y`, its size is the height of a Chinese character. */
export type Mark =
  | { kind: 'text'; text: string; x: number; y: number; size: number; align?: 'left' | 'center' | 'right'; heavy?: boolean }
  | { kind: 'line'; from: readonly [number, number]; to: readonly [number, number]; width: number; dashed?: boolean }
  | { kind: 'frame'; x: number; y: number; width: number; height: number; line: number }
  | { kind: 'fill'; x: number; y: number; width: number; height: number; grey: number }
  /** A QR code, as a square without the quiet zone around it. */
  | { kind: 'code'; text: string; x: number; y: number; side: number };

/** What is to be printed, whatever prints it: a PDF, a label printer, the screen. */
export interface Drawing {
  width: number;
  height: number;
  marks: readonly Mark[];
}

export const a4 = { width: 210, height: 297 } as const;

/** The marks of a drawing somewhere else. */
export function moved(marks: readonly Mark[], dx: number, dy: number): Mark[] {
  return marks.map((mark) =>
    mark.kind === 'line'
      ? { ...mark, from: [mark.from[0] + dx, mark.from[1] + dy], to: [mark.to[0] + dx, mark.to[1] + dy] }
      : { ...mark, x: mark.x + dx, y: mark.y + dy },
  );
}
