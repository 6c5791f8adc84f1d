import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { cropTo } from './crop.ts';
import type { Box } from './view.ts';
import styles from './crop.module.css';

/** The room a strip will take, while it is not yet known where on the page the place is. */
export function CropToCome(): ReactNode {
  return <div className={styles['crop']} data-to-come aria-hidden />;
}

/** A strip of a page around a place, with the place marked. */
export function PageCrop({ src, width, height, boxes, alt }: { src: string; width: number; height: number; boxes: readonly Box[]; alt: string }): ReactNode {
  const port = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(640);
  useLayoutEffect(() => {
    const element = port.current;
    if (!element) return undefined;
    const watch = new ResizeObserver(() => setRoom(element.clientWidth || 640));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const { scale, x, y } = cropTo(boxes, { width, height }, { width: room, height: 104 });
  return (
    <div ref={port} className={styles['crop']}>
      <div style={{ width, height, transform: `translate(${x}px, ${y}px) scale(${scale})` }}>
        <img src={src} width={width} height={height} alt={alt} loading="lazy" draggable={false} />
        {boxes.map((box, index) => (
          <span key={index} className={styles['mark']} style={{ left: box[0] - 4, top: box[1] - 4, width: box[2] - box[0] + 8, height: box[3] - box[1] + 8 }} />
        ))}
      </div>
    </div>
  );
}
