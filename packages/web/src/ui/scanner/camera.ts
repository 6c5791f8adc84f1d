export type CameraTrouble = 'insecure' | 'denied' | 'none' | 'busy';

/** What cameras of phones can do beyond what the standard library of types knows. */
interface MoreCapabilities {
  torch?: boolean;
  zoom?: { min: number; max: number; step: number };
}

export interface Camera {
  stream: MediaStream;
  torch: ((on: boolean) => Promise<void>) | undefined;
  zoom: { min: number; max: number; step: number; now: number; set: (to: number) => Promise<void> } | undefined;
  close(): void;
}

export class NoCamera extends Error {
  readonly trouble: CameraTrouble;
  constructor(trouble: CameraTrouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

const troubles: Record<string, CameraTrouble> = { NotAllowedError: 'denied', SecurityError: 'denied', NotFoundError: 'none', OverconstrainedError: 'none', NotReadableError: 'busy', AbortError: 'busy' };

/** The camera on the back where there is one, at least so many pixels wide where it can. */
export async function openCamera(width: number, height: number): Promise<Camera> {
  // Browsers hide the camera from pages that did not come over HTTPS.
  if (!window.isSecureContext || !navigator.mediaDevices) throw new NoCamera('insecure');
  const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: { ideal: 'environment' }, width: { ideal: width }, height: { ideal: height } } }).catch((error: unknown) => {
    throw new NoCamera(troubles[(error as DOMException).name] ?? 'none');
  });
  const [track] = stream.getVideoTracks();
  const can = (track?.getCapabilities?.() ?? {}) as MoreCapabilities;
  const apply = async (change: object): Promise<void> => {
    await track?.applyConstraints({ advanced: [change] } as MediaTrackConstraints).catch(() => {});
  };
  const now = (track?.getSettings() as { zoom?: number } | undefined)?.zoom ?? can.zoom?.min ?? 1;
  return {
    stream,
    torch: can.torch ? (on) => apply({ torch: on }) : undefined,
    zoom: can.zoom && can.zoom.max > can.zoom.min ? { ...can.zoom, now, set: (to) => apply({ zoom: to }) } : undefined,
    close: () => {
      for (const one of stream.getTracks()) one.stop();
    },
  };
}
