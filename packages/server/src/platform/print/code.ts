import QRCode from 'qrcode';

/** A quarter of a code may be scratched off and it still reads. */
export const codeLevel = 'Q';

export interface Squares {
  /** Squares along a side. */
  size: number;
  /** Runs of dark squares, row by row: column, row, how many. */
  runs: [column: number, row: number, length: number][];
}

export function squaresOf(text: string): Squares {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: codeLevel }).modules;
  const runs: Squares['runs'] = [];
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!data[row * size + column]) continue;
      const last = runs.at(-1);
      if (last && last[1] === row && last[0] + last[2] === column) last[2]++;
      else runs.push([column, row, 1]);
    }
  }
  return { size, runs };
}
