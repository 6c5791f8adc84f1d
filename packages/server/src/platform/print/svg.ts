import { lettersOf, type Step } from '../mark/letters.ts';
import { squaresOf } from './code.ts';
import type { Drawing, Mark } from './drawing.ts';
import { settable, widthOf } from './set-text.ts';

const round = (value: number): string => String(Math.round(value * 1000) / 1000);

/** A drawing for the screen, or to be made into dots. Letters are drawn as paths: it looks the same whatever fonts there are. */
export function svgOf({ width, height, marks }: Drawing): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}mm" height="${round(height)}mm" viewBox="0 0 ${round(width)} ${round(height)}"><rect width="100%" height="100%" fill="#fff"/>${marks.map(paint).join('')}</svg>`;
}

function paint(mark: Mark): string {
  if (mark.kind === 'text') return letters(mark);
  if (mark.kind === 'line') {
    const [[x1, y1], [x2, y2]] = [mark.from, mark.to];
    return `<path d="M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}" stroke="#000" stroke-width="${round(mark.width)}"${mark.dashed ? ' stroke-dasharray="0.7 0.7"' : ''}/>`;
  }
  if (mark.kind === 'frame') return `<rect x="${round(mark.x)}" y="${round(mark.y)}" width="${round(mark.width)}" height="${round(mark.height)}" fill="none" stroke="#000" stroke-width="${round(mark.line)}"/>`;
  if (mark.kind === 'fill') {
    const grey = Math.round(mark.grey * 255);
    return `<rect x="${round(mark.x)}" y="${round(mark.y)}" width="${round(mark.width)}" height="${round(mark.height)}" fill="rgb(${grey},${grey},${grey})"/>`;
  }
  const { size, runs } = squaresOf(mark.text);
  const path = runs.map(([column, row, length]) => `M${column} ${row}h${length}v1h-${length}z`).join('');
  return `<path shape-rendering="crispEdges" transform="translate(${round(mark.x)} ${round(mark.y)}) scale(${mark.side / size})" d="${path}"/>`;
}

function letters({ text, x, y, size, align, heavy }: Mark & { kind: 'text' }): string {
  const said = settable(text);
  let at = x - (align === 'center' ? widthOf(said, size) / 2 : align === 'right' ? widthOf(said, size) : 0);
  const scale = size / 100;
  const drawn = lettersOf(said).map((letter) => {
    const path = letter.steps.map((step) => stepOf(step, at, y, scale)).join('');
    at += letter.width * scale;
    return path;
  });
  return `<path d="${drawn.join('')}"${heavy ? ` stroke="#000" stroke-width="${round(size * 0.025)}"` : ''}/>`;
}

function stepOf(step: Step, x: number, y: number, scale: number): string {
  const at = (dx: number, dy: number): string => `${round(x + dx * scale)} ${round(y - dy * scale)}`;
  if (step[0] === 'close') return 'Z';
  if (step[0] === 'curve') return `C${at(step[1], step[2])} ${at(step[3], step[4])} ${at(step[5], step[6])}`;
  return `${step[0] === 'move' ? 'M' : 'L'}${at(step[1], step[2])}`;
}
