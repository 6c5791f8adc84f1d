import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { findPage, greyOf, type Quad } from './page-edges.ts';
import { createSteadiness, type Steady } from './steadiness.ts';

const longest = 256;
const every = 140;

export interface SeenPage {
  quad: Quad | undefined;
  ready: number;
}

/** Looks for the page in the moving picture; tells when one lies still. */
export function usePageEdges(video: RefObject<HTMLVideoElement | null>, on: boolean, onStill: (quad: Quad) => void): SeenPage {
  const [seen, setSeen] = useState<SeenPage>({ quad: undefined, ready: 0 });
  const still = useRef(onStill);
  useLayoutEffect(() => {
    still.current = onStill;
  });
  useEffect(() => {
    if (!on) return;
    const steadiness = createSteadiness();
    const canvas = document.createElement('canvas');
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    const timer = window.setInterval(() => {
      const show = video.current;
      if (!pen || !show || show.videoWidth === 0) return;
      const scale = longest / Math.max(show.videoWidth, show.videoHeight);
      [canvas.width, canvas.height] = [Math.round(show.videoWidth * scale), Math.round(show.videoHeight * scale)];
      pen.drawImage(show, 0, 0, canvas.width, canvas.height);
      const quad = findPage(greyOf(pen.getImageData(0, 0, canvas.width, canvas.height)));
      const steady: Steady = steadiness(quad, performance.now());
      setSeen({ quad, ready: steady.ready });
      if (steady.fire && quad) still.current(quad);
    }, every);
    return () => window.clearInterval(timer);
  }, [on, video]);
  return on ? seen : { quad: undefined, ready: 0 };
}
