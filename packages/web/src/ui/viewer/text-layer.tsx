import { memo, type ReactNode } from 'react';
import type { Box } from './view.ts';
import styles from './viewer.module.css';

export interface TextLine {
  box: Box;
  text: string;
}

const brush = document.createElement('canvas').getContext('2d');

/** How wide the text is, in units of its height. */
function widthOf(text: string): number {
  if (!brush) return text.length;
  brush.font = '100px sans-serif';
  return Math.max(0.1, brush.measureText(text).width / 100);
}

/** The words themselves, unseen, where they stand on the image: to be selected, copied and read out. */
export const TextLayer = memo(function TextLayer({ lines, onLine }: { lines: readonly TextLine[]; onLine?: ((index: number) => void) | undefined }): ReactNode {
  return (
    <div className={styles['text']} data-text>
      {lines.map(({ box, text }, index) => {
        const height = (box[3] - box[1]) * 0.82;
        return (
          <div
            key={index}
            style={{ left: box[0], top: box[1], height: box[3] - box[1], fontSize: height, lineHeight: `${box[3] - box[1]}px`, transform: `scaleX(${(box[2] - box[0]) / (height * widthOf(text))})` }}
            onDoubleClick={onLine && (() => onLine(index))}
          >
            {text}
          </div>
        );
      })}
    </div>
  );
});
