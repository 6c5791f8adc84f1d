import { type RefObject, useEffect, useRef, useState } from 'react';
import { type Camera, type CameraTrouble, NoCamera, openCamera } from './camera.ts';

export type CameraState = { kind: 'starting' } | { kind: 'live'; camera: Camera } | { kind: 'trouble'; trouble: CameraTrouble };

/** The camera while the screen is looked at: it is given back when the phone is put away or another page is shown. */
export function useCamera(width: number, height: number): { video: RefObject<HTMLVideoElement | null>; state: CameraState; again: () => void } {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>({ kind: 'starting' });
  const restart = useRef(() => {});
  useEffect(() => {
    let open: Camera | undefined;
    let over = false;
    let awake: WakeLockSentinel | undefined;
    const close = (): void => {
      open?.close();
      open = undefined;
      awake?.release().catch(() => {});
    };
    const start = async (): Promise<void> => {
      setState({ kind: 'starting' });
      try {
        const camera = await openCamera(width, height);
        if (over || document.visibilityState !== 'visible') return camera.close();
        open = camera;
        awake = await navigator.wakeLock?.request('screen').catch(() => undefined);
        const show = video.current;
        if (show) {
          show.srcObject = camera.stream;
          await show.play().catch(() => {});
        }
        camera.stream.getVideoTracks()[0]?.addEventListener('ended', () => !over && setState({ kind: 'trouble', trouble: 'busy' }));
        setState({ kind: 'live', camera });
      } catch (error) {
        if (!over) setState({ kind: 'trouble', trouble: error instanceof NoCamera ? error.trouble : 'none' });
      }
    };
    const seen = (): void => {
      if (document.visibilityState === 'visible') void start();
      else close();
    };
    restart.current = () => {
      close();
      void start();
    };
    void start();
    document.addEventListener('visibilitychange', seen);
    return () => {
      over = true;
      document.removeEventListener('visibilitychange', seen);
      close();
    };
  }, [width, height]);
  return { video, state, again: () => restart.current() };
}
